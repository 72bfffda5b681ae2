"""Two readings of one case beside each other: where they agree and differ, and what only one of them answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inspectorate.language import gettext as _


@dataclass(frozen=True)
class Difference:
    """A question that two readers answered differently."""

    question: str
    first: str
    second: str


@dataclass(frozen=True)
class Comparison:
    """Two readings of a case. ``one_only`` were answered by one reader: another answer decided that they apply."""

    agreed: tuple[str, ...]
    differences: tuple[Difference, ...]
    one_only: tuple[str, ...]

    @property
    def compared(self) -> int:
        """How many questions both answered."""
        return len(self.agreed) + len(self.differences)

    @property
    def words(self) -> str:
        """As people say it: agreed on 14 of 17."""
        return (
            _("agreed on {agreed} of {compared}").format(agreed=len(self.agreed), compared=self.compared)
            if self.compared
            else _("nothing to compare")
        )


def compare(questions: Iterable[str], first: Mapping[str, str], second: Mapping[str, str]) -> Comparison:
    """Two readings as answers by question, blank or absent where there is none, in the order of ``questions``."""
    agreed, differences, one_only = [], [], []
    for question in questions:
        one, other = first.get(question, ""), second.get(question, "")
        if one and other:
            if one == other:
                agreed.append(question)
            else:
                differences.append(Difference(question, one, other))
        elif one or other:
            one_only.append(question)
    return Comparison(tuple(agreed), tuple(differences), tuple(one_only))
