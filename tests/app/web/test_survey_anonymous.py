"""Two hundred answers, and then everything that is kept is gone through for what could tie one to a person, a link or a
moment: tables, keys, order, sessions, caches, the trail and the log (docs/adr/0018-anonymous-surveys.md).
"""

import json
import logging
from collections.abc import Iterator
from math import sqrt
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.test import Client
from django.utils import timezone

from inspectorate_app import log
from inspectorate_app.actions import survey, survey_answer
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.survey_pool import unseal
from inspectorate_app.rate import WINDOW
from inspectorate_app.store.models import (
    AuditChain,
    AuditEntry,
    Person,
    Quotation,
    Retry,
    Survey,
    SurveyLink,
    SurveyPool,
    SurveyResponse,
)
from inspectorate_app.store.seal import unseal as unseal_text
from tests.app import given

pytestmark = pytest.mark.django_db

PEOPLE = 200
#: Choices of three questions with six each, so that every respondent answers otherwise: 6 x 6 x 6 is 216.
OFTEN = ("always", "most_of_the_time", "sometimes", "rarely", "never", "do_not_know")
AGREED = ("strongly_agree", "agree", "neither", "disagree", "strongly_disagree", "not_for_me")
#: Of orders drawn by lot the correlation has a standard deviation of 1 / sqrt(n - 1), here 0.07: five of them happen
#: once in two million. An order that is kept has 1.
CHANCE = 5 / sqrt(PEOPLE - 1)


def answers_of(number: int) -> dict[str, str]:
    digits = number % 6, number // 6 % 6, number // 36 % 6
    chosen = OFTEN[digits[0]], AGREED[digits[1]], AGREED[digits[2]]
    return dict(zip(("quality_priority", "change_managed", "workload"), chosen, strict=True))


def number_of(answers: dict[str, str]) -> int:
    often, agreed = OFTEN.index(answers["quality_priority"]), AGREED.index(answers["change_managed"])
    return often + 6 * agreed + 36 * AGREED.index(answers["workload"])


def correlation(order: list[int]) -> float:
    """Spearman's, of the numbers 0 to n - 1 in some order with the order of answering."""
    n = len(order)
    return 1 - 6 * sum((place - number) ** 2 for place, number in enumerate(order)) / (n * (n * n - 1))


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Any]:
    root = logging.getLogger()
    before = root.handlers[:]
    log.configure({"format": "json"})
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    log.configure({"format": "text"})
    root.handlers = before


@pytest.fixture
def lead() -> Any:
    inspection = given.inspection()
    return given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


def opened(lead: Any, links: int) -> tuple[int, list[str]]:
    today = timezone.localdate()
    number = survey.open_survey(lead, given.LLR, questionnaire="staff", opens_on=today, closes_on=today)
    return number, survey.make_links(lead, given.LLR, number, links)


def sent(client: Client, word: str, number: int) -> None:
    data = {f"q-{name}": text for name, text in answers_of(number).items()}
    data |= {"q-helps": f"I am respondent {number}", "at": "check", "go": "send"}
    WINDOW.forget()
    response = client.post(f"/survey/{word}", data)
    assert (response.status_code, response["Location"]) == (302, "/survey/sent")
    assert not client.cookies


def everything() -> str:
    """Every value of every table, as one text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - from the database itself
            found += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found)


def test_nothing_that_is_kept_joins_an_answer_to_a_person_a_link_or_a_moment(lead: Any, lines: Any) -> None:
    number, words = opened(lead, PEOPLE)
    staff = given.signed_in(Person.objects.get(name="Lee Lead"))
    before = AuditEntry.objects.count(), Session.objects.count(), Retry.objects.count()
    chains = list(AuditChain.objects.exclude(name="service").values_list("name", "position"))
    lines()
    for answering, word in enumerate(words):
        sent(Client(), word, answering)
    # Someone who is signed in on the same machine leaves no more.
    staff.get("/survey/sent")
    assert (AuditEntry.objects.count(), Session.objects.count(), Retry.objects.count()) == before
    assert list(AuditChain.objects.exclude(name="service").values_list("name", "position")) == chains
    assert lines() == []
    assert Survey.objects.get().answered == PEOPLE
    assert not SurveyLink.objects.exists()
    # Who has the database and the key finds the answers in no order.
    waiting = [number_of(each) for each in unseal(SurveyPool.objects.get().sealed)]
    assert sorted(waiting) == list(range(PEOPLE))
    assert abs(correlation(waiting)) < CHANCE
    survey.close(lead, given.LLR, number)
    look_for_orders()
    look_for_ties(words)
    (entry,) = AuditEntry.objects.filter(after__closed=True)
    assert set(entry.after) == {"closed", "answers", "kept", "quotations", "links_unused"}


def look_for_orders() -> None:
    """No column, and no order in which rows lie, goes with the order of answering."""
    hidden = "rowid" if connection.vendor == "sqlite" else "ctid"
    for table, columns, numbered in (
        (SurveyResponse, ("id", "survey_id", "answers", hidden), lambda row: number_of(row.answers)),
        (
            Quotation,
            ("id", "survey_id", "question", "text", "state", hidden),
            lambda row: int(unseal_text(row.text).decode().split()[-1]),
        ),
    ):
        name = table._meta.db_table
        for column in columns:
            ordered = "answers::text" if column == "answers" and connection.vendor == "postgresql" else column
            sql = f"SELECT * FROM {name} ORDER BY {ordered}, {hidden}"  # noqa: S608 - our own names
            order = [numbered(row) for row in table.objects.raw(sql)]
            assert sorted(order) == list(range(PEOPLE))
            # The answers themselves tell which answers they are, and in this test so their number.
            assert column == "answers" or abs(correlation(order)) < CHANCE, (name, column)
        unordered = [numbered(row) for row in table.objects.raw(f"SELECT * FROM {name}")]  # noqa: S608 - our own name
        assert abs(correlation(unordered)) < CHANCE, name
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT DISTINCT xmin::text FROM {name}")  # noqa: S608 - our own name
                assert len(cursor.fetchall()) == 1, "several transactions wrote the answers"


def look_for_ties(words: list[str]) -> None:
    """No table points to an answer, holds the key of one, or a word or hash of a link."""
    ids = {str(each.pk) for table in (SurveyResponse, Quotation) for each in table.objects.all()}
    kept = everything()
    for word in words:
        assert word not in kept
        assert survey_answer.sha256_of(word) not in kept
    own = {SurveyResponse._meta.db_table, Quotation._meta.db_table}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            relations = connection.introspection.get_relations(cursor, table)
            aims = {aim[1] for aim in relations.values()}
            assert not aims & own, f"{table} points to answers"
            if table in own:
                assert aims == {Survey._meta.db_table}, f"{table} points elsewhere than to its survey"
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - from the database itself
            values = {str(value) for row in cursor.fetchall() for value in row}
            assert not ids & values, f"{table} holds the key of an answer"
            assert not {each.replace("-", "") for each in ids} & values, f"{table} holds the key of an answer"


def test_the_tables_of_answers_have_these_columns_and_no_others() -> None:
    """Whoever adds one must first say here, and in the decision record, why it ties an answer to nobody."""
    columns = {
        table: {(field.column, type(field)) for field in table._meta.fields}
        for table in (SurveyLink, SurveyPool, SurveyResponse, Quotation)
    }
    assert columns == {
        SurveyLink: {("sha256", models.CharField), ("survey_id", models.ForeignKey)},
        SurveyPool: {("survey_id", models.OneToOneField), ("sealed", models.BinaryField)},
        SurveyResponse: {
            ("id", models.UUIDField),
            ("survey_id", models.ForeignKey),
            ("answers", models.JSONField),
        },
        Quotation: {
            ("id", models.UUIDField),
            ("survey_id", models.ForeignKey),
            ("question", models.CharField),
            ("text", models.TextField),
            ("state", models.CharField),
        },
    }
    for model in apps.get_models():
        aims = {
            field.related_model for field in model._meta.get_fields() if field.is_relation and not field.auto_created
        }
        assert not aims & {SurveyLink, SurveyPool, SurveyResponse, Quotation}, model


def test_the_sealed_answers_do_not_tell_how_long_the_last_was(lead: Any) -> None:
    _, words = opened(lead, 5)
    lengths = {len(SurveyPool.objects.get().sealed)}
    for word, length in zip(words, (1, 2_000, 300, 20, 1_999), strict=True):
        survey_answer.answer(word, {"helps": ["x" * length]})
        lengths.add(len(SurveyPool.objects.get().sealed))
    assert len(lengths) == 1


def test_links_lie_in_the_order_of_their_hashes_and_not_as_they_were_told(lead: Any) -> None:
    _, words = opened(lead, PEOPLE)
    order = {survey_answer.sha256_of(word): place for place, word in enumerate(words)}
    lying = [order[each.sha256] for each in SurveyLink.objects.raw("SELECT * FROM store_surveylink")]
    assert abs(correlation(lying)) < CHANCE


def test_a_fault_is_logged_with_its_day_and_without_link_person_and_request(
    lead: Any, lines: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, (word,) = opened(lead, 1)
    client = given.signed_in(Person.objects.get(name="Lee Lead"))
    client.raise_request_exception = False
    monkeypatch.setattr(survey_answer, "read_answers", None)  # calling it fails
    lines()
    response = client.post(f"/survey/{word}", {"q-change_managed": "agree", "go": "send"})
    assert response.status_code == 500
    (line,) = [each for each in lines() if each["logger"] == "inspectorate.request"]
    assert line["timestamp"] == timezone.now().date().isoformat()
    assert set(line) - {"message"} == {"event", "level", "logger", "timestamp", "route", "status", "fault"}
    assert word not in json.dumps(line)
    assert SurveyLink.objects.exists()


def test_an_address_of_a_survey_loses_its_word_in_any_line(lines: Any) -> None:
    logging.getLogger("elsewhere").warning("Not Found: /survey/abcd-efgh-jkmn-pqrs-tuvw")
    (line,) = lines()
    assert line["event"] == "Not Found: /survey/..."


def test_words_that_open_nothing_are_limited_and_offices_are_not(lead: Any, settings: Any) -> None:
    settings.SIGN_INS_A_MINUTE = 5
    _, (word,) = opened(lead, 1)
    for _ in range(20):  # many pages, from one address
        assert Client().post(f"/survey/{word}", {"at": "", "go": "next"}).status_code == 200
    tried = [Client().get(f"/survey/guess-{each}").status_code for each in range(6)]
    assert tried == [404] * 5 + [429]


def test_the_pages_tell_nobody_where_one_came_from(lead: Any) -> None:
    _, (word,) = opened(lead, 1)
    response = Client().get(f"/survey/{word}")
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "no-store"
    signed_in = given.signed_in(Person.objects.get(name="Lee Lead")).get(f"/survey/{word}")
    assert b"Lee Lead" not in signed_in.content
