"""Each standard's rating held against its key questions, its chapter, the decision rules, and what the prose says."""

import re
from collections.abc import Mapping
from fractions import Fraction

from inspectorate.aggregation.proportion import Proportion
from inspectorate.framework.model import Edition
from inspectorate.rating.band import PercentageScale
from inspectorate.rating.rule import all_of_section, lowest_key_question, rules_of
from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.checking.read_document import Findings, ReadDocument, Sentence, edition_of, scored_standards
from inspectorate.register.facts import NOT_RATED, Fact, KeyQuestionResult, UnitFacts
from inspectorate.register.reading.layout import RATING
from inspectorate.register.reading.numeral import NUMERAL, whole_number

ALL_RATED = re.compile(
    rf"(?<!not )\ball (?:of )?(?:the |our |its |their )?(?:(?P<number>{NUMERAL}) )?(?:of (?:the|our|its) )?"
    rf"(?P<domain>domain (?:one|two|1|2) |casework |case supervision |organisational delivery )?standards"
    rf"(?P<casework> for (?:casework|case supervision))? (?:were|are|was|have been|had been) (?:all )?"
    rf"(?:rated|judged|assessed)(?: as| to be)? ['\"]?(?P<rating>{RATING})",
    re.IGNORECASE,
)
SECTIONS = {"domain one": "1", "domain 1": "1", "organisational delivery": "1"}

#: What a chapter says where its rating is not that of its lowest score.
PANEL = re.compile(r"\bratings panel\b[^.]{0,60}\bdecided\b", re.IGNORECASE)


def standard_disagreements(document: ReadDocument) -> Findings:
    """Every check of the ratings of standards, of each unit of a document."""
    for unit in document.units:
        edition = edition_of(unit)
        if edition:
            yield from _decision_rules(document, unit, edition)
    edition = edition_of(document.facts.subject)
    if edition:
        yield from _bands(document, document.facts.subject, edition)
        yield from _chapters(document, document.facts.subject)
        for sentence in document.sentences:
            yield from _all_rated(document, document.facts.subject, edition, sentence)


def by_standard(document: ReadDocument) -> dict[str, list[Fact[KeyQuestionResult]]]:
    """The key questions of a document under the ids of their standards."""
    questions: dict[str, list[Fact[KeyQuestionResult]]] = {}
    for question in document.facts.key_questions:
        questions.setdefault(question.value.standard, []).append(question)
    return questions


def _proportion(result: KeyQuestionResult) -> Proportion:
    """The share that a table prints: by its counts where it has them."""
    if result.sufficient is not None and result.relevant:
        return Proportion.counted(result.sufficient, result.relevant)
    return Proportion.published(Fraction(result.percent))


def _decided(document: ReadDocument, standard: str) -> bool:
    """Whether the chapter of a standard says that the ratings panel decided otherwise than its lowest score gives."""
    return any(
        PANEL.search(sentence.words) and document.standard_at(sentence.start) == standard
        for sentence in document.sentences
    )


def _bands(document: ReadDocument, unit: UnitFacts, edition: Edition) -> Findings:
    """Each standard's rating and the band of its lowest key question; less sure where the panel has discretion."""
    rules = rules_of(edition)
    if rules.bands is None or rules.rounding is None:
        return
    scale = PercentageScale.of(rules)
    for id_, questions in by_standard(document).items():
        standard, rating = edition.standard_by_id.get(id_), unit.standards.get(id_)
        if standard is None or rating is None or not standard.rated or rating.value == NOT_RATED:
            continue
        if len(questions) != len(standard.key_questions):
            continue
        proportions = [_proportion(question.value) for question in questions]
        lowest = questions[lowest_key_question(proportions)]
        computed = scale.band_of(lowest.value.percent).rating
        if computed == rating.value:
            continue
        if _decided(document, id_):
            continue
        near = rating.value in scale.latitude(proportions).ratings
        what = (
            f"{id_} {standard.title} is rated '{rating.value}', but its lowest key question stands at "
            f"{lowest.value.percent} per cent, which is the band of '{computed}'"
        )
        what = f"{what}; so near a boundary a panel may have decided otherwise." if near else f"{what}."
        sure = "certain" if rules.bands.certainty != "assumed" else "likely"
        places = (document.place(rating), document.place(lowest))
        yield Disagreement("standard-band", what, places, "possible" if near else sure)


def _decision_rules(document: ReadDocument, unit: UnitFacts, edition: Edition) -> Findings:
    needed = [s.id for s in scored_standards(edition) if not s.may_be_not_rated]
    if not all(id_ in unit.standards for id_ in needed):
        return
    ratings: Mapping[str, str | None] = {
        id_: fact.value for id_, fact in unit.standards.items() if fact.value != NOT_RATED
    }
    for rule in rules_of(edition).decision_rules:
        bound = unit.standards.get(rule.standard)
        if not rule.enabled or bound is None or not all_of_section(rule, edition.standards, ratings):
            continue
        if bound.value not in (rule.gives, NOT_RATED):
            others = [fact for id_, fact in unit.standards.items() if _section(edition, id_) == rule.section]
            title = edition.standard_by_id[rule.standard].title
            what = (
                f"{rule.standard} {title} is rated '{bound.value}', but all rated standards of section {rule.section} "
                f"are '{rule.all_rated}', which by the decision rules makes it '{rule.gives}'"
            )
            places = (document.place(bound), document.whole(others, "the standards that the rule looks at"))
            yield Disagreement("decision-rule", f"{what}.", places, "certain")


def _section(edition: Edition, id_: str) -> str:
    standard = edition.standard_by_id.get(id_)
    return standard.section if standard else ""


def _chapters(document: ReadDocument, unit: UnitFacts) -> Findings:
    """The rating in each chapter and the rating in the table of all standards."""
    for id_, said in document.facts.chapter_ratings.items():
        rating = unit.standards.get(id_)
        if rating is not None and rating.value != said.value:
            what = f"{id_} is '{said.value}' in its chapter and '{rating.value}' in the table of ratings"
            yield Disagreement(
                "rating-in-chapter", f"{what}.", (document.place(said), document.place(rating)), "certain"
            )


def _all_rated(document: ReadDocument, unit: UnitFacts, edition: Edition, sentence: Sentence) -> Findings:
    """ "All five domain two standards were rated 'Inadequate'" and the table."""
    for said in ALL_RATED.finditer(sentence.words):
        domain = (said["domain"] or said["casework"] or "").strip().casefold()
        section = SECTIONS.get(domain, "2") if domain else None
        concerned = {
            standard.id: unit.standards[standard.id]
            for standard in scored_standards(edition)
            if standard.id in unit.standards
            and section in (None, standard.section)
            and unit.standards[standard.id].value != NOT_RATED
        }
        if not concerned:
            continue
        rating = said["rating"].capitalize()
        others = [f"{id_} '{fact.value}'" for id_, fact in concerned.items() if fact.value != rating]
        number = whole_number(said["number"] or "")
        if others or number not in (None, len(concerned)):
            table = f"the table has {', '.join(others)}" if others else f"the table rates {len(concerned)}"
            what = f'The prose says "{said[0]}", but {table}'
            places = (
                document.span(sentence.start, sentence.end, "the prose"),
                document.whole(concerned.values(), "the table of ratings"),
            )
            yield Disagreement("all-standards", f"{what}.", places, "certain")
