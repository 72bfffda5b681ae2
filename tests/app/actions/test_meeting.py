"""Planning meetings, guides and notes: who may, clashes, versions, and what the audit trail holds of what was said."""

import datetime
import json

import pytest

from inspectorate.errors import BadInput
from inspectorate.meeting.guide import GuideQuestion
from inspectorate_app.actions import meeting as action
from inspectorate_app.actions import meeting_guide, meeting_note
from inspectorate_app.actions.meeting_note import Words
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, MeetingNote, NoteBefore
from inspectorate_app.store.queries import meeting as query
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given

pytestmark = pytest.mark.django_db
DAY = given.FIELDWORK[0]


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def lead(inspection):
    return given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")


@pytest.fixture
def inspector(inspection):
    return given.member(inspection, Role.INSPECTOR, "Ina Inspector")


def trail():
    return json.dumps(list(AuditEntry.objects.values_list("subject", "before", "after")), default=str)


def test_a_meeting_is_planned_with_roles_and_never_names(inspection, lead, inspector):
    number = given.meeting(inspection, lead, inspector)
    facts = query.find(inspection.pk, number)
    assert facts
    assert (facts.name, facts.state, facts.version) == ("Focus group 1", "planned", 1)
    assert [str(each) for each in facts.attendees] == ["6 probation officers", "senior probation officer"]
    assert [each.name for each in facts.leads] == ["Lee Lead"]
    assert [each.name for each in facts.takes_notes] == ["Ina Inspector"]
    with pytest.raises(BadInput, match="someone is named"):
        given.meeting(inspection, lead, attendees=("Mr Example",), day=DAY + datetime.timedelta(1))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "party"}, "kind"),
        ({"title": " "}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"place": ""}, "place"),
        ({"ends": datetime.time(10)}, "ends"),
        ({"day": datetime.date(2202, 10, 24)}, "day"),
        ({"leads": ()}, "leads"),
        ({"title": "a\0b"}, "title"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(inspection, lead, facts, field):
    with pytest.raises(BadInput) as refused:
        given.meeting(inspection, lead, **facts)
    assert field in {fault.field for fault in refused.value.faults}
    assert not query.meetings(inspection.pk)


def test_an_online_meeting_needs_no_place(inspection, lead):
    assert given.meeting(inspection, lead, place="", online=True) == 1


def test_nobody_is_planned_in_two_places_at_once(inspection, lead, inspector):
    given.meeting(inspection, lead, inspector)
    with pytest.raises(BadInput) as refused:
        given.meeting(inspection, lead, starts=datetime.time(10, 30), ends=datetime.time(12))
    assert [(fault.field, fault.problem) for fault in refused.value.faults] == [
        ("leads", "Lee Lead is in focus group 1 from 10am to 11am")
    ]
    assert given.meeting(inspection, lead, inspector, starts=datetime.time(11), ends=datetime.time(12)) == 2
    with pytest.raises(BadInput, match="focus group 1"):
        action.change_plan(
            given.actor(lead), inspection.slug, 2, given.planned(inspector, starts=datetime.time(10)), version=1
        )


def test_a_cancelled_meeting_keeps_nobody_and_a_meeting_may_stay_at_its_own_time(inspection, lead):
    given.meeting(inspection, lead)
    action.change_plan(given.actor(lead), inspection.slug, 1, given.planned(lead, title="Other officers"), version=1)
    action.cancel(given.actor(lead), inspection.slug, 1, reason="The office is closed.")
    assert given.meeting(inspection, lead) == 2
    for change in (
        lambda: action.cancel(given.actor(lead), inspection.slug, 1, reason="again"),
        lambda: action.hold(given.actor(lead), inspection.slug, 1, attendees=(), version=3),
        lambda: action.change_plan(given.actor(lead), inspection.slug, 1, given.planned(lead), version=3),
        lambda: given.note(inspection, lead),
        lambda: meeting_guide.add_standards(given.actor(lead), inspection.slug, 1, standards=["1.1"], version=0),
    ):
        with pytest.raises(NotNow):
            change()
    with pytest.raises(BadInput, match="reason is missing"):
        action.cancel(given.actor(lead), inspection.slug, 2, reason=" ")


def test_a_clash_with_another_inspection_is_told_without_naming_it(inspection, lead):
    other = given.inspection("elsewhere-2022")
    with guard.allowed():
        other.memberships.create(person=lead, role=Role.LEAD_INSPECTOR.value)
    given.meeting(other, lead)
    with pytest.raises(BadInput) as refused:
        given.meeting(inspection, lead)
    assert refused.value.faults[0].problem == "Lee Lead is in a meeting of another inspection from 10am to 11am"


def test_only_inspectors_of_the_team_take_part(inspection, lead):
    outsider = given.person("Otto Outside")
    officer = given.member(inspection, Role.OPERATIONS_OFFICER, "Odo Officer")
    for someone in (outsider, officer):
        with pytest.raises(BadInput, match="not in the team"):
            given.meeting(inspection, lead, someone)
    with guard.allowed():
        lead.conflicts.create(organisation=inspection.organisation, reason="worked there", declared_by=officer)
    with pytest.raises(BadInput, match="not in the team"):
        action.schedule(given.actor(officer), inspection.slug, given.planned(lead))


def test_a_change_names_the_version_that_it_changes(inspection, lead):
    given.meeting(inspection, lead)
    actor = given.actor(lead)
    assert action.change_plan(actor, inspection.slug, 1, given.planned(lead, title="Others"), version=1) == 2
    with pytest.raises(Overtaken) as overtaken:
        action.change_plan(actor, inspection.slug, 1, given.planned(lead, title="Mine"), version=1)
    assert overtaken.value.theirs == {"version": 2}
    with pytest.raises(NotThere):
        action.change_plan(actor, inspection.slug, 9, given.planned(lead), version=1)


def test_who_came_is_not_written_over_by_one_who_did_not_see_it(inspection, lead, inspector):
    given.meeting(inspection, lead)
    first, second = given.actor(lead), given.actor(inspector)
    assert action.hold(first, inspection.slug, 1, attendees=["5 probation officers"], version=1) == 2
    with pytest.raises(Overtaken) as overtaken:
        action.hold(second, inspection.slug, 1, attendees=["head of PDU"], version=1)
    assert overtaken.value.theirs == {
        "version": 2,
        "state": "held",
        "attendees": [{"role": "probation officers", "number": 5}],
    }
    assert [str(each) for each in query.find(inspection.pk, 1).attendees] == ["5 probation officers"]
    assert action.hold(second, inspection.slug, 1, attendees=["head of PDU"], version=2) == 3


def test_who_came_is_recorded_when_it_was_held(inspection, lead):
    given.meeting(inspection, lead)
    action.hold(given.actor(lead), inspection.slug, 1, attendees=["5 probation officers"], version=1)
    facts = query.find(inspection.pk, 1)
    assert facts
    assert (facts.state, [str(each) for each in facts.attendees]) == ("held", ["5 probation officers"])


def test_a_guide_is_made_of_standards_changed_and_added_to(inspection, lead):
    given.meeting(inspection, lead)
    actor, slug = given.actor(lead), inspection.slug
    assert meeting_guide.add_standards(actor, slug, 1, standards=["1.1"], version=0) == 1
    facts = query.find(inspection.pk, 1)
    assert facts
    assert [each.source for each in facts.guide] == ["1.1.1", "1.1.2", "1.1.3"]
    wanted = [GuideQuestion("Where is the PDU going?", "1.1", "1.1.1"), GuideQuestion(" "), GuideQuestion("And you?")]
    meeting_guide.change_guide(actor, slug, 1, questions=wanted, version=1)
    meeting_guide.add_standards(actor, slug, 1, standards=["1.1", "1.2"], version=2)
    facts = query.find(inspection.pk, 1)
    assert facts
    assert [each.text for each in facts.guide if each.source == "1.1.1"] == ["Where is the PDU going?"]
    assert facts.guide[-1] == GuideQuestion("And you?")
    assert {each.standard for each in facts.guide} == {"1.1", "1.2", ""}
    with pytest.raises(Overtaken):
        meeting_guide.change_guide(actor, slug, 1, questions=[], version=1)
    with pytest.raises(BadInput, match="no standard is chosen"):
        meeting_guide.add_standards(actor, slug, 1, standards=["9.9"], version=3)
    with pytest.raises(BadInput, match="201 questions"):
        meeting_guide.change_guide(actor, slug, 1, questions=[GuideQuestion("x")] * 201, version=3)


def test_two_note_takers_never_overwrite_each_other_in_silence(inspection, lead, inspector):
    given.meeting(inspection, lead, inspector)
    given.note(inspection, inspector, text="Workloads are high.")
    mine = Words("Workloads are too high.", "said", "1.2.1", "area")
    assert meeting_note.rewrite(given.actor(inspector), inspection.slug, 1, 1, mine, version=1) == 2
    assert not NoteBefore.objects.exists(), "one's own words are saved over again and again"
    with pytest.raises(Overtaken) as overtaken:
        meeting_note.rewrite(given.actor(lead), inspection.slug, 1, 1, Words("Theirs.", "concluded"), version=1)
    assert overtaken.value.theirs == {
        "about": "1.2.1",
        "mark": "said",
        "flag": "area",
        "text": "Workloads are too high.",
        "version": 2,
        "by": "Ina Inspector",
    }
    meeting_note.rewrite(given.actor(lead), inspection.slug, 1, 1, Words("Theirs.", "concluded"), version=2)
    note = query.find_note(inspection.pk, 1, 1)
    assert note
    assert (note.text, note.standard, note.written_by, note.saved_by) == ("Theirs.", "", "Ina Inspector", "Lee Lead")
    [kept] = query.versions(inspection.pk, 1, 1)
    assert (kept.text, kept.about, kept.saved_by, kept.version) == (
        "Workloads are too high.",
        "1.2.1",
        "Ina Inspector",
        2,
    )


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "x" * 10_001}, "text"),
        ({"mark": "guessed"}, "mark"),
        ({"about": "9.9"}, "about"),
        ({"flag": "great"}, "flag"),
    ],
)
def test_what_a_note_cannot_be_is_told(inspection, lead, facts, field):
    given.meeting(inspection, lead)
    with pytest.raises(BadInput) as refused:
        given.note(inspection, lead, **facts)
    assert [fault.field for fault in refused.value.faults] == [field]


def test_a_note_is_removed_with_all_that_stood_in_it(inspection, lead, inspector):
    given.meeting(inspection, lead, inspector)
    given.note(inspection, inspector, text="Someone was named here.")
    meeting_note.rewrite(given.actor(lead), inspection.slug, 1, 1, Words("And here.", "said"), version=1)
    other = given.member(inspection, Role.INSPECTOR, "Olga Other")
    with pytest.raises(NotAllowed):
        meeting_note.remove(given.actor(other), inspection.slug, 1, 1)
    with guard.allowed():
        inspection.phase = "published"
        inspection.save()
    with pytest.raises(NotNow):
        meeting_note.remove(given.actor(inspector), inspection.slug, 1, 1)
    meeting_note.remove(given.actor(lead), inspection.slug, 1, 1)
    assert (MeetingNote.objects.get().text, NoteBefore.objects.count()) == ("", 0)
    assert query.notes(inspection.pk) == ()
    with pytest.raises(NotThere):
        meeting_note.remove(given.actor(lead), inspection.slug, 1, 1)


def test_nothing_that_was_typed_goes_into_the_audit_trail(inspection, lead, inspector):
    secret = "Nobody Inparticular"  # noqa: S105 - a name that must not be found
    given.meeting(inspection, lead, title=secret, place=secret, attendees=(secret,))
    actor, slug = given.actor(lead), inspection.slug
    meeting_guide.change_guide(actor, slug, 1, questions=[GuideQuestion(secret)], version=0)
    given.note(inspection, lead, text=secret)
    meeting_note.rewrite(actor, slug, 1, 1, Words(f"{secret}!", "said"), version=1)
    action.hold(actor, slug, 1, attendees=[secret], version=1)
    action.schedule(actor, slug, given.planned(inspector))
    action.cancel(actor, slug, 2, reason=secret)
    found = trail()
    assert secret not in found
    assert found.count("sha256") > 5
    assert AuditEntry.objects.count() == 7


def test_notes_wait_for_the_phase_in_which_people_meet(lead, inspection):
    given.meeting(inspection, lead)
    for phase in ("announced", "panel", "published"):
        with guard.allowed():
            inspection.phase = phase
            inspection.save()
        with pytest.raises(NotNow):
            given.note(inspection, lead)


def test_each_note_is_a_source_with_its_standard(inspection, lead):
    given.meeting(inspection, lead)
    given.note(inspection, lead, text="Workloads are too high.", about="1.2.1")
    given.note(inspection, lead, text="Leaders listen.", mark="concluded", about="")
    first, second = query.sources(facts_of(inspection))
    assert (first.kind, first.key, first.standards) == ("meeting", "1-1", frozenset({"1.2"}))
    assert (first.title, first.words) == (
        "Focus group 1, 24 October 2022, note 1",
        "‘Workloads are too high.’",
    )
    assert (second.words, second.standards) == ("Leaders listen.", frozenset())
