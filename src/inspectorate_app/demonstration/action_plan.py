"""The action plan of the demonstration, for an inspection that is published: made up, and said so in each text."""

import datetime

from django.utils import timezone

from inspectorate_app.actions import action_plan, action_plan_decision, action_progress
from inspectorate_app.actions.action_plan import Wanted
from inspectorate_app.demonstration.sign_in import Actors
from inspectorate_app.store.queries import action_plan as query
from inspectorate_app.store.queries.inspection import find

_WHAT = "Synthetic: train every practitioner in the assessment of risk of harm"
_MEASURE = "Synthetic: nine of ten cases read by the quality team have a full assessment"
_REASONS = "Synthetic: the arrangements were reviewed in the spring, and changed."
_DONE = "Synthetic: half of the practitioners were trained; the others will be in the autumn."
_FOUND = "Synthetic: half of the practitioners were trained. It is too early to say what it led to."
#: After how many days actions are due, and progress is reported.
_DUE, _REPORTS = 120, (60, 180)


def answer(actors: Actors, slug: str) -> None:
    """Answer every recommendation of the service, each third not agreed; submit, accept, report, judge and publish.

    The inspection must be published or in follow-up; people of the service are ``contact`` and ``head``. All but
    the first are left to be judged.
    """
    contact, head, lead = actors["contact"], actors["head"], actors["lead"]
    day = timezone.localdate()
    first = 0
    for place, each in enumerate(_plan(slug).own):
        number = each.recommendation.number
        if place % 3 == 2:
            action_plan.respond(contact, slug, number, response="not_agreed", reasons=_REASONS, version=0)
            continue
        action_plan.respond(contact, slug, number, response="agreed", reasons="", version=0)
        due = day + datetime.timedelta(days=_DUE + 10 * place)
        made = action_plan.add_action(contact, slug, number, Wanted(_WHAT, "Head of the unit", due, _MEASURE))
        first = first or made
    days = [day + datetime.timedelta(days=after) for after in _REPORTS]
    action_plan.report_on(contact, slug, days, version=_plan(slug).version)
    action_plan.submit(head, slug, version=_plan(slug).version)
    action_plan_decision.decide(lead, slug, decision="accepted", remarks="", version=_plan(slug).version)
    action_progress.report(contact, slug, first, state="under_way", words=_DONE, on=day)
    judged = _plan(slug).own[0]
    about = {"status": "some", "found": _FOUND, "evidence": "Synthetic: the list of courses."}
    action_progress.judge(lead, slug, judged.recommendation.number, **about, version=judged.version)
    action_plan_decision.publish(lead, slug, version=_plan(slug).version)


def _plan(slug: str) -> query.PlanFacts:
    facts = find(slug)
    if facts is None:
        raise LookupError(slug)
    return query.plan(facts)
