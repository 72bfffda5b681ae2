"""Pages of action plans: the service writes its own, the team decides, judges and publishes; open ones of everyone."""

import datetime

import pytest
from django.utils import timezone

from inspectorate_app.actions import action_plan as actions
from inspectorate_app.actions import action_plan_decision as decisions
from inspectorate_app.actions import action_progress
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import Recommendation
from inspectorate_app.store.queries import public_progress
from tests.app import given
from tests.app.action_plan import accepted, answered, followed, wanted

pytestmark = pytest.mark.django_db
AT = f"/inspections/{given.LLR}"
SERVICE, TEAM = f"{AT}/service/action-plan/", f"{AT}/action-plan/"
TODAY = timezone.localdate


def text(answer):
    return answer.content.decode()


def dated(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def test_the_service_writes_its_plan_from_the_first_answer_to_submission():
    of = followed()
    contact, head = given.signed_in(of.contact_person), given.signed_in(of.head_person)
    page = text(contact.get(SERVICE))
    assert "Recommendation 1" in page
    assert "Assumed" in page
    assert "28 days after publication" in page
    sent = {"response": "agreed", "reasons": "", "version": 0}
    contact.post(f"{SERVICE}recommendations/1/answer", sent)
    day = TODAY() + datetime.timedelta(days=80)
    act = {"what": "Train everyone", "who": "Head of the PDU", "measure": "All trained", "version": 0}
    contact.post(f"{SERVICE}recommendations/1/actions/new", act | dated("due_on", day))
    contact.post(f"{SERVICE}recommendations/2/answer", {"response": "not_agreed", "reasons": "Done.", "version": 0})
    later = TODAY() + datetime.timedelta(days=30)
    contact.post(f"{SERVICE}days", {"days": later.strftime("%d/%m/%Y"), "version": of.plan.version})
    assert contact.get(f"{SERVICE}submit").status_code == 404
    answer = head.post(f"{SERVICE}submit", {"version": of.plan.version}, follow=True)
    assert "The plan was submitted" in text(answer)
    kept = of.plan.versions[0].content
    assert kept["report_on"] == [later.isoformat()]
    assert kept["answers"]["1"]["actions"][0] == {
        **{"number": 1, "what": "Train everyone", "who": "Head of the PDU", "measure": "All trained"},
        "due_on": day,
    }
    assert "Train everyone" in text(contact.get(f"{SERVICE}submissions/1"))


def test_what_a_plan_lacks_stands_above_its_submission():
    of = followed()
    answer = given.signed_in(of.head_person).post(f"{SERVICE}submit", {"version": 0})
    assert "Recommendation 1 has no response: choose one." in text(answer)
    assert "The plan names no day on which you report" in text(answer)


def test_an_answer_without_its_reasons_comes_back_with_what_was_typed():
    of = followed()
    answer = given.signed_in(of.contact_person).post(
        f"{SERVICE}recommendations/1/answer", {"response": "partly", "reasons": "", "version": 0}
    )
    assert "No reasons are given: enter why you do not agree, or not with all" in text(answer)
    assert 'value="partly" checked' in text(answer)


def test_what_someone_else_answered_meanwhile_is_shown_and_kept():
    of = followed()
    actions.respond(of.head, of.slug, 1, response="partly", reasons="No <money>.", version=0)
    client = given.signed_in(of.contact_person)
    answer = client.post(f"{SERVICE}recommendations/1/answer", {"response": "agreed", "reasons": "Mine", "version": 0})
    assert answer.status_code == 409
    assert "No &lt;money&gt;." in text(answer)
    assert "Mine" in text(answer)
    assert of.plan.answers[0].response == "partly"


def test_the_service_writes_nothing_of_others_and_sees_no_page_of_the_team():
    of = accepted(followed())
    client = given.signed_in(of.head_person)
    sent = {"response": "agreed", "reasons": "", "version": 0}
    assert client.post(f"{SERVICE}recommendations/3/answer", sent).status_code == 403
    for address in (TEAM, f"{TEAM}decide", f"{TEAM}publish", f"{TEAM}recommendations/1/judge", "/recommendations/"):
        assert client.get(address).status_code in (403, 404), address


def test_the_lead_sends_back_then_accepts():
    of = answered(followed())
    actions.submit(of.head, of.slug, version=of.plan.version)
    lead = given.signed_in(of.lead_person)
    page = text(lead.get(f"{TEAM}decide"))
    assert "Train every practitioner" in page
    sent = {"decision": "sent_back", "remarks": "", "version": of.plan.version}
    assert "Error:" in text(lead.post(f"{TEAM}decide", sent))
    lead.post(f"{TEAM}decide", sent | {"remarks": "Say how <many>."})
    assert "Say how &lt;many&gt;." in text(given.signed_in(of.contact_person).get(SERVICE))
    actions.submit(of.head, of.slug, version=of.plan.version)
    lead.post(f"{TEAM}decide", {"decision": "accepted", "remarks": "", "version": of.plan.version})
    assert of.plan.accepted


def test_progress_is_reported_judged_and_public_only_once_published():
    of = accepted(followed())
    contact, lead = given.signed_in(of.contact_person), given.signed_in(of.lead_person)
    report = {"state": "under_way", "words": "Half are trained by Jo Bloggs.", **dated("on", TODAY())}
    contact.post(f"{SERVICE}actions/1/report", report)
    judged = {"status": "some", "found": "Half were trained.", "evidence": "Rosters of Jo Bloggs.", "version": 1}
    lead.post(f"{TEAM}recommendations/1/judge", judged)
    assert public_progress.of_inspection(of.slug) == {}
    assert "Half were trained." not in text(contact.get(SERVICE))
    assert "Half were trained." in text(lead.get(f"{TEAM}publish"))
    lead.post(f"{TEAM}publish", {"version": of.plan.version})
    public = public_progress.of_inspection(of.slug)
    assert sorted(public) == [1, 2]
    assert (public[1].response, public[1].status, public[1].found) == (
        "Agreed",
        "Some progress",
        "Half were trained.",
    )
    assert (public[1].actions[0].state, public[1].actions[0].reported_on) == ("Under way", TODAY())
    assert "Jo Bloggs" not in repr(public)
    assert "Half were trained." in text(contact.get(SERVICE))


def test_what_may_name_someone_is_shown_before_it_is_published():
    of = accepted(followed())
    action_progress.judge(
        of.lead, of.slug, 1, status="some", found="Progress by Mr Bloggs in Rutland.", evidence="Seen.", version=1
    )
    page = text(given.signed_in(of.lead_person).get(f"{TEAM}publish"))
    assert "Mr Bloggs" in page
    assert "1 place may name someone" in page


def test_a_plan_is_taken_away_in_every_format_the_service_its_own():
    of = accepted(followed())
    action_progress.judge(of.lead, of.slug, 1, status="some", found="Half.", evidence="Seen.", version=1)
    begins = {"docx": b"PK", "odt": b"PK", "pdf": b"%PDF", "html": b"<!DOCTYPE", "csv": b"inspection,unit"}
    for form, first in begins.items():
        answer = given.signed_in(of.lead_person).post(f"{TEAM}download", {"form": form})
        assert answer.content.startswith(first), form
        assert f"action-plan.{form}" in answer["Content-Disposition"]
    own = text(given.signed_in(of.head_person).post(f"{SERVICE}download", {"form": "csv"}))
    whole = text(given.signed_in(of.lead_person).post(f"{TEAM}download", {"form": "csv"}))
    assert ("recruit practitioners" in own, "recruit practitioners" in whole) == (False, True)
    assert ("Half." in own, "Half." in whole) == (False, True)
    assert given.signed_in(of.lead_person).post(f"{TEAM}download", {"form": "pptx"}).status_code == 404


def test_a_formula_is_no_formula_in_the_file():
    of = followed()
    actions.respond(of.contact, of.slug, 1, response="partly", reasons="=1+1", version=0)
    file = text(given.signed_in(of.lead_person).post(f"{TEAM}download", {"form": "csv"}))
    assert "'=1+1" in file


def test_open_recommendations_of_every_inspection_by_region_addressee_and_overdue():
    of = accepted(followed(published=TODAY() - datetime.timedelta(days=200)))
    actions.respond(of.lead, of.slug, 3, response="agreed", reasons="", version=0)
    actions.add_action(of.lead, of.slug, 3, wanted("Recruit", days=-1))
    planner = given.signed_in(given.person("Pia Planner", "planner"))
    page = text(planner.get("/recommendations/"))
    assert "3 recommendations, 1 of them overdue" in page  # the one to HMPPS, whose action was due yesterday
    page = text(planner.get("/recommendations/?overdue=on"))
    assert "recruit practitioners" in page
    assert "unpaid work" not in page
    page = text(planner.get("/recommendations/?addressee=region"))
    assert "unpaid work" in page
    assert "recruit practitioners" not in page
    assert "3 recommendations" in text(planner.get("/recommendations/?region=East+Midlands"))
    action_progress.judge(of.lead, of.slug, 2, status="sufficient", found="Yes.", evidence="Seen.", version=1)
    file = text(planner.post("/recommendations/download", {}))
    assert "recruit practitioners" in file
    assert "unpaid work" not in file
    assert "East Midlands,published" in file


def test_a_plan_that_was_never_sent_is_overdue():
    followed(published=TODAY() - datetime.timedelta(days=29))
    auditor = given.signed_in(given.person("Ann Auditor", "auditor"))
    assert "3 recommendations, 3 of them overdue" in text(auditor.get("/recommendations/"))


def test_inspectors_and_administrators_do_not_see_what_is_open_elsewhere():
    of = followed()
    inspector = given.member(of.row, Role.INSPECTOR, "Ina Inspector")
    for someone in (inspector, given.person("Ada Admin", "administrator")):
        assert given.signed_in(someone).get("/recommendations/").status_code == 403


def test_the_first_page_tells_each_what_waits():
    of = answered(followed())
    assert "Answer the recommendations" in text(given.signed_in(of.contact_person).get("/"))
    actions.submit(of.head, of.slug, version=of.plan.version)
    assert "Answer the recommendations" not in text(given.signed_in(of.contact_person).get("/"))
    assert "Accept the action plan or send it back" in text(given.signed_in(of.lead_person).get("/"))


def test_the_deadline_is_changed_on_its_page():
    of = followed()
    day = TODAY() + datetime.timedelta(days=40)
    lead = given.signed_in(of.lead_person)
    lead.post(f"{TEAM}deadline", dated("due_on", day))
    assert (of.plan.due_on, of.plan.due_assumed) == (day, False)
    assert "Error:" in text(lead.post(f"{TEAM}deadline", dated("due_on", TODAY())))


def test_publishing_what_was_not_read_is_refused():
    of = accepted(followed())
    read = of.plan.version
    action_progress.report(of.contact, of.slug, 1, state="done", words="All.", on=TODAY())
    lead = given.signed_in(of.lead_person)
    lead.post(f"{TEAM}publish", {"version": read})
    assert public_progress.of_inspection(of.slug) == {}
    decisions.publish(of.lead, of.slug, version=of.plan.version)
    assert public_progress.of_inspection(of.slug)


def test_the_next_inspection_sees_what_was_answered_and_reported():
    of = accepted(followed())
    action_progress.report(of.contact, of.slug, 1, state="under_way", words="Half are trained.", on=TODAY())
    action_progress.judge(of.lead, of.slug, 1, status="some", found="Some were.", evidence="Seen.", version=1)
    later = given.inspection("leicester-again", phase="fieldwork")
    with guard.allowed():
        later.fieldwork_from, later.fieldwork_to = TODAY(), TODAY()
        later.save()
    lead = given.member(later, Role.LEAD_INSPECTOR, "Lou Later")
    client, at = given.signed_in(lead), "/inspections/leicester-again/recommendations/previous"
    client.post(f"{at}/take", {"earlier": of.slug})
    for page in (text(client.get(f"{at}/")), text(client.get(f"{at}/1/progress"))):
        for words in ("Agreed", "Train every practitioner", "Under way", "Half are trained.", "Some progress"):
            assert words in page
    assert "It was reviewed in June." in text(client.get(f"{at}/"))  # why the second was not agreed


def test_the_recommendations_of_an_inspection_are_taken_away_as_csv():
    of = followed("analysis")
    file = text(given.signed_in(of.lead_person).post(f"{AT}/recommendations/export"))
    assert file.splitlines()[0] == "number,state,addressee,addressed_as,recommendation,findings,withdrawn_because"
    assert file.splitlines()[2] == "2,printed,region,East Midlands region,review the arrangements for unpaid work,,"
    assert given.signed_in(of.contact_person).post(f"{AT}/recommendations/export").status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_of_open_recommendations_costs_the_same_however_many_inspections(count, django_assert_num_queries):
    accepted(followed())
    for place in range(1, count):
        row = given.inspection(f"made-up-{place}", phase="follow_up")
        by = row.set_up_by
        with guard.allowed():
            for number, kind in ((1, "PDU"), (2, "HMPPS")):
                Recommendation.objects.create(
                    **{"inspection": row, "number": number, "addressee": kind, "addressed_as": kind, "text": "do"},
                    **{"place": 1, "written_by": by, "changed_by": by},
                )
    planner = given.signed_in(given.person("Pia Planner", "planner"))
    planner.get("/recommendations/")
    with django_assert_num_queries(15):
        page = text(planner.get("/recommendations/"))
    assert f"{3 + 2 * (count - 1)} recommendations" in page
