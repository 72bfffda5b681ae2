"""What people are told by each action, what they do with it, and that nobody sees what they may no longer see."""

import datetime

import pytest
from django.urls import resolve, reverse
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate.inspection import Phase
from inspectorate_app.actions import (
    allocation,
    assessment,
    conflict,
    document,
    emerging,
    evidence,
    exercise,
    interview,
    meeting,
    membership,
    notification,
    panel,
    person,
    reminder,
    replacement,
    second_reading,
    service,
    sign_in,
)
from inspectorate_app.actions import inspection as inspections
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.evidence import Asked
from inspectorate_app.actions.interview import Wanted
from inspectorate_app.actions.notification_kind import EVENTS, Kind
from inspectorate_app.actions.notification_reading import kinds_for, told
from inspectorate_app.actions.permission import MAY, Action, Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
    AuditEntry,
    CaseAssessment,
    EvidenceRequest,
    Identity,
    Membership,
    Milestone,
    Notification,
    NotificationChoice,
    Panel,
    Person,
    TrainingStatus,
)
from inspectorate_app.web.page import rule_of
from tests.app import evidence as files
from tests.app import given, quality
from tests.app.world import drawn

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def texts(of: Person, **facts) -> list[str]:
    return [each.text for each in told(given.actor(of), **facts)]


@pytest.fixture
def world():
    """An inspection in fieldwork with somebody in each role, who were told nothing yet."""
    inspection = given.inspection()
    roles = {
        "lead": Role.LEAD_INSPECTOR,
        "ann": Role.INSPECTOR,
        "bea": Role.INSPECTOR,
        "quin": Role.QUALITY_LEAD,
        "ops": Role.OPERATIONS_OFFICER,
        "pam": Role.PANEL_MEMBER,
        "sam": Role.SERVICE_CONTACT,
        "hal": Role.SERVICE_HEAD,
    }
    reads = {"ann", "bea"}
    people = {
        key: given.member(inspection, role, f"{key} {role.label}", **({"capacity": 20} if key in reads else {}))
        for key, role in roles.items()
    }
    return inspection, people


def acting(world, who):
    return given.actor(world[1][who])


# --- by action ---


def test_cases_are_told_to_whom_they_are_given_and_from_whom_they_are_taken(world):
    inspection, people = world
    given.cases(inspection)
    slug, ann, bea = inspection.slug, people["ann"], people["bea"]
    allocation.allocate_case(acting(world, "lead"), slug, 2, ann.pk)
    assert texts(ann) == ["Case 2 was given to you"]
    assert told(given.actor(ann))[0].address == f"/inspections/{slug}/cases/2"
    allocation.allocate_case(acting(world, "lead"), slug, 2, bea.pk)
    assert texts(ann) == ["Case 2 is no longer yours"]
    assert texts(bea) == ["Case 2 was given to you"]
    assert texts(people["lead"]) == []


def test_several_cases_are_told_of_at_once(world):
    inspection, people = world
    given.cases(inspection, [f"SYN{number:03}" for number in range(8)])
    allocation.allocate(acting(world, "ops"), inspection.slug)
    counts = Notification.objects.filter(event="case_given").values_list("count", flat=True)
    assert sum(counts) == 8
    assert texts(people["ann"]) == [f"{counts[0]} cases were given to you"]
    assert told(given.actor(people["ann"]))[0].address == f"/inspections/{inspection.slug}/cases/"


def test_a_case_that_is_replaced_and_one_that_is_reopened(world, monkeypatch):
    inspection, people = world
    [case, *_] = given.cases(inspection, allocated_to=people["ann"])
    quality.submitted(inspection, people["ann"], case, {"2.2.1": "yes"})
    assessment.reopen(acting(world, "lead"), inspection.slug, 1, reason="Check 2.2.1")
    assert texts(people["ann"]) == ["The assessment of case 1 was reopened"]


def test_what_the_service_is_asked_and_what_it_sends(world):
    inspection, people = world
    slug, lead, sam = inspection.slug, acting(world, "lead"), acting(world, "sam")
    number = evidence.add(lead, slug, Asked("Business plan", standards=("1.1",)))
    assert texts(people["sam"]) == texts(people["hal"]) == ["You are asked for evidence"]
    document.upload(sam, slug, files.uploaded(), request=number)
    assert texts(people["ops"]) == texts(people["lead"]) == ["Document 1 came in"]
    evidence.ask_again(lead, slug, number, remark="The appendix is missing.")
    evidence.not_held(sam, slug, number, reason="There is none.")
    assert texts(people["lead"])[0] == "The service does not hold what request 1 asks for"
    asked = interview.ask(lead, slug, Wanted("a probation officer", given.FIELDWORK[0]))
    interview.decline(sam, slug, asked, answer="On leave.", version=1)
    assert texts(people["ops"])[0] == "The service answered about interview 1"
    service.announce(lead, slug, text="We come.", version=0)
    service.announce(lead, slug, text="We come later.", version=1)
    assert texts(people["sam"])[:2] == [
        "The announcement of the inspection changed",
        "You can read the announcement of the inspection",
    ]
    assert not {"Business plan", "appendix", "leave"} & set(" ".join(map(str, Notification.objects.values())).split())


def test_emerging_findings_are_told_to_the_head_of_the_service_alone(world):
    inspection, people = world
    emerging.draft(acting(world, "lead"), inspection.slug, {"1.1": "Leaders are visible."}, version=0)
    assert not Notification.objects.exists()
    emerging.share(acting(world, "lead"), inspection.slug, version=1)
    assert [each.person for each in Notification.objects.all()] == [people["hal"]]


def test_meetings_are_told_to_who_takes_part(world):
    inspection, people = world
    slug, ann, bea, lead = inspection.slug, people["ann"], people["bea"], acting(world, "lead")
    number = meeting.schedule(lead, slug, given.planned(ann))
    meeting.change_plan(lead, slug, number, given.planned(ann, bea), version=1)
    meeting.change_plan(lead, slug, number, given.planned(bea), version=2)
    meeting.cancel(lead, slug, number, reason="Nobody came.")
    assert texts(ann) == [
        "You no longer take part in meeting 1",
        "Meeting 1 was changed",
        "You take part in meeting 1",
    ]
    assert texts(bea) == ["Meeting 1 was cancelled", "Meeting 1 was changed", "You take part in meeting 1"]
    assert texts(people["quin"]) == []


def test_a_blind_reading_is_told_to_its_reader_and_then_to_who_settles_but_never_to_who_read_first(world):
    inspection, people = world
    slug, quin = inspection.slug, acting(world, "quin")
    second_lead = given.member(inspection, Role.QUALITY_LEAD, "Fay First")
    [case, *_] = given.cases(inspection)
    quality.submitted(inspection, people["ann"], case, {"2.2.1": "yes"})
    with guard.allowed():
        CaseAssessment.objects.update(started_by=second_lead)
    reading = second_reading.choose(quin, slug, case=1, reader=people["bea"].pk, why="A complaint came in.")
    assert texts(people["bea"]) == ["You have a case to read blind"]
    quality.answer(inspection, people["bea"], reading)
    assert texts(people["quin"]) == ["A second reading was submitted: see what the two readers differ on"]
    assert texts(people["ann"]) == texts(second_lead) == []


def test_a_reading_that_is_taken_back_and_an_exercise(world):
    inspection, people = world
    slug, quin = inspection.slug, acting(world, "quin")
    [case, *_] = given.cases(inspection)
    quality.submitted(inspection, people["ann"], case, {"2.2.1": "yes"})
    reading = second_reading.choose(quin, slug, case=1, reader=people["bea"].pk, why="A complaint came in.")
    second_reading.withdraw(quin, slug, reading, reason="Not needed.")
    readers = [people["ann"].pk, people["bea"].pk]
    exercise.open_exercise(quin, slug, title="Risk", scenario="Made up.", readers=readers, standards=["2.2"])
    assert texts(people["bea"]) == [
        "A benchmarking exercise waits for you",
        "A blind reading was taken back",
        "You have a case to read blind",
    ]


def test_phases_dates_the_panel_and_a_place_in_the_team(world):
    inspection, people = world
    slug, lead = inspection.slug, acting(world, "lead")
    inspections.move_phase(lead, slug, Phase.EVIDENCE, reason="Too early")
    assert texts(people["ops"]) == ["The phase changed"]
    assert texts(people["sam"]) == texts(people["hal"]) == ["The inspection of your service is in another phase"]
    new = given.person("New Member")
    membership.add(lead, slug, person=new.pk, role=Role.INSPECTOR, capacity=3)
    assert texts(new) == ["You were given a role"]
    assert "Someone who joined the team has no training recorded" in texts(people["quin"])
    with guard.allowed():
        type(inspection).objects.update(phase="panel")
    panel.open_panel(lead, slug, held_on=given.FIELDWORK[1], members=[people["pam"].pk])
    assert texts(people["pam"])[0] == "The ratings panel was opened: see its day"
    assert "ratings panel" not in " ".join(texts(people["ann"]))


@pytest.mark.parametrize(
    ("before", "after", "is_told"),
    [
        (Phase.ANNOUNCED, Phase.EVIDENCE, True),
        (Phase.FIELDWORK, Phase.ANALYSIS, True),
        (Phase.ANALYSIS, Phase.PANEL, False),
        (Phase.PANEL, Phase.ANALYSIS, False),
        (Phase.PANEL, Phase.DRAFTING, False),
        (Phase.DRAFTING, Phase.FACTUAL_ACCURACY, True),
        (Phase.FACTUAL_ACCURACY, Phase.DRAFTING, True),
        (Phase.FACTUAL_ACCURACY, Phase.PUBLISHED, True),
    ],
)
def test_the_service_is_told_of_phases_but_not_of_the_panel_and_the_drafting(
    world, monkeypatch, before, after, is_told
):
    """What must stand before an inspection moves on is tried elsewhere."""
    monkeypatch.setattr("inspectorate_app.store.queries.phase.missing", lambda *_: ())
    inspection, people = world
    with guard.allowed():
        type(inspection).objects.update(phase=before)
    inspections.move_phase(acting(world, "lead"), inspection.slug, after, reason="Made up")
    assert bool(texts(people["sam"])) is bool(texts(people["hal"])) is is_told
    assert texts(people["ops"]) == ["The phase changed"]
    if is_told:
        [told_of] = told(given.actor(people["sam"]))
        assert told_of.address == f"/inspections/{inspection.slug}/service/"


def test_ones_account_and_whom_one_invited():
    admin = given.person("Ada Admin", "administrator")
    token = person.invite(given.actor(admin), email="nell@inspectorate.test", name="Nell")
    nell = Person.objects.get(pk=person.accept(token, password=given.PASSWORD, name="Nell").person)
    assert texts(admin) == ["Someone whom you invited has joined"]
    person.change_password(given.actor(nell), "another long one, made up")
    sign_in.second_factor_changed(given.actor(nell), "recovery_codes", "made anew")
    person.accept(person.invite_anew(given.actor(admin), nell.pk), password=f"{given.PASSWORD} again", name="Nell")
    assert texts(nell) == [
        "Your password was set anew by a link",
        "Your second factor or its recovery codes were changed",
        "Your password was changed",
    ]


def test_what_is_undone_is_told_to_nobody(world):
    inspection, people = world
    given.cases(inspection, allocated_to=people["ann"])
    with pytest.raises(BadInput):
        replacement.replace_case(acting(world, "lead"), inspection.slug, 1, reason=" ")
    with pytest.raises(BadInput):
        meeting.schedule(acting(world, "lead"), inspection.slug, given.planned(people["ann"], title=""))
    assert not Notification.objects.exists()


def test_a_replaced_case_is_told_to_who_had_it_and_to_who_allocates(world):
    inspection, people = world
    drawn(inspection, people["lead"])
    with guard.allowed():
        inspection.cases.filter(number=1).update(allocated_to=people["ann"])
    by = replacement.replace_case(acting(world, "lead"), inspection.slug, 1, reason="The file is lost.")
    assert texts(people["ann"])[0] == "Case 1 is no longer yours"
    assert texts(people["ops"])[0] == f"Case {by} was called up from the reserve"
    assert "The sample was approved: its cases can be allocated" in texts(people["ops"])


# --- who may see it ---


@pytest.mark.parametrize("event", EVENTS)
def test_a_notification_leads_to_a_page_that_who_is_told_may_open(event):
    for place in EVENTS[event].places:
        inspection = {} if place.route in ("account", "people", "mail") else {"inspection": "x"}
        number = {place.number: 7} if place.number else {}
        view = resolve(reverse(place.route, kwargs={**inspection, **number})).func
        known = {"own account": Action.SEE_OWN_NOTIFICATIONS}
        asks = known.get(rule_of(view) or "") or Action(rule_of(view))
        assert MAY[place.sees] <= MAY[asks], f"{place.sees} does not open {place.route}, which asks for {asks}"


def test_someone_taken_from_the_team_sees_nothing_of_it_any_more(world):
    inspection, people = world
    slug, lead = inspection.slug, acting(world, "lead")
    meeting.schedule(lead, slug, given.planned(people["ann"]))
    assert texts(people["ann"])
    with guard.allowed():  # whatever takes the role away
        row = Membership.objects.get(person=people["ann"])
        row.delete()
    assert texts(people["ann"]) == []
    with guard.allowed():
        row.pk = None
        row.save()
    membership.remove(lead, slug, Membership.objects.get(person=people["ann"]).pk)
    assert not Notification.objects.filter(person=people["ann"]).exists(), "nor is it counted"


def test_a_conflict_of_interest_takes_away_what_one_was_told(world):
    inspection, people = world
    meeting.schedule(acting(world, "lead"), inspection.slug, given.planned(people["ann"]))
    ann = given.actor(people["ann"])
    conflict.declare(ann, person=people["ann"].pk, organisation=inspection.organisation, reason="Worked there")
    assert not Notification.objects.filter(person=people["ann"]).exists()


def test_another_role_keeps_what_it_may_see_alone(world):
    inspection, people = world
    slug = inspection.slug
    inspections.move_phase(acting(world, "lead"), slug, Phase.EVIDENCE, reason="Too early")
    evidence.add(acting(world, "lead"), slug, Asked("Business plan", standards=("1.1",)))
    document.upload(acting(world, "sam"), slug, files.uploaded(), request=1)
    assert set(texts(people["ops"])) == {"The phase changed", "Document 1 came in"}
    row = Membership.objects.get(person=people["ops"])
    membership.change(acting(world, "lead"), slug, row.pk, role=Role.LOCAL_ASSESSOR, capacity=0)
    assert texts(people["ops"]) == ["The phase changed"]
    assert Notification.objects.filter(person=people["ops"]).count() == 1


def test_a_case_that_went_to_someone_else_by_another_way_is_not_shown(world):
    inspection, people = world
    given.cases(inspection)
    allocation.allocate_case(acting(world, "lead"), inspection.slug, 1, people["ann"].pk)
    with guard.allowed():
        inspection.cases.update(allocated_to=people["bea"])
    assert texts(people["ann"]) == []


# --- what one makes of it ---


def test_read_is_ones_own_and_leaves_no_entry(world):
    inspection, people = world
    meeting.schedule(acting(world, "lead"), inspection.slug, given.planned(people["ann"], people["bea"]))
    entries = AuditEntry.objects.count()
    [one] = Notification.objects.filter(person=people["ann"])
    notification.mark_read(acting(world, "bea"), one.pk)
    assert texts(people["ann"], unread=True)
    notification.mark_read(acting(world, "ann"), one.pk)
    assert texts(people["ann"], unread=True) == []
    notification.mark_all_read(acting(world, "bea"), 0)
    assert texts(people["bea"], unread=True), "what came since is not read"
    notification.mark_all_read(acting(world, "bea"), 2**40)
    assert texts(people["bea"], unread=True) == []
    assert AuditEntry.objects.count() == entries


def test_a_choice_is_kept_with_an_entry_and_goes_for_what_waits(world):
    inspection, people = world
    meeting.schedule(acting(world, "lead"), inspection.slug, given.planned(people["ann"]))
    assert Notification.objects.get().mail == "at_once"
    notification.choose(acting(world, "ann"), {"meetings": (True, "digest")}, digest_hour=17)
    assert Notification.objects.get().mail == "digest"
    notification.choose(acting(world, "ann"), {"meetings": (False, "never")}, digest_hour=None, quiet=False)
    assert Notification.objects.get().mail == ""
    row = NotificationChoice.objects.get()
    assert (row.kinds, row.digest_hour, row.quiet) == ({"meetings": [False, "never"]}, None, False)
    assert AuditEntry.objects.filter(subject__endswith="notifications").count() == 2


def test_what_cannot_be_chosen_is_refused(world):
    ann = acting(world, "ann")
    same = datetime.time(9)
    for kinds, hours, field in (
        ({"account": (False, "never")}, {}, "kinds"),
        ({"weather": (True, "never")}, {}, "kinds"),
        ({"cases": (True, "often")}, {}, "cases"),
        ({}, {"digest_hour": 24}, "digest_hour"),
        ({}, {"quiet": True, "quiet_from": same, "quiet_to": same}, "quiet_to"),
    ):
        with pytest.raises(BadInput) as error:
            notification.choose(ann, kinds, **hours)
        assert [fault.field for fault in error.value.faults] == [field]


def test_one_chooses_of_what_one_may_be_told(world):
    assert Kind.ASKED in kinds_for(acting(world, "sam"))
    assert Kind.CASES not in kinds_for(acting(world, "sam"))
    assert Kind.SAMPLE in kinds_for(acting(world, "ops"))
    assert kinds_for(given.actor(given.person("Nobody Yet"))) == [Kind.ACCOUNT]
    assert {each.kind for each in EVENTS.values()} == set(Kind)


# --- reminders ---


def test_each_deadline_is_told_once_and_to_whom_it_concerns(world):
    inspection, people = world
    today = given.FIELDWORK[1] - DAY
    given.cases(inspection, allocated_to=people["ann"])
    with guard.allowed():
        Milestone.objects.create(inspection=inspection, phase="fieldwork", due_on=today + DAY)
        for number, due in enumerate((today - DAY, today + DAY, today + DAY), start=1):
            EvidenceRequest.objects.create(
                inspection=inspection, number=number, title="x", due_on=due, answered_by="contact"
            )
        Panel.objects.create(inspection=inspection, held_on=today + 3 * DAY, opened_by=people["lead"])
        Identity.objects.create(case=inspection.cases.get(number=1))
        type(inspection).objects.update(names_delete_on=today + 7 * DAY)
        TrainingStatus.objects.create(
            person=people["ann"], edition=given.edition_of().id, trained_on=today, ready_on=today,
            expires_on=today + 30 * DAY, recorded_by=people["quin"],
        )  # fmt: skip
    assert reminder.remind(operator(), inspection.slug, today) > 0
    assert texts(people["ann"]) == ["Fieldwork ends soon: you have 3 cases to submit"]
    assert sorted(texts(people["sam"])) == ["2 requests for evidence are due soon", "A request for evidence is overdue"]
    assert sorted(texts(people["lead"])) == [
        "A request for evidence is overdue",
        "The names of people are about to be deleted",
        "The phase is due to end soon",
        "The ratings panel sits soon",
    ]
    assert sorted(texts(people["quin"])) == ["Someone's training ends soon", "The ratings panel sits soon"]
    count, entries = Notification.objects.count(), AuditEntry.objects.count()
    assert reminder.remind(operator(), inspection.slug, today) == 0
    assert reminder.remind(operator(), inspection.slug, today + DAY) == 0
    assert (Notification.objects.count(), AuditEntry.objects.count()) == (count, entries)
    assert reminder.remind(operator(), inspection.slug, today + 2 * DAY) > 0
    assert "The phase is overdue" in texts(people["lead"])


def test_what_passed_long_ago_is_told_to_nobody(world):
    inspection, _ = world
    with guard.allowed():
        Milestone.objects.create(inspection=inspection, phase="fieldwork", due_on=given.FIELDWORK[1])
    assert reminder.remind(operator(), inspection.slug, timezone.localdate()) == 0


def test_the_job_of_reminders_is_asked_for_once_a_day(world):
    today = timezone.localdate()
    assert reminder.ask_for_reminders(today)
    assert not reminder.ask_for_reminders(today)
    assert reminder.remind_everyone.call() == 0
