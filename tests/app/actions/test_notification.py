"""What people are told by each action, and of deadlines."""

import datetime

import pytest
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate.inspection import Phase
from inspectorate_app.actions import (
    allocation,
    assessment,
    document,
    emerging,
    evidence,
    exercise,
    interview,
    meeting,
    membership,
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
from inspectorate_app.actions.notification_reading import told
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
    AuditEntry,
    CaseAssessment,
    EvidenceRequest,
    Identity,
    Milestone,
    Notification,
    Panel,
    Person,
    TrainingStatus,
)
from tests.app import evidence as files
from tests.app import given, quality
from tests.app.notified import acting, in_fieldwork, texts
from tests.app.world import drawn

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def world():
    return in_fieldwork()


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
