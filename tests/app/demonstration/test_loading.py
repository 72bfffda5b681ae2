"""The demonstration in the application: loaded through the actions, it comes to what was published."""

import pytest
from django.test import Client

from inspectorate_app.actions import audit
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.grounds import grounds
from inspectorate_app.actions.notification_reading import told
from inspectorate_app.actions.panel import sign_off
from inspectorate_app.demonstration import loading, notification, sign_in
from inspectorate_app.demonstration.figures import published_figures
from inspectorate_app.store.models import ContextValue, Inspection, Person
from inspectorate_app.store.queries import audit as trails
from inspectorate_app.store.queries import previous_recommendation, recommendation
from inspectorate_app.store.queries.finding import findings
from inspectorate_app.store.queries.inspection import find
from inspectorate_app.store.queries.result import results

pytestmark = pytest.mark.django_db


def test_it_comes_to_what_was_published_and_each_role_can_sign_in_and_has_something_to_do() -> None:
    """One test, since loading takes some seconds."""
    loaded = loading.load()
    phases = {row.slug: (row.phase, row.demonstration) for row in Inspection.objects.all()}
    leicester, fieldwork, evidence, announced = loaded.inspections
    assert phases == {
        leicester: ("panel", True),
        fieldwork: ("fieldwork", True),
        evidence: ("evidence", True),
        announced: ("announced", True),
    }
    _comes_to_what_was_published(leicester)
    _findings_show_each_mark(leicester)
    _as_many_recommendations_as_were_published(leicester)
    _fieldwork_is_under_way(fieldwork)
    _first_findings_rest_on_what_was_gathered(fieldwork)
    assert {chain: audit.check(chain).wrong for chain in trails.chain_names()} == dict.fromkeys(
        trails.chain_names(), ()
    )
    for someone in Person.objects.all():
        unread = told(Actor(someone.pk, someone.name, someone.office), unread=True)
        assert 1 <= len(unread) <= notification.UNREAD, f"{someone.name} has something to read, and not too much"
    panel = Person.objects.get(email="panel@demonstration.invalid")
    assert len(sign_off(Actor(panel.pk, panel.name), leicester)) == 64
    for who in sign_in.PEOPLE:
        _signs_in(who.email, loaded.password, sign_in.code(who.key) or "")
    assert sign_in.code("nobody") is None


def _comes_to_what_was_published(slug: str) -> None:
    facts, printed = find(slug), published_figures().ratings
    assert facts
    rated = results(facts).computed
    assert rated
    assert f"{rated.points}/{rated.maximum}" == printed.score == "2/27"
    assert rated.overall == printed.overall == "Inadequate"
    assert {one.standard.id: one.rating for one in rated.standards if one.rating} == dict(printed.standards)


def _first_findings_rest_on_what_was_gathered(slug: str) -> None:
    """Neither the findings nor the context of an inspection in fieldwork is empty, and all that is made up says so."""
    lead, facts = Person.objects.get(email="lead@demonstration.invalid"), find(slug)
    assert facts
    found = grounds(Actor(lead.pk, lead.name), facts, findings(facts))
    assert sorted((len(each.finding.sources), each.finding.heading) for each in found) == [
        (0, "P 1.1"),
        (1, "P 1.2"),
        (2, "P 1.2"),
    ]
    assert not [each for each in found if each.changed]
    assert all(each.finding.text.startswith("Synthetic: ") for each in found)
    figures = ContextValue.objects.filter(figure__inspection__slug=slug)
    assert [each.source for each in figures] == ["Synthetic: made up for the demonstration"] * 3


def _findings_show_each_mark(slug: str) -> None:
    """Something to do for whoever opens the room: none, a judgement, one source, one kind, two kinds, and a change."""
    facts = find(slug)
    lead = Person.objects.get(email="lead@demonstration.invalid")
    assert facts
    found = grounds(Actor(lead.pk, lead.name), facts, findings(facts))
    supports = [each.finding.support for each in found]
    assert {(min(one.sources, 2), len(one.kinds)) for one in supports} == {(0, 0), (1, 0), (1, 1), (2, 1), (2, 2)}
    titles = {source.tied.key: source.tied.title for each in found for source in each.shown if source.tied.why}
    assert titles["1"].startswith("Vacancy rate, court staff")
    assert titles["4"].startswith("Workload, Probation Officer grade")
    assert [each.finding.heading for each in found if each.changed] == ["1.4"]
    by_key = {source.tied.key: source.tied.words for each in found for source in each.shown}
    # As printed: the safety of victims in 45 of 95 cases, 47.4 per cent; no effective oversight in 74 per cent of 102.
    assert by_key["2.2.3c"] == "45 out of 95, 47 per cent"
    assert by_key["management_oversight"].startswith("27 out of 102, 26 per cent")


def _as_many_recommendations_as_were_published(slug: str) -> None:
    """S2: eight to the PDU, three to the region, two to HMPPS; one rests on nothing, one is proposed."""
    facts = find(slug)
    assert facts
    assert [len(group.items) for group in recommendation.groups(facts)] == [8, 3, 2]
    assert [one.printed for one in recommendation.standing(facts) if not one.borne_out] == [13]
    assert len(recommendation.proposed(facts)) == 1
    statuses = [one.status for one in previous_recommendation.previous(facts)]
    assert statuses == ["none", "sufficient", "some", ""]
    assert all(one.text.startswith("Synthetic") for one in previous_recommendation.previous(facts))


def _fieldwork_is_under_way(slug: str) -> None:
    cases = Inspection.objects.get(slug=slug).cases.filter(role="main")
    assert cases.count() == loading.SMALL
    assert cases.filter(assessment__state="submitted").count() == loading.SUBMITTED
    assert cases.filter(assessment__state="in_progress").count() == loading.BEGUN


def _signs_in(email: str, password: str, code: str) -> None:
    client = Client()
    response = client.post("/account/sign-in", {"login": email, "password": password})
    assert response.status_code == 302, email
    response = client.post(response["Location"], {"code": code})
    assert (response.status_code, client.get("/").status_code) == (302, 200), email
