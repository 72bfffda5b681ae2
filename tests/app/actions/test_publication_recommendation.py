"""Recommendations as a publication prints them: under numbers that last, as typed, with no number that is wrong."""

import copy

import pytest

from inspectorate.errors import BadInput
from inspectorate_app.actions import publication, publication_approval
from inspectorate_app.actions import recommendation as recommendations
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.store import guard
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import Person, Publication, Recommendation
from tests.app import given, publishing
from tests.app.publishing import approved, made, published, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(publishing.room)


@pytest.fixture
def room(of_all):
    return copy.deepcopy(of_all)


def test_a_correction_prints_the_numbers_that_were_published(room):
    publishing.set_phase(room.inspection, "drafting")
    for text in ("lead better", "train practitioners"):
        recommendations.write(room.lead, room.slug, addressed_as="HM Prison and Probation Service", text=text)
    publishing.set_phase(room.inspection, "factual_accuracy")
    given.reviewed(room.inspection)
    first = published(room)
    assert [(each["number"], each["lasting"]) for each in first.recommendations] == [(1, 1), (2, 2)]
    publication.begin_correction(room.officer, room.slug, "The last recommendation was another.")
    recommendations.withdraw(room.lead, room.slug, 2, reason="It was another.", version=1)
    recommendations.write(room.lead, room.slug, addressed_as="HM Prison and Probation Service", text="pay them")
    given.reviewed(room.inspection)
    row = approved(room)
    assert [(each["number"], each["lasting"]) for each in row.recommendations] == [(1, 1), (3, 3)]
    page = b"".join(keeping.chunks(row.files.get(name=f"{room.slug}-report.html").key)).decode()
    assert '<ol start="3">' in page
    assert "Recommendation 2 was withdrawn. Its number is not given to another." in page


def test_what_was_made_before_lasting_numbers_were_kept_is_approved_as_it_is(room):
    publishing.set_phase(room.inspection, "drafting")
    recommendations.write(room.lead, room.slug, addressed_as="HM Prison and Probation Service", text="lead better")
    publishing.set_phase(room.inspection, "factual_accuracy")
    given.reviewed(room.inspection)
    row = made(room)
    for each in row.recommendations:
        del each["lasting"]
    with guard.allowed():
        row.save()
    publication_approval.approve(room.chief, room.slug, row.number, sealed=row.sealed, day=row.day)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "read more than the ten cases inspected; we inspected 11 cases",
            "put 1 false claim of the recommendations right",
        ),
        ("review at least 11 cases", None),
    ],
)
def test_nothing_is_prepared_with_a_recommendation_that_says_a_wrong_number(room, text, told):
    number = publishing.recommendation(room.inspection, room.lead, text)
    given.reviewed(room.inspection)
    page = given.signed_in(Person.objects.get(pk=room.lead.person)).get(
        f"/inspections/{room.slug}/recommendations/{number}"
    )
    assert ("The evidence says 10" in page.content.decode()) is bool(told)
    if told is None:
        assert made(room).state == "prepared"
        return
    with pytest.raises(NotNow, match=told):
        publication.prepare(room.officer, room.slug, day=tomorrow())
    assert not Publication.objects.exists()
    drafts = given.signed_in(Person.objects.get(pk=room.lead.person)).get(f"/inspections/{room.slug}/documents/")
    assert "Recommendations with a number that is not right:" in drafts.content.decode()


def test_a_recommendation_is_printed_as_it_is_typed(room):
    """A report would fill a placeholder, and the register and the action plan print its braces."""
    publishing.set_phase(room.inspection, "drafting")
    to = "HM Prison and Probation Service"
    with pytest.raises(BadInput, match="as it is typed"):
        recommendations.write(room.lead, room.slug, addressed_as=to, text="review {{sample:cases}} cases")
    number = recommendations.write(room.lead, room.slug, addressed_as=to, text="review cases")
    with guard.allowed():
        Recommendation.objects.filter(number=number).update(text="review {{sample:cases}} cases")
    publishing.set_phase(room.inspection, "factual_accuracy")
    given.reviewed(room.inspection)
    with pytest.raises(NotNow, match="mend 1 number of the recommendations"):
        publication.prepare(room.officer, room.slug, day=tomorrow())
