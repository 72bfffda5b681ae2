"""The counts of groups of cases that are too small to be shown, for who checks that nothing published tells them."""

from collections.abc import Mapping

from inspectorate.aggregation.counts import Count
from inspectorate.aggregation.disclosure import protect, protect_sizes
from inspectorate_app.store.queries.fact_base import sizes_of_groups
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.release import told
from inspectorate_app.store.queries.tally import grouped


def hidden_groups(inspection: InspectionFacts) -> Mapping[str, Count]:
    """Them by the key that their statistic would have: ``case:2.2.3@gender=female``, ``sample:gender=female``."""
    return {**_of_questions(inspection), **_of_sample(inspection)}


def _of_questions(inspection: InspectionFacts) -> Mapping[str, Count]:
    edition, made = edition_used(inspection), {}
    for name in edition.characteristic_by_id:
        found = told(inspection, name)
        by_group = grouped(edition, name, found.groups) if found else {}
        for question in edition.question_by_id if by_group else ():
            counts = {group: part.counts[question] for group, part in by_group.items()}
            for group in protect(counts).hidden:
                made[f"case:{question}@{name}={group}"] = counts[group]
    return made


def _of_sample(inspection: InspectionFacts) -> Mapping[str, Count]:
    made = {}
    for name, sizes in sizes_of_groups(inspection).items():
        cases = sum(sizes.values())
        for group in protect_sizes(sizes):
            made[f"sample:{name}={group}"] = Count(yes=sizes[group], no=cases - sizes[group])
    return made
