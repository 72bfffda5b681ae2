"""``/metrics``: off unless a token is set, for its bearer alone, and with nothing in it that names anyone."""

import re

import pytest
from django.conf import settings
from django.test import Client

from inspectorate_app import metric
from inspectorate_app.actions.permission import Role
from tests.app import given

TOKEN = "t" * 32
pytestmark = pytest.mark.django_db


@pytest.fixture
def counting(monkeypatch):
    monkeypatch.setattr(settings, "METRICS_TOKEN", TOKEN)
    monkeypatch.setattr(metric, "_counted", None)


def asked():
    response = Client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert response.status_code == 200
    return response.content.decode()


def value(text, name):
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else None


def test_without_a_token_in_the_settings_there_is_no_such_page_and_nothing_is_counted(monkeypatch):
    monkeypatch.setattr(metric, "_counted", None)
    assert Client().get("/metrics").status_code == 404
    assert Client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    assert metric._counted is None


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer ", f"Bearer {TOKEN[1:]}", f"Basic {TOKEN}", "Bearer \u00e9"])
def test_only_the_bearer_of_the_token_reads_it(counting, sent):
    response = Client().get("/metrics", headers={"Authorization": sent})
    assert (response.status_code, response.content) == (401, b"")


def test_requests_are_counted_by_the_pattern_of_their_address(counting):
    inspection = given.inspection()
    client = given.signed_in(given.member(inspection, Role.LEAD_INSPECTOR, "Lea Lead"))
    for _ in range(3):
        client.get(f"/inspections/{inspection.slug}/")
    client.get("/nowhere/lea.lead")
    told = asked()
    of = 'method="GET",route="inspections/<slug:inspection>/"'
    assert value(told, f'inspectorate_requests_total{{{of},status="200"}}') == 3
    assert value(told, f"inspectorate_request_seconds_count{{{of}}}") == 3
    assert value(told, 'inspectorate_requests_total{method="GET",route="none",status="404"}') == 1
    for private in (inspection.slug, "Lea", "lea.lead", "SYN001", client.session.session_key):
        assert private not in told


def test_changes_and_refusals_are_counted_and(counting, run):
    inspection = given.inspection()
    client = given.signed_in(given.member(inspection, Role.INSPECTOR))
    assert client.get(f"/inspections/{inspection.slug}/sample/").status_code == 403
    assert run("user", "invite", "Some One", "someone@inspectorate.test").status == 0
    told = asked()
    assert value(told, 'inspectorate_refusals_total{kind="NotAllowed"}') == 1
    assert value(told, 'inspectorate_changes_total{action="manage people"}') == 1


def test_the_size_of_the_database_its_jobs_and_its_last_backup_are_told(counting):
    from django_tasks_db.models import DBTaskResult

    from inspectorate_app.actions.expiry import clear_what_has_expired

    clear_what_has_expired.enqueue()
    told = asked()
    assert value(told, 'inspectorate_jobs{state="waiting"}') == DBTaskResult.objects.count() == 1
    assert value(told, 'inspectorate_jobs{state="failed"}') == 0
    assert value(told, 'inspectorate_mails{state="given_up"}') == 0
    # A database with all its tables and nothing in them has some hundred kilobytes or more.
    assert (value(told, "inspectorate_database_bytes") or 0) > 100_000
    assert value(told, "inspectorate_last_backup_timestamp_seconds") is None


def test_prometheus_can_read_it(counting):
    from prometheus_client.parser import text_string_to_metric_families

    Client().get("/health")
    families = {family.name for family in text_string_to_metric_families(asked())}
    assert {"inspectorate_requests", "inspectorate_request_seconds", "inspectorate_jobs"} <= families
