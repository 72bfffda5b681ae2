"""The counts of groups of cases that are too small to be shown, for who checks that nothing published tells them."""

from collections.abc import Mapping

from inspectorate.aggregation.counts import Count
from inspectorate.aggregation.disclosure import protect_sizes
from inspectorate.report.composition import Composition
from inspectorate_app.store.queries.characteristic import parted_by
from inspectorate_app.store.queries.fact_base import composition
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.release import told
from inspectorate_app.store.queries.tally import findings


def hidden_groups(inspection: InspectionFacts) -> Mapping[str, Count]:
    """Them by the key that their statistic would have: ``case:2.2.3@gender=female``, ``sample:gender=female``.

    Of a question that is not told at all, all groups, and all of them together under the question's own key.
    """
    made, fewest = composition(inspection), edition_used(inspection).fewest
    return {**_of_all(inspection, made), **_of_questions(inspection, made), **_of_sample(made, fewest)}


def _of_all(inspection: InspectionFacts, made: Composition) -> Mapping[str, Count]:
    if not made.withheld:
        return {}
    counts = findings(inspection).counts
    return {f"case:{question}": counts[question] for question in sorted(made.withheld)}


def _of_questions(inspection: InspectionFacts, made: Composition) -> Mapping[str, Count]:
    edition, kept = edition_used(inspection), {}
    for name, found in told(inspection, edition.characteristic_by_id).items():
        by = parted_by(inspection, name, found.groups)
        for question in edition.question_by_id if by.parts else ():
            for group in by.parts if question in made.withheld else by.questions[question].hidden:
                kept[f"case:{question}@{name}={group}"] = by.parts[group].counts[question]
    return kept


def _of_sample(made: Composition, fewest: int) -> Mapping[str, Count]:
    kept = {}
    for name, sizes in made.sizes.items():
        cases = sum(sizes.values())
        for group in protect_sizes(sizes, fewest):
            kept[f"sample:{name}={group}"] = Count(yes=sizes[group], no=cases - sizes[group])
    return kept
