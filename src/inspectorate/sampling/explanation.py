"""Why each case was picked or not, in a sentence that its practitioner could be told."""

from inspectorate.sampling.draw import Draw, Outcome


def reasons(draw: Draw) -> dict[str, str]:
    """The reason of each eligible case, by reference."""
    read: dict[str, int] = {}
    for outcome in draw.outcomes:
        if outcome.role != "not_picked":
            read[outcome.case.practitioner] = read.get(outcome.case.practitioner, 0) + 1
    return {
        outcome.case.reference: _reason(outcome, draw.plan.cap, read.get(outcome.case.practitioner, 0))
        for outcome in draw.outcomes
    }


def _reason(outcome: Outcome, cap: int | None, read: int) -> str:
    if outcome.role == "main":
        return f"Picked: {_cell(outcome, outcome.places)}; this case came {ordinal(outcome.place)} by lot."
    if outcome.role == "reserve":
        return (
            f"Picked for the reserve, as number {outcome.order}: {_cell(outcome, outcome.places)} in the main sample "
            f"and {outcome.reserve_places} in the reserve; this case came {ordinal(outcome.place)} by lot."
        )
    if outcome.places + outcome.reserve_places == 0:
        return f"Not picked: {_cell(outcome, 0)} by lot{_at_cap(cap, read)}."
    reserve = f" in the main sample and {outcome.reserve_places} in the reserve" if outcome.reserve_places else ""
    return (
        f"Not picked: {_cell(outcome, outcome.places)}{reserve}; "
        f"this case came {ordinal(outcome.place)} by lot{_at_cap(cap, read)}."
    )


def _cell(outcome: Outcome, places: int) -> str:
    cases = "1 eligible case" if outcome.rivals == 1 else f"{outcome.rivals} eligible cases"
    number = {0: "no place", 1: "1 place"}.get(places, f"{places} places")
    case = outcome.case
    return f"practitioner {case.practitioner} had {cases} of stratum {case.stratum} in team {case.team}, and {number}"


def _at_cap(cap: int | None, read: int) -> str:
    return f", and {cap} cases, the most of one practitioner, were picked" if cap is not None and read >= cap else ""


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
