"""What is said to hold in all relevant cases, and in all but some, of the same thing."""

import re

from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.checking.read_document import Findings, ReadDocument, Sentence

ALL = re.compile(r"\bin (?:all|every one) (?:of )?(?:the )?(?:relevant )?cases\b", re.IGNORECASE)
ALL_BUT = re.compile(
    r"\bin all but (?:one|two|three|four|five|\d{1,2}) (?:of the )?(?:relevant )?cases?\b", re.IGNORECASE
)
EMPTY_WORDS = re.compile(
    r"the|and|for|with|from|this|that|these|those|are|was|were|been|has|have|had|its|our|their|they|who|which|about|all|but"
    r"|one|two|three|four|five|relevant|cases?|any|into|provided?|given|also"
)
#: How many of the words of the shorter sentence must stand in the other too.
ALIKE = 0.8
#: A section with more such sentences than this is none.
MOST = 100


def all_cases_disagreements(document: ReadDocument) -> Findings:
    """A sentence on all cases whose telling words stand in one, of the same section, on all but some (S1, victims)."""
    sections: dict[int | None, tuple[list[Sentence], list[Sentence]]] = {}
    for sentence in document.sentences:
        if ALL.search(sentence.words) or ALL_BUT.search(sentence.words):
            all_, all_but = sections.setdefault(sentence.block.section, ([], []))
            (all_but if ALL_BUT.search(sentence.words) else all_).append(sentence)
    for all_, all_but in sections.values():
        for first in all_[:MOST]:
            for second in all_but[:MOST]:
                if _alike(first, second):
                    what = "The same is said of all relevant cases, and of all but some of them"
                    places = tuple(
                        document.span(sentence.start, sentence.end, "what holds in all cases")
                        for sentence in (first, second)
                    )
                    yield Disagreement("all-cases", f"{what}.", places, "possible")


def _alike(one: Sentence, other: Sentence) -> bool:
    first, second = _words(one), _words(other)
    shorter = min(len(first), len(second))
    return shorter >= 3 and len(first & second) >= ALIKE * shorter


def _words(sentence: Sentence) -> set[str]:
    words = re.findall(r"[a-z]{3,}", sentence.words.casefold())
    return {word.removesuffix("s") for word in words if not EMPTY_WORDS.fullmatch(word)}
