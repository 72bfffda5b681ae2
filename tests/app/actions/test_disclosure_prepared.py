"""A text in which a person could be recognised, once it was answered for and the files with it are made."""

import copy
import datetime

import pytest

from inspectorate_app.actions import disclosure, publication_approval, publication_round
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.store.models import DisclosureAnswer, Notification
from inspectorate_app.store.queries import public_publication as public
from tests.app import publishing
from tests.app.actions.test_disclosure import MARK, WHY, answered, telling, told

pytestmark = pytest.mark.django_db


def answered_and_made():
    """A room whose report holds the text that was answered for, and the publication whose files are made."""
    of = telling()
    answered(of)
    return of, publishing.made(of)


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(answered_and_made)


@pytest.fixture
def prepared(of_all):
    return copy.deepcopy(of_all)


def test_once_the_lead_inspector_answers_it_is_made_and_approved(prepared):
    room, row = prepared
    (found,) = told(room)
    assert (found.is_open, found.answer.reason, found.answer.by) == (False, WHY, "Lee Lead")
    assert (row.state, row.trouble) == ("prepared", "")
    publication_approval.approve(room.chief, room.slug, 1, sealed=row.sealed, day=row.day)


def test_what_is_taken_back_after_the_files_were_made_is_not_approved(prepared):
    room, row = prepared
    disclosure.answer(room.lead, room.slug, MARK, reason=" ")
    assert not DisclosureAnswer.objects.exists()
    with pytest.raises(NotNow, match="could be recognised"):
        publication_approval.approve(room.chief, room.slug, 1, sealed=row.sealed, day=row.day)


def test_what_is_taken_back_after_approval_is_not_published_until_it_is_answered_again(prepared):
    room, row = prepared
    publishing.approve(room, row)
    disclosure.answer(room.lead, room.slug, MARK, reason=" ")
    for minute in range(2):
        (ended,) = publication_round.publish_due(publication_round.JOB, row.due_at + datetime.timedelta(minutes=minute))
        assert "Nothing was published: blur or answer for 1 text in which a person could be recogn" in ended.trouble
    row.refresh_from_db()
    assert (row.state, row.trouble, public.published()) == ("approved", ended.trouble, ())
    assert Notification.objects.filter(event="publication_stopped", person_id=room.chief.person).count() == 1
    answered(room)
    (ended,) = publication_round.publish_due(publication_round.JOB, row.due_at + datetime.timedelta(minutes=3))
    assert ended.trouble == ""
    assert [each.slug for each in public.published()] == [room.slug]
