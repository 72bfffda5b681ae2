"""How a rating was reached, in words that the inspected service can follow down to the counts."""

from dataclasses import dataclass

from inspectorate.framework.model import Edition, Sourced


@dataclass(frozen=True)
class Step:
    """One step of a working: what was done, by which rule, and where the rule was read and how well it is known."""

    text: str
    rule: str = ""
    source: str = ""
    certainty: str = ""

    def __str__(self) -> str:
        if not self.rule:
            return self.text
        return f"{self.text} [Rule: {self.rule}. Source: {self.source}. Certainty: {self.certainty}.]"


def step(edition: Edition, text: str, rule: str, entry: Sourced) -> Step:
    """A step taken by a rule of the edition, with the rule's source in full."""
    return Step(text, rule, edition.cite(entry.source), entry.certainty or "")
