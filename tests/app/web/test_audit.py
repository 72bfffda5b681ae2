"""The audit trail is read, narrowed, checked and taken away; whoever tampers with it is found out."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspectorate_app.actions import audit
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import change, change_in
from inspectorate_app.actions.permission import Action, Role
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store import append_only, guard
from inspectorate_app.store.models import AuditChain, AuditEntry
from inspectorate_app.store.queries import audit as query
from tests.app import given

pytestmark = pytest.mark.django_db
TRAIL = f"/inspections/{given.LLR}/audit"


@pytest.fixture
def lead():
    return given.member(given.inspection(phase="evidence"), Role.LEAD_INSPECTOR, "Lee Lead")


def drawn(by, count, subject="sample {}", **after):
    acting = Actor(by.pk, by.name)
    for number in range(1, count + 1):
        with change_in(acting, Action.DRAW_SAMPLE, given.LLR) as under_way:
            under_way.note(subject.format(number), before={"seed": "a"}, after={"seed": "b", **after})


def positions(response):
    return [int(found) for found in re.findall(r'id="entry-(\d+)"', response.content.decode())]


def tampered(statement, *values):
    """Change the trail as someone with the database's password can: without the triggers."""
    append_only.remove(connection.schema_editor())
    with guard.allowed(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_page_tells_who_did_what_and_what_stood_before_and_after(lead):
    drawn(lead, 1, approved_on="2023-02-09", people=["a", "b"], person=lead.pk, sure=True, none=None)
    text = given.signed_in(lead).get(TRAIL).content.decode()
    assert "Draw sample: Sample 1" in text
    assert re.search(r"Lee Lead on a page, \d+ \w+ \d{4} at .*Entry 1\.", text)
    cells = re.findall(r"<span>(.*?)</span></t[hd]>", text)
    rows = [tuple(cells[at : at + 3]) for at in range(0, len(cells), 3)]
    # PostgreSQL keeps the facts of an entry in an order of its own.
    assert sorted(rows) == sorted(
        [
            ("Seed", "a", "<strong>b</strong>"),
            ("Approved on", "–", "<strong>9 February 2023</strong>"),
            ("People", "–", "<strong>a, b</strong>"),
            ("Person", "–", f"<strong>Lee Lead (person {lead.pk})</strong>"),
            ("Sure", "–", "<strong>yes</strong>"),
            ("None", "–", "–"),
        ]
    )


def test_words_of_the_program_are_read_as_words_and_names_of_files_stay(lead):
    drawn(lead, 1, subject="milestone factual_accuracy", role="lead_inspector", file="my_cases.csv", kinds=["not_held"])
    text = given.signed_in(lead).get(TRAIL).content.decode()
    for words in ("Draw sample: Milestone factual accuracy", "lead inspector", "my_cases.csv", "not held"):
        assert words in text


def test_what_people_wrote_is_shown_and_not_obeyed(lead):
    drawn(lead, 1, note="<script>alert(1)</script>")
    text = given.signed_in(lead).get(TRAIL).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_pages_follow_each_other_without_gap_or_repetition(lead):
    drawn(lead, 120)
    client = given.signed_in(lead)
    seen, address = [], TRAIL
    while address:
        response = client.get(address)
        seen += positions(response)
        # Written meanwhile: it must move nothing.
        drawn(lead, 1)
        older = re.search(r'href="(\?[^"]*)" rel="next"', response.content.decode())
        address = older and TRAIL + older[1].replace("&amp;", "&")
    assert seen == list(range(120, 0, -1))


def test_a_page_costs_the_same_number_of_queries_however_long_the_trail(lead):
    client = given.signed_in(lead)
    costs = []
    for more in (2, 58):
        drawn(lead, more, person=lead.pk)
        client.get(TRAIL)
        with CaptureQueriesContext(connection) as asked:
            client.get(TRAIL)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_entries_are_narrowed_by_action_person_subject_and_day(lead):
    drawn(lead, 2)
    other = given.member(lead.memberships.get().inspection, Role.LEAD_INSPECTOR, "Other Lead")
    with change_in(Actor(other.pk, other.name), Action.EDIT_INSPECTION, given.LLR) as under_way:
        under_way.note("case 1 interview", after={})
    client = given.signed_in(lead)
    day = AuditEntry.objects.get(position=1).at

    def found(**asked):
        return positions(client.get(TRAIL, asked))

    assert found() == [3, 2, 1]
    assert found(action="edit inspection") == [3]
    assert found(person=str(lead.pk)) == [2, 1]
    assert found(person="0") == []
    assert found(subject="case 1") == [3]
    assert found(subject="sample 1") == [1]
    assert found(subject="sample") == [2, 1]
    assert found(subject="case 1 question 2.2.1") == []
    with change_in(Actor(other.pk, other.name), Action.EDIT_INSPECTION, given.LLR) as under_way:
        under_way.note("case 1 answers", after={"2.2.1": {"answer": "yes"}, "2.2.10": {"answer": "no"}})
    assert found(subject="case 1 question 2.2.1") == found(subject="Case 1 question 2.2.10") == [4]
    assert found(subject="case 1 question 2.2") == found(subject="case 11 question 2.2.1") == []
    far = {"first_day-day": "1", "first_day-month": "1", "first_day-year": str(day.year + 2)}
    assert found(**far) == []
    past = {"last_day-day": "1", "last_day-month": "1", "last_day-year": str(day.year - 1)}
    assert found(**past) == []


def test_a_faulty_day_is_told_at_its_field_and_narrows_nothing(lead):
    drawn(lead, 1)
    response = given.signed_in(lead).get(TRAIL, {"first_day-day": "31", "first_day-month": "2", "first_day-year": "23"})
    assert "From must have a year of 4 numbers" in response.content.decode()
    assert positions(response) == [1]


def test_a_day_is_a_day_in_london(lead):
    """23.30 UTC on 30 June is half past midnight on 1 July, when clocks are on summer time."""
    import datetime

    drawn(lead, 1)
    tampered("UPDATE store_auditentry SET at = %s", "2023-06-30 23:30:00+00:00")
    first_of_july = query.Wanted(first_day=datetime.date(2023, 7, 1), last_day=datetime.date(2023, 7, 1))
    last_of_june = query.Wanted(first_day=datetime.date(2023, 6, 30), last_day=datetime.date(2023, 6, 30))
    assert len(query.page_of(given.LLR, first_of_july).entries) == 1
    assert query.page_of(given.LLR, last_of_june).entries == ()


def test_a_sound_trail_is_said_to_be_sound(lead):
    drawn(lead, 3)
    text = given.signed_in(lead).post(f"{TRAIL}/check").content.decode()
    assert "3 entries checked: nothing was changed, removed or added" in text
    assert AuditChain.objects.get(name=given.LLR).sha256 in text


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE store_auditentry SET actor_name = 'Somebody' WHERE position = 2", "entry 2 was changed after it"),
        ("UPDATE store_auditentry SET after = '{}' WHERE position = 1", "entry 1 was changed after it was written"),
        ("DELETE FROM store_auditentry WHERE position = 2", "after entry 1 comes entry 3"),
        ("DELETE FROM store_auditentry WHERE position = 3", "it ends at entry 2, and 3 were written"),
        ("UPDATE store_auditchain SET position = 2", "it ends at entry 2, and 2 were written"),
    ],
)
def test_tampering_is_found_and_said_where(lead, statement, told, run):
    drawn(lead, 3)
    assert audit.check(given.LLR).wrong == ()
    tampered(statement)
    assert told in "; ".join(audit.check(given.LLR).wrong)
    text = given.signed_in(lead).post(f"{TRAIL}/check").content.decode()
    assert "This trail was tampered with" in text
    assert told in text
    ran = run("audit", "verify", given.LLR)
    assert ran.status == 1
    assert told in ran.out
    told_in_json = run("audit", "verify", "--format", "json")
    assert told_in_json.status == 1
    assert told in " ".join(told_in_json.data["trails"][0]["wrong"])


def test_an_entry_beyond_an_end_that_was_put_back_is_found(lead):
    drawn(lead, 2)
    kept = AuditChain.objects.get(name=given.LLR)
    drawn(lead, 1)
    tampered("UPDATE store_auditchain SET position = %s, sha256 = %s WHERE id = %s", 2, kept.sha256, kept.pk)
    assert audit.check(given.LLR).wrong == (f"{given.LLR}: entry 3 stands beyond the end of the chain",)


def test_there_is_no_trail_to_check_where_there_is_none(run):
    with pytest.raises(NotThere):
        audit.check("nowhere")
    ran = run("audit", "verify", "nowhere")
    assert ran.status == 2
    assert "there is no trail 'nowhere'" in ran.err


def test_the_command_line_lists_entries_and_says_when_all_is_sound(lead, run):
    drawn(lead, 2)
    ran = run("audit", "verify")
    assert (ran.status, ran.out.startswith(f"{given.LLR}: 2 entries, nothing changed")) == (0, True)
    listed = run("audit", "list", given.LLR, "--subject", "sample 2", "--format", "json")
    assert [(each["position"], each["after"]) for each in listed.data["entries"]] == [(2, {"seed": "b"})]
    assert "Lee Lead (page)" in run("audit", "list", given.LLR).out


def test_a_download_is_complete_safe_and_noted(lead):
    drawn(lead, 2, subject="=HYPERLINK {}")
    response = given.signed_in(lead).post(f"{TRAIL}/export")
    assert response["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert [(row["position"], row["name"], row["after"]) for row in rows] == [
        ("1", "Lee Lead", '{"seed": "b"}'),
        ("2", "Lee Lead", '{"seed": "b"}'),
    ]
    assert rows[0]["subject"] == "'=HYPERLINK 1"
    noted = AuditEntry.objects.get(position=3)
    assert (noted.action, noted.subject) == ("export audit trail of the inspection", "audit trail")
    assert noted.after == {"entries up to": 2}


def test_a_narrowed_download_has_only_what_was_looked_for_and_says_so(lead):
    drawn(lead, 3)
    response = given.signed_in(lead).post(f"{TRAIL}/export", {"subject": "sample 2"})
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert [row["position"] for row in rows] == ["2"]
    assert AuditEntry.objects.get(position=4).after == {"entries up to": 3, "subject": "sample 2"}


def test_a_quality_lead_reads_and_may_not_take_away():
    inspection = given.inspection()
    reader = given.signed_in(given.member(inspection, Role.QUALITY_LEAD))
    page = reader.get(TRAIL)
    assert page.status_code == 200
    taking_away = f'action="{TRAIL}/export"'
    assert taking_away not in page.content.decode()
    assert taking_away in given.signed_in(given.member(inspection, Role.LEAD_INSPECTOR)).get(TRAIL).content.decode()
    assert reader.post(f"{TRAIL}/export").status_code == 403
    assert not AuditEntry.objects.filter(chain__name=given.LLR).exists()


def test_the_service_has_a_trail_of_its_own():
    auditor = given.person("Ann Auditor", "auditor")
    admin = given.person("Ada Administrator", "administrator")
    with change(given.actor(admin), Action.MANAGE_PEOPLE) as under_way:
        under_way.note("person 1", after={"office": "planner"})
    client = given.signed_in(auditor)
    assert "Manage people: Person 1" in client.get("/audit").content.decode()
    assert "1 entry checked" in client.post("/audit/check").content.decode()
    assert b"manage people" in b"".join(client.post("/audit/export").streaming_content)
    assert AuditEntry.objects.latest("position").action == "export audit trail of the service"


def test_going_back_to_the_address_of_a_check_shows_the_trail(lead):
    response = given.signed_in(lead).get(f"{TRAIL}/check")
    assert (response.status_code, response["Location"]) == (302, TRAIL)
