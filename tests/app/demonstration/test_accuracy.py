"""The demonstration's factual accuracy check stands where the head of the service has something to do."""

import pytest

from inspectorate_app.demonstration.accuracy import check
from inspectorate_app.store import guard
from inspectorate_app.store.queries import accuracy as query
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given
from tests.app.accuracy import in_check

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("phase", ["drafting", "factual_accuracy"])
def test_a_check_is_under_way_with_two_comments_of_the_contact(phase):
    inspection, lead, _head = in_check()
    with guard.allowed():
        inspection.phase = phase
        inspection.save()
        inspection.memberships.filter(role="service_head").delete()
    people = {key: given.person(f"Made Up {key}", email=f"{key}@demonstration.invalid") for key in ("contact", "head")}
    check({"lead": lead, **{key: given.actor(each) for key, each in people.items()}}, facts_of(inspection))
    inspection.refresh_from_db()
    (one,) = query.sent_to(facts_of(inspection))
    assert (one.state, [each.by for each in one.comments]) == ("sent", ["Made Up contact"] * 2)
