"""What came of the recommendations of the last inspection: the statuses, which are configuration, and their counts."""

from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from inspectorate.framework.document import read_yaml
from inspectorate.framework.entry import Entry, Identifier, Prose, Sourced
from inspectorate.language import gettext as _
from inspectorate.language import noted
from inspectorate.recommendation.total import number_in_words

#: The labels of progress.yaml, for the catalogue of what is translated.
_LABELS = (noted("Sufficient progress"), noted("Some progress"), noted("No progress"))
PRODUCT = Path(__file__).with_name("progress.yaml")


class Status(Entry):
    """One status, and whether it says that at least some progress was made."""

    id: Identifier
    label: Prose
    progressed: bool


class Statuses(Sourced):
    """The statuses, the best first."""

    statuses: Annotated[tuple[Status, ...], Field(min_length=1)]

    @cached_property
    def by_id(self) -> dict[str, Status]:
        """Statuses by id."""
        return {each.id: each for each in self.statuses}


@cache
def product_statuses() -> Statuses:
    """Those that come with the library; they are assumed."""
    return read_yaml(PRODUCT).whole(Statuses)


def progress_in_words(found: Iterable[str], statuses: Statuses | None = None) -> str:
    """How far the last recommendations were followed, of the ids of statuses: "At least some progress was made on
    seven of 12 recommendations: sufficient progress on four, some progress on three, no progress on five." Blank
    where there are none.
    """
    known = (statuses or product_statuses()).by_id
    ids = list(found)
    if not ids:
        return ""
    made = sum(known[each].progressed for each in ids)
    if not made:
        return _("No progress was made on any of {all} recommendations.").format(all=number_in_words(len(ids)))
    counts = {name: ids.count(name) for name in known if name in ids}
    parts = [
        _("{status} on {number}").format(status=_(known[name].label).lower(), number=number_in_words(number))
        for name, number in counts.items()
    ]
    return _("At least some progress was made on {made} of {all} recommendations: {parts}.").format(
        made=number_in_words(made), all=number_in_words(len(ids)), parts=", ".join(parts)
    )
