"""An inspection whose documents are written, for the tests of drafts."""

from django.utils import timezone

from inspectorate_app.actions import panel
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import Inspection
from tests.app import given
from tests.app.results import GOOD, NEAR, judge_all, ten_cases


def in_drafting() -> Inspection:
    """Ten cases in which 2.1 stands at 6 of 10, and 2.2 at 6, 7 and 7, signed off; the documents being written."""
    made = given.inspection(phase="panel")
    ten_cases(made, NEAR)
    judge_all(made, GOOD)
    member = given.actor(given.member(made, Role.PANEL_MEMBER, "Pia Panel"))
    panel.open_panel(member, made.slug, held_on=timezone.localdate(), members=[member.person])
    panel.sign_off(member, made.slug)
    with guard.allowed():
        made.phase = "drafting"
        made.save(update_fields=["phase"])
    return made
