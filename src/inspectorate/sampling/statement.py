"""The sampling statement of the report: how the cases were chosen, in a paragraph."""

import datetime
from collections.abc import Sequence
from fractions import Fraction

from inspectorate.framework.model import SamplingSpecification
from inspectorate.sampling.dates import in_words, weeks_in_words
from inspectorate.sampling.draw import Draw


def sampling_statement(
    draw: Draw,
    specification: SamplingSpecification,
    *,
    excluded: int,
    as_of: datetime.date,
    weeks: Sequence[datetime.date],
    size_from: tuple[float, float] | None,
) -> str:
    """A paragraph of plain sentences; ``size_from`` is the confidence and margin of a size that was computed."""
    cohort = f"in the weeks {weeks_in_words(weeks)}" if weeks else f"up to {in_words(as_of)}"
    eligible = len(draw.outcomes)
    main, reserve = len(draw.of_role("main")), len(draw.of_role("reserve"))
    sentences = [
        f"The cohort was the cases that commenced {cohort}: {_cases(eligible)} eligible, and {_cases(excluded)} "
        f"excluded, each for a recorded reason.",
        _size(draw, size_from),
    ]
    if not draw.outcomes:
        return " ".join([*sentences, "No case could be drawn."])
    sentences += [
        f"It was drawn by lot, in proportion to the eligible cases of {_listed(specification)} and of each area, team "
        f"and practitioner, and holds {_cases(main)}.",
    ]
    if several := _in_several_teams(draw):
        sentences.append(
            f"{several} of the practitioners had cases in several teams and count beside these, so that the number of "
            "such a team may lie further from its proportion."
        )
    if draw.plan.cap is not None:
        sentences.append(f"No practitioner has more than {draw.plan.cap} cases in sample and reserve together.")
    if draw.shortfall:
        sentences.append(f"{_cases(draw.shortfall)} fewer than asked for could be drawn; no more were feasible.")
    sentences.append(f"The ordered reserve, from which a case is replaced for a reason, holds {_cases(reserve)}.")
    if draw.reserve_shortfall:
        sentences.append(f"The reserve is {_cases(draw.reserve_shortfall)} short of what was asked for.")
    chances = [outcome.probability for outcome in draw.outcomes]
    sentences.append(
        f"Every eligible case had a chance of being drawn: {_range(min(chances), max(chances))}. "
        f"The draw can be repeated from the caseload with the seed '{draw.plan.seed}'."
    )
    return " ".join(sentences)


def _in_several_teams(draw: Draw) -> int:
    """How many practitioners have eligible cases in more than one team."""
    teams: dict[str, set[tuple[str, str]]] = {}
    for outcome in draw.outcomes:
        teams.setdefault(outcome.case.practitioner, set()).add((outcome.case.area, outcome.case.team))
    return sum(len(names) > 1 for names in teams.values())


def _size(draw: Draw, size_from: tuple[float, float] | None) -> str:
    if size_from is None:
        return f"A sample of {draw.plan.size} was asked for."
    confidence, margin = size_from
    return (
        f"A sample of {draw.plan.size} was asked for: enough for a margin of error of {margin * 100:g} percentage "
        f"points at {confidence * 100:g} per cent confidence."
    )


def _listed(specification: SamplingSpecification) -> str:
    number = len(specification.strata)
    return f"{number} strata" if number > 1 else "one stratum"


def _range(least: Fraction, most: Fraction) -> str:
    low, high = f"{float(least):.3%}", f"{float(most):.3%}"
    return low if low == high else f"from {low} to {high}"


def _cases(number: int) -> str:
    return "1 case" if number == 1 else f"{number} cases"
