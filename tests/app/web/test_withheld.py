"""What someone must not read, they do not read: not as a lead inspector, a quality lead or an analyst either."""

import copy

import pytest
from django.urls import reverse

from inspectorate_app.actions import assessment, name
from inspectorate_app.actions import sample as action
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed
from inspectorate_app.store import guard
from inspectorate_app.store.models import Case, Identity, Inspection, Membership
from tests.app import given, synthetic
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db
SEES_ALL = (Role.LEAD_INSPECTOR, Role.QUALITY_LEAD, Role.ANALYST)


def in_the_field():
    """An approved sample in fieldwork whose first two cases an inspector reads; with the lead."""
    inspection = synthetic.inspection()
    lead = synthetic.lead(inspection)
    synthetic.approved(inspection, lead)
    inspector = given.member(inspection, Role.INSPECTOR, "Ina Inspector", capacity=5)
    for number in (1, 2):
        action.allocate_case(given.actor(lead), inspection.slug, number, inspector.pk)
    with guard.allowed():
        Inspection.objects.update(phase="fieldwork")
        Case.objects.filter(number=1).update(team="The team of case one", area="The area of case one")
    return inspection, lead, inspector


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(in_the_field)


@pytest.fixture
def reading(of_all):
    return copy.deepcopy(of_all)


def conflicted(inspection, role, what, lead):
    """Someone with a role and, of case 1, a conflict with what is named."""
    someone = lead if role is Role.LEAD_INSPECTOR else given.member(inspection, role)
    case = Case.objects.get(number=1)
    names = {"practitioner": case.identity.practitioner, "code": case.practitioner}
    with guard.allowed():
        Identity.objects.exclude(case=case).update(practitioner="Another Practitioner")
        declared = names.get(what) or getattr(case, what)
        Membership.objects.filter(person=someone).update(conflicts=[declared.upper()])
    return someone


def at(route, inspection, number):
    return reverse(route, kwargs={"inspection": inspection.slug, "number": number})


@pytest.mark.parametrize("role", SEES_ALL)
@pytest.mark.parametrize("what", ["area", "team", "practitioner", "reference"])
def test_the_case_is_closed_and_the_next_one_open(reading, role, what):
    inspection, lead, _inspector = reading
    someone = conflicted(inspection, role, what, lead)
    client, call = given.signed_in(someone), calling(someone, "read")
    for route in ("case", "case_all", "case_review", "case_interview"):
        assert client.get(at(route, inspection, 1)).status_code == 403, route
        assert client.get(at(route, inspection, 2)).status_code == 200, route
    said = client.get(at("case", inspection, 1)).content.decode()
    assert "Case 1 is withheld from you: you have a conflict of interest" in said
    assert Identity.objects.get(case__number=1).practitioner not in said
    for path in ("", "/assessment", "/assessment/interview"):
        statuses = [call("GET", f"inspections/{inspection.slug}/cases/{number}{path}").status_code for number in (1, 2)]
        assert statuses == [403, 200], path


@pytest.mark.parametrize("role", SEES_ALL)
def test_lists_say_that_it_is_withheld_and_why(reading, role):
    inspection, lead, _inspector = reading
    someone = conflicted(inspection, role, "team", lead)
    reference = Case.objects.get(number=1).reference
    why = "You have a conflict of interest with its team, The team of case one"
    shown = given.signed_in(someone).get(f"{reverse('cases', kwargs={'inspection': inspection.slug})}?whose=all")
    assert why in shown.content.decode()
    assert reference not in shown.content.decode()
    assert f'{at("case", inspection, 1)}"' not in shown.content.decode()
    assert f'{at("case", inspection, 2)}"' in shown.content.decode()
    first, second, *_ = calling(someone, "read")("GET", f"inspections/{inspection.slug}/cases/all").data["items"]
    assert (first["number"], first["withheld"], first["reference"], first["characteristics"]) == (1, why, "", {})
    assert (second["number"], second["withheld"]) == (2, "")
    assert second["reference"]


def test_a_lead_assesses_reopens_and_names_it_no_more(reading):
    inspection, lead, _inspector = reading
    acting = given.actor(conflicted(inspection, Role.LEAD_INSPECTOR, "practitioner", lead))
    for number, refused in ((1, True), (2, False)):
        tries = (
            lambda number=number: assessment.save_answer(
                acting, inspection.slug, number, "2.2.1", reason="Seen.", version=0
            ),
            lambda number=number: name.see_name(acting, inspection.slug, number),
        )
        for attempt in tries:
            if refused:
                with pytest.raises(NotAllowed, match="withheld from you: you have a conflict of interest with its pr"):
                    attempt()
            else:
                attempt()
    with pytest.raises(NotAllowed, match="withheld"):
        assessment.reopen(acting, inspection.slug, 1, reason="Look again.")


def test_what_was_answered_in_it_is_not_in_the_audit_trail_for_them(reading):
    inspection, lead, inspector = reading
    assessment.save_answer(given.actor(inspector), inspection.slug, 1, "2.2.1", answer="no", version=0)
    trail = reverse("inspection_audit", kwargs={"inspection": inspection.slug})
    told = "You have a conflict of interest with its team"
    assert told not in given.signed_in(lead).get(f"{trail}?subject=case+1").content.decode()
    someone = conflicted(inspection, Role.LEAD_INSPECTOR, "team", lead)
    shown = given.signed_in(someone).get(trail).content.decode()
    assert told in shown
    exported = b"".join(given.signed_in(someone).post(f"{trail}/export", {}).streaming_content).decode()
    assert [told in line for line in exported.splitlines() if "case 1 answers" in line] == [True]


def test_an_inspector_without_a_conflict_is_not_asked_twice(reading):
    inspection, _lead, inspector = reading
    assert given.signed_in(inspector).get(at("case", inspection, 1)).status_code == 200


@pytest.mark.parametrize("role", [*SEES_ALL, Role.OPERATIONS_OFFICER])
def test_the_pages_of_the_sample_say_that_it_is_there_and_not_what_it_is(reading, role):
    """Someone allocates it, and the numbers have to come out: docs/explanation/who-may-do-what.md."""
    inspection, lead, _inspector = reading
    case = Case.objects.get(number=1)
    with guard.allowed():
        case.characteristics = {"gender": "other"}
        case.practitioner = "Practitioner 99"
        case.save()
    someone = conflicted(inspection, role, "team", lead)
    told = (case.reference, "The area of case one", "Practitioner 99", Identity.objects.get(case=case).practitioner)
    client = given.signed_in(someone)
    pages = [reverse("sample_case", kwargs={"inspection": inspection.slug, "case": 1})]
    pages += [
        reverse(each, kwargs={"inspection": inspection.slug}) for each in ("sample_cases", "sample_cases_download")
    ]
    if role in (Role.LEAD_INSPECTOR, Role.OPERATIONS_OFFICER):
        pages.append(reverse("case_allocate", kwargs={"inspection": inspection.slug, "case": 1}))
    for place in pages:
        answer = client.post(place) if place.endswith("download") else client.get(place)
        said = answer.content.decode()
        assert answer.status_code == 200, place
        assert not [each for each in told if each in said], place
        assert "ithheld" in said, place
    said = client.get(pages[0]).content.decode()
    assert "You have a conflict of interest with its team" in said
    assert "Gender" not in said
    assert "Show name" not in said
    assert Case.objects.get(number=2).reference in client.get(pages[1]).content.decode()


def test_the_allocation_page_lists_it_and_names_no_place(reading):
    inspection, lead, _inspector = reading
    case = Case.objects.get(number=1)
    action.allocate_case(given.actor(lead), inspection.slug, 1, None)
    someone = conflicted(inspection, Role.LEAD_INSPECTOR, "area", lead)
    said = given.signed_in(someone).get(reverse("allocation", kwargs={"inspection": inspection.slug})).content.decode()
    row = next(each for each in said.split("<tr") if '/sample/cases/1"' in each)
    assert "Withheld" in row
    assert "of case one" not in row
    assert case.reference not in said
    answer = calling(someone, "manage")("PUT", f"inspections/{inspection.slug}/cases/1/allocation", {"person": None})
    assert (answer.status_code, answer.data["reference"], answer.data["characteristics"]) == (200, "", {})


def test_who_must_not_read_it_does_not_take_it_out_of_the_sample(reading):
    inspection, lead, _inspector = reading
    acting = given.actor(conflicted(inspection, Role.LEAD_INSPECTOR, "practitioner", lead))
    with pytest.raises(NotAllowed, match="withheld from you"):
        action.replace_case(acting, inspection.slug, 1, reason="The file is at court.")
    replace = reverse("case_replace", kwargs={"inspection": inspection.slug, "case": 1})
    client = given.signed_in(lead)
    assert client.get(replace).status_code == 403
    shown = client.get(reverse("sample_case", kwargs={"inspection": inspection.slug, "case": 1})).content.decode()
    assert "Replace this case" not in shown
    assert action.replace_case(acting, inspection.slug, 2, reason="The file is at court.")


def test_the_record_of_the_draw_is_not_handed_to_them(reading):
    inspection, lead, _inspector = reading
    sample = Case.objects.get(number=1).sample_id
    record = reverse("sample_record", kwargs={"inspection": inspection.slug, "sample": sample})
    assert given.signed_in(lead).post(record).status_code == 200
    assert given.signed_in(conflicted(inspection, Role.ANALYST, "team", lead)).post(record).status_code == 403
