"""Inspections of the demonstration from written documents on: one for each step from ratings to print.

All of them are the same small inspection at heart: the cases of one caseload, by other references, and the same texts.
"""

from inspectorate.inspection import Phase
from inspectorate.tabular import csv_text
from inspectorate_app.actions import hold
from inspectorate_app.demonstration import accuracy, action_plan, draft, publication, review, survey
from inspectorate_app.demonstration.caseload import HEADER, synthetic_caseload
from inspectorate_app.demonstration.context import record_made_up
from inspectorate_app.demonstration.drafting import sign_off
from inspectorate_app.demonstration.reading import assess_some
from inspectorate_app.demonstration.setting_up import due_from_today, facts, gather, into_fieldwork, monday, set_up
from inspectorate_app.demonstration.sign_in import Actors

#: By how far they are: the last is of a unit of which the public register holds nothing real.
IN_DRAFTING, IN_CHECK, PREPARED, PUBLISHED = (
    "pdu/nottingham-city",
    "pdu/derby-city",
    "pdu/east-and-west-lincolnshire",
    "pdu/staffordshire-north",
)
#: Cases of each.
CASES = 18
_HELD = "Synthetic: a lawyer asked for time to read one paragraph."
_LIFTED = "Synthetic: the paragraph was read, and may stand."


def load(actors: Actors) -> tuple[str, str, str, str]:
    """All four, by the step at which each waits."""
    return _drafted(actors), _in_check(actors), _prepared(actors), _published(actors)


def _drafted(actors: Actors) -> str:
    """Every part of the documents is written; the report waits for the quality lead."""
    slug = _written(actors, IN_DRAFTING, "CITY", weeks=-12)
    review.ask(actors, facts(slug), "report")
    due_from_today(actors["lead"], slug, after=Phase.PANEL)
    return slug


def _in_check(actors: Actors) -> str:
    """The service has sent its comments; one is answered, and one waits."""
    slug = _written(actors, IN_CHECK, "DERBYCITY", weeks=-16)
    review.pass_all(actors, facts(slug))
    due_from_today(actors["lead"], slug, after=Phase.DRAFTING)
    number = accuracy.check(actors, facts(slug))
    accuracy.submit(actors, facts(slug), number)
    accuracy.answer_first(actors, facts(slug), number)
    return slug


def _prepared(actors: Actors) -> str:
    """A legal hold was lifted, the files are made, an approval was taken back: the chief inspector looks again."""
    slug = _written(actors, PREPARED, "STAFFORD", weeks=-20)
    _checked(actors, slug)
    number = hold.place(actors["publications"], slug, reason=_HELD)
    hold.lift(actors["chief"], slug, number, reason=_LIFTED)
    publication.prepare(actors, facts(slug))
    publication.send_and_take_back(actors, facts(slug))
    return slug


def _published(actors: Actors) -> str:
    """Published today; the service has answered with an action plan."""
    slug = _written(actors, PUBLISHED, "STAFFORD", weeks=-24)
    _checked(actors, slug)
    publication.publish(actors, facts(slug))
    action_plan.answer(actors, slug)
    return slug


def _written(actors: Actors, organisation: str, series: str, weeks: int) -> str:
    """Fieldwork is over, the ratings are signed off, and every part of the documents is written."""
    slug = set_up(actors, organisation, monday(weeks))
    gather(actors, slug, capacity=CASES // 3 + 2)
    begun = facts(slug)
    rows = synthetic_caseload(begun.cohort_weeks, 60, series)
    into_fieldwork(actors, slug, {"": csv_text(HEADER, rows)}, begun.fieldwork_from, CASES)
    record_made_up(actors["analyst"], begun)
    assess_some(actors, begun, CASES, 0)
    survey.of_people(actors, begun)
    sign_off(actors, facts(slug))
    draft.write(actors, facts(slug))
    return slug


def _checked(actors: Actors, slug: str) -> None:
    """Reviewed, sent to the service, its comments answered, and the check closed."""
    review.pass_all(actors, facts(slug))
    due_from_today(actors["lead"], slug, after=Phase.DRAFTING)
    number = accuracy.check(actors, facts(slug))
    accuracy.submit(actors, facts(slug), number)
    accuracy.close(actors, facts(slug), number)
