"""From how many cases on pages tell of a group, with where that number is from."""

from dataclasses import dataclass

from inspectorate.framework.standard import OWN_SMALL_GROUP
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used


@dataclass(frozen=True)
class Small:
    """The fewest cases or people of a group that is shown: how sure that is, from where, and whether it is our own."""

    fewest: int
    certainty: str
    source: str
    is_own: bool


def small_of(facts: InspectionFacts) -> Small:
    """That of an inspection, as the edition that it uses gives it."""
    edition = edition_used(facts)
    rule = edition.framework.small_group
    return Small(rule.fewest, str(rule.certainty), edition.cite(rule.source), rule == OWN_SMALL_GROUP)
