"""A legal hold on a unit in the moment in which the letter that covers it goes out: one waits for the other."""

from functools import partial

import pytest

from inspectorate_app.actions import embargo, hold, publication_approval, publication_round
from inspectorate_app.store.models import EmbargoedCopy, Hold, Publication
from tests.app import publishing, regional
from tests.app.actions.test_assessment_together import started
from tests.app.drafting import in_drafting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unit():
    return in_drafting()


@pytest.fixture
def ready(unit):
    region = regional.review()
    return regional.ready(region, unit, regional.lead(region, unit))


def held_in_the_middle(monkeypatch, ready, unit, module, name):
    """Have a hold placed on the unit, on a connection of its own, when ``name`` is done within a change.

    What was so when it was placed: the state of the letter, and how many copies of it there were.
    """
    seen, do, threads = [], getattr(module, name), []

    def place():
        hold.place(ready.lead, unit.slug, reason="An inquest was opened.")
        seen.append((Publication.objects.get().state, EmbargoedCopy.objects.count()))

    def done(*given, **named):
        if not threads:
            threads.append(started(place))
            threads[0].join(timeout=0.5)
            assert threads[0].is_alive(), "the hold waits until the change is over"
        return do(*given, **named)

    monkeypatch.setattr(module, name, done)
    return seen, threads


def ended(threads):
    for each in threads:
        each.join(timeout=30)
        assert not each.is_alive()
    assert Hold.objects.count() == 1


def test_a_hold_on_a_covered_unit_is_placed_before_the_letter_is_published_or_after_it(monkeypatch, ready, unit):
    row = publishing.approved(ready)
    seen, threads = held_in_the_middle(monkeypatch, ready, unit, publication_round, "seal")
    (told,) = publication_round.publish_due(publication_round.JOB, row.due_at)
    ended(threads)
    assert (told.trouble, seen) == ("", [("published", 0)])


def test_a_hold_on_a_covered_unit_is_placed_before_the_letter_is_approved_or_after_it(monkeypatch, ready, unit):
    row = publishing.made(ready)
    seen, threads = held_in_the_middle(monkeypatch, ready, unit, publication_approval, "seal")
    publication_approval.approve(ready.chief, ready.slug, 1, sealed=row.sealed, day=row.day)
    ended(threads)
    assert seen == [("approved", 0)]


def test_a_hold_on_a_covered_unit_is_placed_before_a_copy_is_made_or_after_it(monkeypatch, ready, unit):
    publishing.approved(ready)
    recipient = embargo.Recipient("press", "Pat Press", "The Made-up Times", "pat@press.test")
    seen, threads = held_in_the_middle(monkeypatch, ready, unit, embargo, "_approved")
    made = partial(embargo.make, ready.officer, ready.slug, [recipient])
    assert len(made()) == 1
    ended(threads)
    assert seen == [("approved", 1)]
