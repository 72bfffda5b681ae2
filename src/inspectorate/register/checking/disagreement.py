"""What disagrees with what: one finding of the checks, with every place it speaks of."""

from dataclasses import dataclass

from inspectorate.register.checking.rule import RULES
from inspectorate.register.facts import Evidence

#: How sure a finding is: by arithmetic or word against word; so by all that is known; worth a look.
CERTAINTIES = ("certain", "likely", "possible")

#: What kind of thing is wrong: two places disagree; something is missing that stands elsewhere; the words mislead.
SEVERITIES = ("disagreement", "missing", "wording")

#: A file and a place in it.
Place = tuple[str, Evidence]


@dataclass(frozen=True)
class Disagreement:
    """One finding: ``rule`` is the id of the check (see ``RULES``), ``what`` a plain sentence, ``places`` where it is.

    ``certainty`` is one of ``CERTAINTIES``, ``severity`` one of ``SEVERITIES``. The first place is the one that a
    person would look at first.
    """

    rule: str
    what: str
    places: tuple[Place, ...]
    certainty: str
    severity: str = "disagreement"

    @property
    def compares(self) -> str:
        """What the check holds against what."""
        return RULES[self.rule]

    @property
    def is_settled(self) -> bool:
        """Whether it is sure enough to say that the documents disagree: certain or likely, not only worth a look."""
        return self.certainty != "possible"


def in_order(found: list[Disagreement]) -> tuple[Disagreement, ...]:
    """Findings by file, line and rule, each once, the same for the same documents in whatever order they came."""
    return tuple(sorted(dict.fromkeys(found), key=_key))


def _key(found: Disagreement) -> tuple[object, ...]:
    places = tuple((file, evidence.line, evidence.start, evidence.end) for file, evidence in found.places)
    file, line = (places[0][0], places[0][1]) if places else ("", 0)
    return file, line, found.rule, places, found.what
