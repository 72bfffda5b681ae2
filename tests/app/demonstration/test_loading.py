"""The demonstration in the application: loaded through the actions, it comes to what was published."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from inspectorate.report.plain_text import plain_text
from inspectorate_app.actions import audit
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.grounds import grounds
from inspectorate_app.actions.notification_reading import told
from inspectorate_app.actions.panel import sign_off
from inspectorate_app.demonstration import draft, loading, notification, sign_in
from inspectorate_app.demonstration.figures import published_figures
from inspectorate_app.demonstration.loading import Loaded
from inspectorate_app.store.models import ContextValue, Inspection, Person, Publication
from inspectorate_app.store.queries import (
    accuracy,
    draft_check,
    embargo,
    hold,
    previous_recommendation,
    public_publication,
    recommendation,
    review,
)
from inspectorate_app.store.queries import audit as trails
from inspectorate_app.store.queries.finding import findings
from inspectorate_app.store.queries.inspection import InspectionFacts, find
from inspectorate_app.store.queries.result import results

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def loaded(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Loaded:
    """With SQLite, a copy of what the command loaded once in this run; with another database, loaded into it here."""
    if connection.vendor != "sqlite":
        return loading.load()
    folder = tmp_path / "demonstration"
    shutil.copytree(request.getfixturevalue("loaded_demonstration"), folder)
    connection.close()
    there, here = folder / "inspectorate.sqlite3", connection.settings_dict["NAME"]
    with closing(sqlite3.connect(there)) as source, closing(sqlite3.connect(here)) as target:
        source.backup(target)
    settings.DATA, settings.SECRET_KEY = folder, (folder / "secret-key").read_text(encoding="utf-8")
    told = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    return Loaded(told["password"], tuple(told["inspections"]), told["caseload"])


def test_it_comes_to_what_was_published_and_each_role_can_sign_in_and_has_something_to_do(loaded: Loaded) -> None:
    """One test, since loading takes some seconds."""
    phases = {row.slug: (row.phase, row.demonstration) for row in Inspection.objects.all()}
    leicester, fieldwork, evidence, announced, drafting, checking, prepared, published = loaded.inspections
    assert phases == {
        leicester: ("panel", True),
        fieldwork: ("fieldwork", True),
        evidence: ("evidence", True),
        announced: ("announced", True),
        drafting: ("drafting", True),
        checking: ("factual_accuracy", True),
        prepared: ("factual_accuracy", True),
        published: ("published", True),
    }
    _each_step_from_ratings_to_print_waits_for_someone(drafting, checking, prepared, published)
    _comes_to_what_was_published(leicester)
    _findings_show_each_mark(leicester)
    _as_many_recommendations_as_were_published(leicester)
    _fieldwork_is_under_way(fieldwork)
    _first_findings_rest_on_what_was_gathered(fieldwork)
    _every_part_is_written_and_borne_out(drafting)
    assert {chain: audit.check(chain).wrong for chain in trails.chain_names()} == dict.fromkeys(
        trails.chain_names(), ()
    )
    for someone in Person.objects.all():
        unread = told(Actor(someone.pk, someone.name, someone.office), unread=True)
        assert 1 <= len(unread) <= notification.UNREAD, f"{someone.name} has something to read, and not too much"
    panel = Person.objects.get(email="panel@demonstration.invalid")
    assert len(sign_off(Actor(panel.pk, panel.name), leicester)) == 64
    draft.write(_actors(), _found(leicester))
    _every_part_is_written_and_borne_out(leicester)
    for who in sign_in.PEOPLE:
        _signs_in(who.email, loaded.password, sign_in.code(who.key) or "")
    assert sign_in.code("nobody") is None


def _each_step_from_ratings_to_print_waits_for_someone(
    drafting: str, checking: str, prepared: str, published: str
) -> None:
    """A review, an answer, an approval and a judgement are to be done; the public sees what is synthetic."""
    assert [each.state for each in review.reviews(_found(drafting))] == ["asked"]
    (check,) = accuracy.sent_to(_found(checking))
    assert (check.state, [bool(each.verdict) for each in check.comments]) == ("submitted", [True, False])
    assert [each.lifted_at is None for each in hold.holds(_found(prepared).id)] == [False]
    (copy,) = embargo.copies(_found(prepared).id)
    assert (copy.opened, copy.accepted_at is None, copy.revoked_at is None) == (1, False, False)
    states = dict(Publication.objects.values_list("inspection__slug", "state"))
    assert states == {prepared: "prepared", published: "published"}
    (public,) = public_publication.published()
    assert (public.slug, public.demonstration) == (published, True)
    assert {each.kind for each in public.current.files} == {"report", "press-release", "poster", "workbook"}
    assert public.progress


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


def _every_part_is_written_and_borne_out(slug: str) -> None:
    """Of each document but the letter, whose parts are others: no claim is open, no number missing, no style remark."""
    known = draft_check.evidence(_found(slug))
    for kind in ("report", "press-release", "slides"):
        for each in draft_check.standing(_found(slug), kind, known):
            assert each.draft.words > 10, (kind, each.draft.place.id)
            assert each.checked.is_ready, (kind, each.draft.place.id, each.checked)
            assert each.checked.remarks == (), (kind, each.draft.place.id)
    report = draft_check.composed(_found(slug), "report", known)
    assert report is not None
    assert "{{" not in plain_text(report)
    assert "This report is synthetic." in plain_text(report)


def _found(slug: str) -> InspectionFacts:
    facts = find(slug)
    assert facts
    return facts


def _actors() -> dict[str, Actor]:
    lead = Person.objects.get(email="lead@demonstration.invalid")
    return {"lead": Actor(lead.pk, lead.name, lead.office)}


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
