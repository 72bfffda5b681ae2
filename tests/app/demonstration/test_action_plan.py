"""The action plan of the demonstration goes through the actions, and leaves something to do."""

import pytest

from inspectorate_app.demonstration.action_plan import answer
from inspectorate_app.store.queries import public_progress
from tests.app.action_plan import followed

pytestmark = pytest.mark.django_db


def test_it_is_accepted_published_and_has_more_to_judge():
    of = followed()
    answer({"contact": of.contact, "head": of.head, "lead": of.lead}, of.slug)
    assert of.plan.accepted
    assert [each.status for each in of.plan.own] == ["some", ""]
    assert public_progress.of_inspection(of.slug)[1].actions[0].state == "Under way"
