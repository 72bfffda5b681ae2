"""A document as it was sent beside what it became: paragraph by paragraph, word by word."""

from dataclasses import dataclass

from inspectorate.report.document import Document
from inspectorate.report.passage import passages
from inspectorate_app.web.draft.difference import Stretch, differences, pairs


@dataclass(frozen=True)
class Changed:
    """A paragraph that is not as it was. ``number`` is that of the copy that was sent, None of one that is new."""

    number: int | None
    heading: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Comparison:
    """The paragraphs that changed, and how many there were in the copy that was sent."""

    changed: tuple[Changed, ...]
    sent: int

    def of(self, number: int) -> Changed | None:
        """What became of a paragraph; None where it stands as it was."""
        return next((each for each in self.changed if each.number == number), None)


def compared(sent: Document, later: Document) -> Comparison:
    """What changed from the copy that was sent to a later state."""
    before, after = passages(sent), passages(later)
    found = []
    for pair in pairs([each.text for each in before], [each.text for each in after]):
        one = before[pair.earlier] if pair.earlier is not None else None
        other = after[pair.later] if pair.later is not None else None
        texts = (one.text if one else "", other.text if other else "")
        if texts[0] != texts[1]:
            heading = one.heading if one else other.heading if other else ""
            found.append(Changed(one.number if one else None, heading, differences(*texts)))
    return Comparison(tuple(found), len(before))
