"""The roll-up of 3,600 answers to ratings: from the counts that each submission keeps up, and from all answers anew.

    python -m benchmarks.application.rollup ROUNDS

Run in an installation that is filled. Both come to the same counts, which is checked; they are timed in turn.
"""

import json
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from benchmarks.application.fill import TEAM


def kept_up(inspection: Any) -> Any:
    """The product: counts from the tallies, ratings from the counts."""
    from inspectorate_app.store.queries.result import results

    found = results(inspection)
    return found.findings, found.computed


def from_all_answers(inspection: Any) -> Any:
    """The alternative: every answer read, counted by the library, and rated."""
    from inspectorate.aggregation.counts import aggregate
    from inspectorate.assessment.judgements import from_answers
    from inspectorate.case import Case
    from inspectorate.rating.evidence import evidence_from_counts
    from inspectorate.rating.rate import rate
    from inspectorate_app.store.models import Answer
    from inspectorate_app.store.queries.inspection import edition_used

    rows = Answer.objects.filter(assessment__inspection_id=inspection.id, assessment__state="submitted")
    given: dict[str, dict[str, str]] = {}
    cases = {}
    names = ("assessment__case__reference", "assessment__case__characteristics", "question", "answer")
    for reference, characteristics, question, answer in rows.values_list(*names):
        cases.setdefault(reference, Case(reference, characteristics))
        given.setdefault(reference, {})[question] = answer
    found = aggregate(from_answers(edition_used(inspection), given), cases)
    return found, rate(evidence_from_counts(found, {}))


def main() -> None:
    """Measure, and print as JSON: milliseconds of each, median and 95th percentile, and how many answers there were."""
    import django

    django.setup()
    from inspectorate_app.store.queries.inspection import find

    inspection = find(TEAM)
    ways: dict[str, Callable[[Any], Any]] = {"kept up": kept_up, "from all answers": from_all_answers}
    found = {name: way(inspection)[0] for name, way in ways.items()}
    kept, anew = found.values()
    answered = {name: count.answers for name, count in anew.counts.items() if any(count.answers.values())}
    if {name: kept.counts[name].answers for name in answered} != answered or kept.cases != anew.cases:
        raise SystemExit("the two ways do not come to the same counts")
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(int(sys.argv[1])):
        for name, way in ways.items():
            started = time.perf_counter()
            way(inspection)
            times[name].append(1000 * (time.perf_counter() - started))
    told = {name: (median(each), sorted(each)[int(len(each) * 0.95)]) for name, each in times.items()}
    print(json.dumps({"answers": sum(sum(each.values()) for each in answered.values()), **told}))


if __name__ == "__main__":
    main()
