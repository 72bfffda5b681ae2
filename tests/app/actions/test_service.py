"""The inspected service: who takes part, on one side alone; announcement, interviews, emerging findings."""

import datetime

import pytest

from inspectorate.errors import BadInput
from inspectorate_app.actions import emerging, hold, interview, membership, permission, person, service
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.interview import Wanted
from inspectorate_app.actions.permission import IN_THE_TEAM, MAY, OF_THE_INSPECTED, Action, Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Inspection, Invitation, Membership, Person
from inspectorate_app.store.models.inspection import OF_THE_INSPECTED as ROLES_IN_THE_TABLE
from inspectorate_app.store.queries import inspection as inspections
from inspectorate_app.store.queries import service as query
from inspectorate_app.store.queries import standing
from inspectorate_app.store.queries.inspection import find
from inspectorate_app.store.queries.membership import of_the_service, team
from tests.app import given

pytestmark = pytest.mark.django_db

MORNING = datetime.datetime(2022, 10, 25, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def lead(inspection):
    return given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


@pytest.fixture
def contact(inspection):
    return given.actor(given.member(inspection, Role.SERVICE_CONTACT, "Sam Contact"))


@pytest.fixture
def head(inspection):
    return given.actor(given.member(inspection, Role.SERVICE_HEAD, "Hal Head"))


def invite(actor, email="new@service.test", role=Role.SERVICE_CONTACT, slug=given.LLR):
    return service.invite(actor, slug, email=email, name="New Person", role=role)


# --- what they may ---


def test_the_table_of_roles_is_the_same_everywhere():
    assert tuple(role.value for role in OF_THE_INSPECTED) == ROLES_IN_THE_TABLE
    assert not set(OF_THE_INSPECTED) & set(IN_THE_TEAM)


def test_whoever_is_of_the_service_may_do_what_is_for_the_service_and_nothing_else():
    may = {action for action in Action if MAY[action] & set(OF_THE_INSPECTED)}
    own = {action for action in may if MAY[action] <= set(OF_THE_INSPECTED)}
    assert own == {
        Action.SEE_SERVICE_PAGES,
        Action.SUPPLY_EVIDENCE,
        Action.DOWNLOAD_SUPPLIED,
        Action.ANSWER_INTERVIEW,
        Action.OPEN_EMERGING_FINDINGS,
        # the factual accuracy check
        Action.OPEN_ACCURACY_COPY,
        Action.COMMENT_ACCURACY,
        Action.SUBMIT_ACCURACY,
        # its action plan
        Action.WRITE_ACTION_PLAN,
        Action.SUBMIT_ACTION_PLAN,
        Action.REPORT_ON_ACTION,
        Action.TAKE_ACTION_PLAN,
    }
    # What is left is what anyone with an account may, what nobody needs to sign in for, to search what is theirs,
    # and to have the files that they gave as evidence, as the team does.
    assert may - own == permission.FOR_ANYONE | permission.AT_THE_DOOR | {
        Action.SEE_FOUND,
        Action.DOWNLOAD_ACCURACY_FILE,
    }


def test_the_service_is_no_part_of_the_team_anywhere(inspection, contact, head):
    assert team(inspection.pk, inspection.organisation) == ()
    assert [each.name for each in of_the_service(inspection.pk)] == ["Hal Head", "Sam Contact"]
    assert standing.of_member(contact.person, datetime.date(2022, 10, 24)) == ()
    assert inspections.listed(contact.person) == []
    assert [each.inspection.slug for each in query.places_of(contact.person)] == [inspection.slug]


# --- who takes part ---


def test_someone_new_is_invited_and_has_the_role_once_they_accept(inspection, lead):
    token = invite(lead, role=Role.SERVICE_HEAD)
    assert [(each.name, each.role) for each in query.invited(find(inspection.slug))] == [("New Person", "service_head")]
    id_ = person.accept(token, password=given.PASSWORD, name="New Person").person
    member = Membership.objects.get(person_id=id_)
    assert (member.role, member.inspection.slug) == ("service_head", inspection.slug)
    assert query.invited(find(inspection.slug)) == ()
    entry = AuditEntry.objects.get(action="accept invitation")
    assert entry.after["roles"] == [f"service_head in {inspection.slug}"]


def test_an_open_invitation_is_used_for_a_second_role_and_not_made_anew(inspection, lead):
    token = invite(lead)
    assert invite(lead, role=Role.SERVICE_HEAD) == ""
    assert Invitation.objects.count() == 1
    with pytest.raises(BadInput, match="already"):
        invite(lead, role=Role.SERVICE_HEAD)
    id_ = person.accept(token, password=given.PASSWORD, name="New Person").person
    assert set(Membership.objects.filter(person_id=id_).values_list("role", flat=True)) == set(ROLES_IN_THE_TABLE)


def test_an_invitation_that_is_taken_back_ends(inspection, lead):
    token = invite(lead)
    service.take_back(lead, inspection.slug, query.invited(find(inspection.slug))[0].id)
    with pytest.raises(NotThere):
        person.accept(token, password=given.PASSWORD, name="New Person")
    with pytest.raises(NotThere):
        service.take_back(lead, inspection.slug, 1)


def test_someone_who_is_here_already_joins_at_once(inspection, lead):
    someone = given.person("Known Person", email="known@service.test")
    assert invite(lead, "Known@Service.test") == ""
    assert Membership.objects.get(person=someone).role == "service_contact"
    with pytest.raises(BadInput, match="already"):
        invite(lead, "known@service.test")


def test_nobody_stands_on_both_sides(inspection, lead, contact):
    planner = given.actor(Person.objects.get(office="planner"))
    # of the service, into the team: of this inspection, of another of the same unit, and of its region
    later, region = given.inspection("llr-again-2024"), given.inspection("east-midlands-2023")
    with guard.allowed():
        Inspection.objects.filter(pk=region.pk).update(organisation="region/east-midlands")
    for slug in (inspection.slug, later.slug, region.slug):
        with pytest.raises(BadInput, match="of the inspected service"):
            membership.add(planner, slug, person=contact.person, role=Role.ANALYST)
    # of the team, into the service; and offices, which see everything
    with pytest.raises(BadInput, match="in a team that inspects"):
        invite(lead, Person.objects.get(pk=lead.person).email)
    with pytest.raises(BadInput, match="an office"):
        invite(lead, Person.objects.get(pk=planner.person).email)
    with pytest.raises(BadInput, match="inspected service"):
        person.change_office(operator(), contact.person, "auditor")
    # elsewhere they may inspect
    elsewhere = given.inspection("gwent-2023")
    with guard.allowed():
        Inspection.objects.filter(pk=elsewhere.pk).update(organisation="pdu/gwent")
    membership.add(planner, elsewhere.slug, person=contact.person, role=Role.ANALYST)


def test_roles_of_the_service_are_not_given_taken_or_changed_as_places_in_the_team(inspection, lead, contact):
    newcomer = given.person("New Comer")
    with pytest.raises(BadInput, match="no role in the team"):
        membership.add(lead, inspection.slug, person=newcomer.pk, role=Role.SERVICE_CONTACT)
    number = Membership.objects.get(person_id=contact.person).pk
    for write in (
        lambda: membership.remove(lead, inspection.slug, number),
        lambda: membership.change(lead, inspection.slug, number, role=Role.ANALYST),
    ):
        with pytest.raises(NotThere):
            write()
    with pytest.raises(BadInput, match="no role of an inspected service"):
        invite(lead, role=Role.INSPECTOR)


def test_whoever_is_removed_sees_nothing_any_more(inspection, lead, contact):
    service.remove(lead, inspection.slug, Membership.objects.get(person_id=contact.person).pk)
    again = given.actor(Person.objects.get(pk=contact.person))
    assert not permission.may(again, Action.SEE_SERVICE_PAGES, inspection.slug)
    with pytest.raises(NotThere):
        service.remove(lead, inspection.slug, Membership.objects.get(person_id=lead.person).pk)


# --- what they are told, and what they answer ---


def test_an_announcement_is_changed_by_who_saw_the_last_one(inspection, lead, contact):
    assert service.announce(lead, inspection.slug, text="We will come in October.", version=0) == 1
    assert service.announce(lead, inspection.slug, text="We will come in November.", version=1) == 2
    with pytest.raises(Overtaken) as refused:
        service.announce(lead, inspection.slug, text="In December.", version=1)
    assert refused.value.theirs == {"text": "We will come in November."}
    found = query.announcement(find(inspection.slug))
    assert (found.text, found.by) == ("We will come in November.", "Lee Lead")
    with pytest.raises(NotThere):
        service.announce(contact, inspection.slug, text="We will not.", version=2)


def test_an_interview_is_asked_for_arranged_changed_and_declined(inspection, lead, contact):
    slug = inspection.slug
    given.cases(inspection)
    assert interview.ask(lead, slug, Wanted("Practitioner", given.FIELDWORK[0], case=2)) == 1
    (found,) = query.interviews(find(slug))
    assert (found.case, found.state, found.minutes) == ("SYN002", "asked", 60)
    assert interview.arrange(contact, slug, 1, held_at=MORNING, place="Room 1", version=1) == 2
    assert query.interview(find(slug), 1).held_at == MORNING
    assert interview.decline(contact, slug, 1, answer="They left the service.", version=2) == 3
    found = query.interview(find(slug), 1)
    assert (found.state, found.held_at, found.answered_by) == ("not_possible", None, "Sam Contact")
    with pytest.raises(BadInput):
        interview.decline(contact, slug, 1, answer=" ", version=3)
    with pytest.raises(NotAllowed):
        interview.arrange(lead, slug, 1, held_at=MORNING, place="Room 1", version=3)
    interview.withdraw(lead, slug, 1)
    with pytest.raises(NotThere):
        interview.arrange(contact, slug, 1, held_at=MORNING, place="Room 1", version=3)


def test_an_answer_about_an_interview_is_not_written_over_by_one_who_did_not_see_it(inspection, lead, contact, head):
    slug = inspection.slug
    interview.ask(lead, slug, Wanted("Head of operations", given.FIELDWORK[0]))
    interview.arrange(contact, slug, 1, held_at=MORNING, place="Room 1", version=1)
    for late in (
        lambda: interview.arrange(head, slug, 1, held_at=MORNING, place="Room 2", version=1),
        lambda: interview.decline(head, slug, 1, answer="They are away.", version=1),
    ):
        with pytest.raises(Overtaken) as refused:
            late()
        assert refused.value.theirs == {
            "version": 2,
            "state": "arranged",
            "held_at": MORNING.isoformat(),
            "place": "Room 1",
            "answer": "",
        }
    stands = query.interview(find(slug), 1)
    assert (stands.state, stands.place, stands.answered_by, stands.version) == ("arranged", "Room 1", "Sam Contact", 2)
    interview.decline(head, slug, 1, answer="They are away.", version=2)
    assert query.interview(find(slug), 1).state == "not_possible"


def test_what_cannot_be_asked_for_or_answered_is_told_all_at_once(inspection, lead, contact):
    with pytest.raises(BadInput) as refused:
        interview.ask(lead, inspection.slug, Wanted(" ", given.FIELDWORK[0], minutes=4, case=9))
    assert {fault.field for fault in refused.value.faults} == {"whom", "minutes", "case"}
    interview.ask(lead, inspection.slug, Wanted("Head of operations", given.FIELDWORK[0]))
    with pytest.raises(BadInput) as refused:
        interview.arrange(contact, inspection.slug, 1, held_at=MORNING.replace(tzinfo=None), place="", version=1)
    assert {fault.field for fault in refused.value.faults} == {"held_at", "place"}


def test_the_dates_of_the_service_are_those_that_concern_it(inspection):
    with guard.allowed():
        for phase, day in (("evidence", 17), ("panel", 18), ("factual_accuracy", 19)):
            inspection.milestones.create(phase=phase, due_on=datetime.date(2022, 12, day))
    assert [(words, day.day) for words, day, _ in query.dates(find(inspection.slug))] == [
        ("Fieldwork begins", 24),
        ("Fieldwork ends", 4),
        ("Evidence to be sent by", 17),
        ("Check of factual accuracy ends", 19),
    ]


# --- emerging findings ---


def test_emerging_findings_are_opened_only_once_shared_and_are_frozen_then(inspection, lead, head):
    slug = inspection.slug
    with pytest.raises(NotThere):
        emerging.open_shared(head, slug)
    assert emerging.draft(lead, slug, {"1.1": "The service is well led.", "1.2": " "}, version=0) == 1
    with pytest.raises(NotThere):
        emerging.open_shared(head, slug)
    with pytest.raises(Overtaken):
        emerging.share(lead, slug, version=2)
    assert emerging.share(lead, slug, version=1) == 1
    assert emerging.open_shared(head, slug).texts == {"1.1": "The service is well led."}
    # a new draft changes nothing of what was shared, until it is shared itself
    assert emerging.draft(lead, slug, {"1.1": "It is not."}, version=0) == 1
    assert emerging.open_shared(head, slug).number == 1
    assert emerging.share(lead, slug, version=1) == 2
    assert emerging.open_shared(head, slug).texts == {"1.1": "It is not."}
    first, second = query.emerging(find(slug))
    assert first.texts == {"1.1": "The service is well led."}
    assert [[name for name, _ in each.seen] for each in (first, second)] == [["Hal Head"], ["Hal Head"]]


def test_while_a_legal_hold_stands_they_are_neither_shared_nor_opened(inspection, lead, head):
    emerging.draft(lead, inspection.slug, {"1.1": "The service is well led."}, version=0)
    emerging.share(lead, inspection.slug, version=1)
    emerging.draft(lead, inspection.slug, {"1.1": "It is not."}, version=0)
    hold.place(lead, inspection.slug, reason="An inquest was opened.")
    with pytest.raises(NotNow, match="legal hold"):
        emerging.share(lead, inspection.slug, version=1)
    with pytest.raises(NotNow, match="legal hold"):
        emerging.open_shared(head, inspection.slug)


def test_they_are_opened_by_the_head_alone_and_noted_once(inspection, lead, head, contact):
    emerging.draft(lead, inspection.slug, {"1.1": "The service is well led."}, version=0)
    emerging.share(lead, inspection.slug, version=1)
    with pytest.raises(NotThere):
        emerging.open_shared(contact, inspection.slug)
    with pytest.raises(NotAllowed):
        emerging.open_shared(lead, inspection.slug)
    for _ in range(3):
        emerging.open_shared(head, inspection.slug)
    assert AuditEntry.objects.filter(action="open emerging findings").count() == 1


@pytest.mark.parametrize(
    ("phase", "shares", "opens"),
    [
        ("evidence", False, False),
        ("fieldwork", True, True),
        ("analysis", True, True),
        ("panel", False, True),
        ("factual_accuracy", False, True),
        ("published", False, False),
    ],
)
def test_they_are_shared_and_opened_in_their_phases(inspection, lead, head, phase, shares, opens):
    slug = inspection.slug
    emerging.draft(lead, slug, {"1.1": "One."}, version=0)
    emerging.share(lead, slug, version=1)
    with guard.allowed():
        Inspection.objects.update(phase=phase)
    for expected, do in (
        (shares, lambda: emerging.draft(lead, slug, {"1.1": "Two."}, version=0)),
        (opens, lambda: emerging.open_shared(head, slug)),
    ):
        if expected:
            do()
        else:
            with pytest.raises(NotNow):
                do()


def test_nothing_empty_or_of_another_edition_is_shared(inspection, lead):
    with pytest.raises(NotNow):
        emerging.share(lead, inspection.slug, version=0)
    with pytest.raises(BadInput, match="no standard"):
        emerging.draft(lead, inspection.slug, {"9.9": "Nothing."}, version=0)
    emerging.draft(lead, inspection.slug, {"1.1": " "}, version=0)
    with pytest.raises(NotNow):
        emerging.share(lead, inspection.slug, version=1)


def test_the_words_of_people_do_not_go_into_the_audit_trail(inspection, lead, contact):
    words, slug = "Jordan Practitioner is away", inspection.slug
    service.announce(lead, slug, text=words, version=0)
    interview.ask(lead, slug, Wanted(words, given.FIELDWORK[0], place=words, about=words))
    interview.decline(contact, slug, 1, answer=words, version=1)
    emerging.draft(lead, slug, {"1.1": words}, version=0)
    entries = AuditEntry.objects.filter(chain__name=slug)
    assert entries.count() == 4
    assert not [each for each in entries if words in f"{each.before}{each.after}"]
