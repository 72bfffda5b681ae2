"""Words that contradict each other or say the opposite of what is meant."""

import re
from collections import Counter, defaultdict

from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.checking.read_document import Findings, ReadDocument, Sentence

#: A sentence shorter than this may well stand twice.
LONG_ENOUGH = 8
DOUBLE_NEGATIVE = re.compile(
    r"\b(?P<few>(?:less than|fewer than|under|below) (?:a |one |two )?(?:half|thirds?|quarter)|few|a minority)\b"
    r"(?P<between>(?:(?!\b(?:and|but|while|whereas|which|where|because|as)\b)[^.;:,()]){0,80}?)"
    r"\b(?P<not>(?:did|do|does|had|have|has|was|were|is|are) not|failed to|lacked|without)\b",
    re.IGNORECASE,
)
ABBREVIATION = re.compile(
    r"(?<![\w'&-])(?P<words>(?:[A-Za-z][\w'&-]{0,40}\s{1,9}){1,9})\((?:the )?(?P<letters>[A-Z]{3,7})s?\)"
)
SMALL_WORDS = {"and", "of", "the", "for", "in", "to", "with", "on", "at", "&"}


def wording_disagreements(document: ReadDocument) -> Findings:
    """Every check of the words of one document."""
    yield from _strength_and_weakness(document)
    for sentence in document.sentences:
        yield from _double_negative(document, sentence)
    yield from _abbreviations(document)


def _folded(words: str) -> str:
    return " ".join(re.findall(r"[\w']+", words.casefold()))


def _strength_and_weakness(document: ReadDocument) -> Findings:
    """A sentence that stands word for word among the strengths and among the areas for improvement."""
    strengths: dict[str, Sentence] = {}
    for sentence in document.sentences:
        if document.listed_as(sentence.block) == "strength" and len(sentence.words.split()) >= LONG_ENOUGH:
            strengths.setdefault(_folded(sentence.words), sentence)
    told: set[int] = set()
    for sentence in document.sentences:
        twin = strengths.get(_folded(sentence.words)) if strengths else None
        if twin is None or document.listed_as(sentence.block) != "weakness" or sentence.block.start in told:
            continue
        told.add(sentence.block.start)
        what = f'The same sentence is a strength and an area for improvement: "{sentence.words}"'
        places = (
            document.span(twin.start, twin.end, "among the strengths"),
            document.span(sentence.start, sentence.end, "among the areas for improvement"),
        )
        yield Disagreement("strength-and-weakness", what, places, "certain")


def _double_negative(document: ReadDocument, sentence: Sentence) -> Findings:
    """ "Less than half did not have ..." among areas for improvement: read literally, most had it."""
    found = DOUBLE_NEGATIVE.search(sentence.words)
    if found and document.listed_as(sentence.block) == "weakness":
        what = f'An area for improvement says "{found["few"]} ... {found["not"]}": read literally, most did'
        place = document.span(sentence.start, sentence.end, "among the areas for improvement")
        yield Disagreement("double-negative", f"{what}.", (place,), "likely", "wording")


def _abbreviations(document: ReadDocument) -> Findings:
    """One abbreviation written out in two ways."""
    uses: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for block in document.layout.blocks:
        for found in ABBREVIATION.finditer(document.layout.clean, block.start, block.end):
            words = _written_out(found["words"].split(), found["letters"])
            if words:
                uses[found["letters"]].append((" ".join(words), found.start(), found.end()))
    for letters, written in uses.items():
        names = Counter(_singular(use[0]) for use in written)
        usual, _ = names.most_common(1)[0]
        first = next(use for use in written if _singular(use[0]) == usual)
        for other in names:
            if other != usual:
                phrase, start, end = next(use for use in written if _singular(use[0]) == other)
                what = f'{letters} is written out as "{phrase}", and elsewhere as "{first[0]}"'
                places = (
                    document.span(start, end, "an abbreviation written out"),
                    document.span(first[1], first[2], "the same abbreviation"),
                )
                yield Disagreement("abbreviation", f"{what}.", places, "certain", "wording")


def _written_out(words: list[str], letters: str) -> list[str]:
    """The last words whose initials are the letters, small words apart; [] where there are none."""
    for count in range(1, len(words) + 1):
        tail = words[-count:]
        initials = "".join(_initials(word) for word in tail)
        if initials == letters and tail[0].casefold() not in SMALL_WORDS:
            return tail
        if len(initials) > len(letters):
            break
    return []


def _initials(word: str) -> str:
    if word.casefold() in SMALL_WORDS:
        return ""
    if len(word) > 1 and word.isupper():
        return word
    return "".join(part[0].upper() for part in word.split("-") if part)


def _singular(words: str) -> str:
    folded = re.sub(r"[\s-]+", " ", words.casefold())
    return " ".join(word.removesuffix("s").removesuffix("'") for word in folded.split())
