"""What the prose says of a key question, held against the percentage in its table.

A prompt is not a key question, and a part of the cases is not all of them: a sentence counts only where it names the
standard, speaks of what the key question asks, judges whether that was sufficient, and narrows the cases in no way.
"""

import re
from fractions import Fraction

from inspectorate.aggregation.proportion import whole_percent
from inspectorate.framework.model import Edition
from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.checking.read_document import LONGEST, Findings, ReadDocument, Sentence, edition_of
from inspectorate.register.checking.standard import by_standard
from inspectorate.register.facts import Fact, KeyQuestionResult, Quantity
from inspectorate.register.reading.numeral import NUMERAL, whole_number

#: The words by which prose speaks of a standard, under its title.
STANDARD_WORDS = {
    "Assessment": re.compile(r"\bassessments?\b", re.IGNORECASE),
    "Planning": re.compile(r"\b(?:planning|plans?|planned)\b", re.IGNORECASE),
    "Implementation and delivery": re.compile(r"\b(?:implementation|delivery|delivered|delivering)\b", re.IGNORECASE),
    "Reviewing": re.compile(r"\breview(?:s|ing|ed)?\b", re.IGNORECASE),
    "Court work": re.compile(r"\b(?:court (?:work|reports?)|pre-sentence)\b", re.IGNORECASE),
    "Outcomes": re.compile(r"\bearly outcomes?\b", re.IGNORECASE),
}
#: What key questions ask about, in their words and in those of the prose.
AREAS = {
    "engagement": (re.compile(r"\bengag", re.IGNORECASE), re.compile(r"\bengag(?:ed|ing|ement)\b", re.IGNORECASE)),
    "desistance": (re.compile(r"\bdesistance", re.IGNORECASE), re.compile(r"\bdesistance\b", re.IGNORECASE)),
    "safety": (
        re.compile(r"\bsafe", re.IGNORECASE),
        re.compile(r"\b(?:keep(?:s|ing)? (?:other )?people safe|safety of (?:other people|others))\b", re.IGNORECASE),
    ),
    "court": (re.compile(r"\bcourt\b", re.IGNORECASE), STANDARD_WORDS["Court work"]),
    "outcomes": (re.compile(r"\bprogress\b", re.IGNORECASE), re.compile(r"\bprogress\b", re.IGNORECASE)),
}
JUDGED = re.compile(r"\b(?:in)?sufficien|\bsatisfactor|\beffectively support", re.IGNORECASE)
INSUFFICIENT = re.compile(r"\binsufficien|\bunsatisfactor|\bnot sufficien", re.IGNORECASE)
#: What a prompt asks for, and no key question does.
PROMPT = re.compile(
    r"\b(?:analys\w+|identif\w+|consider\w*|set(?:ting)? out|address\w*|involv\w+|neither|ability to|readiness"
    r"|enquir\w+"
    r"|contingency|links?|draw\w*|views|personal circumstances|home visits?|manage\w*|enforce\w*|recall\w*"
    r"|relationship\w*)\b",
    re.IGNORECASE,
)
#: What makes the cases fewer than all of them, or the people others than inspectors.
NARROWED = re.compile(
    r"\b(?:women|men|fe?male|young\w*|black|asian|ethnic\w*|heritage|high(?:er|est)?|medium|low"
    r"|POs?|PSOs?|PQiPs?|(?:probation|services?) officers?|trainees?|custod\w+|releas\w+|licen[cs]es?"
    r"|community (?:orders?|sentences?)|resettlement|unpaid|domestic|safeguarding|children|victims?|respondents?"
    r"|survey\w*|User Voice|agreed|felt|reported|staff|practitioners?|workforce|last (?:year|inspection)"
    r"|previous\w*|compared|nationally|regional\w*)\b",
    re.IGNORECASE,
)
LOWEST = re.compile(
    rf"\blowest (?:score|percentage|result)\b[^.;]{{0,70}}?\b(?:was|is|at|of) (?P<percent>{NUMERAL})"
    r" ?(?:per cent|percent|%)",
    re.IGNORECASE,
)
ONE_QUESTION = re.compile(r"driven by the score for the key question\b", re.IGNORECASE)
FOCUS = re.compile(
    r"\bsufficient(?:ly)? focus(?:s?ed|s?ing)? on\b|\bfocus(?:s?ed|s?ing)? sufficiently on\b", re.IGNORECASE
)


def key_question_disagreements(document: ReadDocument) -> Findings:
    """Every check of the prose of a document against its own tables of key questions."""
    edition = edition_of(document.facts.subject)
    if edition is None or not document.facts.key_questions:
        return
    questions = by_standard(document)
    for sentence in document.sentences:
        yield from _lowest(document, questions, sentence)
        yield from _strength(document, questions, sentence)
        yield from _one_question(document, questions, sentence)
    yield from prose_against_questions(document, document, edition)


def prose_against_questions(prose: ReadDocument, tables: ReadDocument, edition: Edition) -> Findings:
    """Every percentage in the prose of one document beside the words of a key question in the tables of another."""
    for sentence, quantities in prose.quantities_by_sentence:
        question = _asked(sentence.words, tables, edition) if len(sentence.words) <= LONGEST else None
        if question is None:
            continue
        shares = [_share(quantity.value, tables.facts.sample_size) for quantity in quantities]
        insufficient = INSUFFICIENT.search(sentence.words)
        said = [100 - share if insufficient else share for share in shares if share is not None]
        if said and question.value.percent not in said:
            yield _disagreement(prose, tables, sentence, question, said[0])


def _share(quantity: Quantity, sample: Fact[int] | None) -> int | None:
    """The whole per cent that a number says of all cases; None where it is of fewer, or no such number."""
    if quantity.qualifier:
        return None
    if quantity.kind == "percentage" and quantity.value.denominator == 1:
        return int(quantity.value)
    if quantity.kind != "count" or not quantity.denominator or sample is None:
        return None
    if quantity.denominator * 5 < sample.value * 4:
        return None
    return whole_percent(Fraction(quantity.numerator or 0, quantity.denominator))


def _asked(words: str, tables: ReadDocument, edition: Edition) -> Fact[KeyQuestionResult] | None:
    """The one key question that a sentence judges all cases on; None where it speaks of none, or of several."""
    if not JUDGED.search(words) or PROMPT.search(words) or NARROWED.search(words):
        return None
    named = [title for title, pattern in STANDARD_WORDS.items() if pattern.search(words)]
    areas = [area for area, (_, in_prose) in AREAS.items() if in_prose.search(words)]
    if len(named) != 1 or len(areas) != 1:
        return None
    asked = [
        question
        for question in tables.facts.key_questions
        if (standard := edition.standard_by_id.get(question.value.standard))
        and standard.title == named[0]
        and AREAS[areas[0]][0].search(question.value.question)
    ]
    return asked[0] if len(asked) == 1 else None


def _disagreement(
    prose: ReadDocument, tables: ReadDocument, sentence: Sentence, question: Fact[KeyQuestionResult], percent: int
) -> Disagreement:
    what = (
        f"The prose says {percent} per cent where the table of {question.value.standard} has "
        f'{question.value.percent} per cent for "{question.value.question}"'
    )
    area = next((a for a, (asks, _) in AREAS.items() if asks.search(question.value.question)), "")
    elsewhere = next(
        (
            other
            for other in tables.facts.key_questions
            if other.value.percent == percent and area and AREAS[area][0].search(other.value.question)
        ),
        None,
    )
    places = [
        prose.span(sentence.start, sentence.end, "a percentage beside the words of a key question"),
        tables.place(question),
    ]
    if elsewhere:
        what = f"{what}; {percent} per cent is that of {elsewhere.value.standard}"
        places.append(tables.place(elsewhere))
    return Disagreement("key-question", f"{what}.", tuple(places), "likely")


def _lowest(
    document: ReadDocument, questions: dict[str, list[Fact[KeyQuestionResult]]], sentence: Sentence
) -> Findings:
    """ "The lowest score out of the three questions was 31 per cent" and the table of the chapter."""
    said = LOWEST.search(sentence.words)
    asked = questions.get(document.standard_at(sentence.start), []) if said else []
    if not said or not asked:
        return
    lowest = min(asked, key=lambda question: question.value.percent)
    if whole_number(said["percent"]) != lowest.value.percent:
        what = (
            f"The lowest score of {lowest.value.standard} is said to be {said['percent']} per cent, "
            f"but the lowest in its table is {lowest.value.percent} per cent"
        )
        places = (document.span(sentence.start, sentence.end, "the lowest score"), document.place(lowest))
        yield Disagreement("lowest-score", f"{what}.", places, "certain")


def _strength(
    document: ReadDocument, questions: dict[str, list[Fact[KeyQuestionResult]]], sentence: Sentence
) -> Findings:
    """A strength that claims sufficient focus on what the table of its chapter finds sufficient in less than half."""
    asked = questions.get(document.standard_at(sentence.start), [])
    if not asked or not FOCUS.search(sentence.words) or document.listed_as(sentence.block) != "strength":
        return
    for question in asked:
        for asks, in_prose in AREAS.values():
            said = asks.search(question.value.question) and in_prose.search(sentence.words)
            if said and question.value.percent < 50 and not NARROWED.search(said[0]):
                what = (
                    f'A strength claims sufficient focus ("{said[0]}") where the table of '
                    f"{question.value.standard} has only {question.value.percent} per cent"
                )
                places = (document.span(sentence.start, sentence.end, "a strength"), document.place(question))
                yield Disagreement("strength-against-table", f"{what}.", places, "likely")


def _one_question(
    document: ReadDocument, questions: dict[str, list[Fact[KeyQuestionResult]]], sentence: Sentence
) -> Findings:
    """A note that speaks of the one key question, in a chapter that has several (S2, note 6; S4, note 2)."""
    asked = questions.get(document.standard_at(sentence.start), [])
    if len(asked) > 1 and sentence.block.kind == "note" and ONE_QUESTION.search(sentence.words):
        standard = asked[0].value.standard
        what = (
            f"A note says that the one key question decides the rating of {standard}, which has {len(asked)}, "
            "of which the lowest decides"
        )
        places = (document.span(sentence.start, sentence.end, "a note"), document.whole(asked, "the key questions"))
        yield Disagreement("note-on-key-question", f"{what}.", places, "likely", "wording")
