"""The ratings panel decides within its discretion, and signs off evidence that gives the same ratings ever after."""

import copy
import datetime
import hashlib
import json
import shutil
from pathlib import Path

import pytest
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate.framework.catalogue import load_edition
from inspectorate_app.actions import panel
from inspectorate_app.actions.edition import keep
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.actions.standard import judge
from inspectorate_app.demonstration.figures import published_figures
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
    AuditEntry,
    Case,
    CaseAssessment,
    Inspection,
    Panel,
    PanelDecision,
    StandardJudgement,
    StoredEdition,
    Tally,
)
from inspectorate_app.store.queries import panel as panels
from inspectorate_app.store.queries.edition import _loaded
from inspectorate_app.store.queries.inspection import facts_of
from inspectorate_app.store.queries.result import results
from tests.app import counted, given
from tests.app.results import EDITION, GOOD, NEAR, judge_all, published, submit_all, ten_cases

pytestmark = pytest.mark.django_db
HELD = datetime.date(2022, 12, 12)


@pytest.fixture
def inspection():
    return given.inspection(phase="panel")


@pytest.fixture
def member(inspection):
    return given.actor(given.member(inspection, Role.PANEL_MEMBER, "Pia Panel"))


@pytest.fixture
def near(inspection):
    """Ten cases: 2.2 'Requires improvement' at 60 per cent, which is five points from 'Good' (METHOD 1.6)."""
    ten_cases(inspection, NEAR)
    judge_all(inspection, GOOD)
    return inspection


def opened(member, inspection):
    return panel.open_panel(member, inspection.slug, held_on=HELD, members=[member.person, "Otto Outside"])


def signed_off(member, inspection):
    opened(member, inspection)
    return panel.sign_off(member, inspection.slug)


def test_the_published_figures_give_the_published_ratings(inspection, member, demonstration: Path):
    published(inspection, demonstration)
    signed_off(member, inspection)
    told = Panel.objects.get().ratings
    # The report of 9 February 2023: 2 of 27, Inadequate.
    assert f"{told['points']}/{told['maximum']}" == "2/27"
    assert told["overall"] == "Inadequate"
    printed = published_figures().ratings.standards
    # 2.6 Outcomes is reported for information.
    assert {id_: one["rating"] for id_, one in told["standards"].items() if id_ != "2.6"} == dict(printed)
    assert Panel.objects.get().evidence["about"]["case_assessments"] == 102


def test_a_panel_is_opened_with_its_date_and_members(inspection, member):
    opened(member, inspection)
    found = panels.current(facts_of(inspection))
    assert (found.held_on, found.members, found.state) == (HELD, ("Pia Panel", "Otto Outside"), "open")
    with pytest.raises(NotNow, match="open already"):
        opened(member, inspection)


def test_who_sits_must_be_someone(inspection, member):
    stranger = given.person("Stranger")
    for members in ([], [" "], [stranger.pk]):
        with pytest.raises(BadInput) as refused:
            panel.open_panel(member, inspection.slug, held_on=HELD, members=members)
        assert [fault.field for fault in refused.value.faults] == ["members"]
    with pytest.raises(BadInput) as refused:
        panel.open_panel(member, inspection.slug, held_on=datetime.date(2022, 1, 1), members=["Otto Outside"])
    assert [fault.field for fault in refused.value.faults] == ["held_on"]


def test_a_decision_stands_beside_the_computed_rating(near, member):
    opened(member, near)
    panel.decide(member, near.slug, "2.2", rating="Good", reason="Practice was improving.")
    rated = results(facts_of(near)).rated.standard("2.2")
    assert (rated.computed, rated.rating, rated.panel.members) == (
        "Requires improvement",
        "Good",
        ("Pia Panel", "Otto Outside"),
    )
    entry = AuditEntry.objects.get(subject="decision on standard 2.2")
    assert entry.after == {"rating": "Good", "reason": "Practice was improving.", "computed": "Requires improvement"}


@pytest.mark.parametrize(
    ("standard", "rating", "problem"),
    [
        ("2.2", "Outstanding", "beyond the panel's discretion at 60 per cent"),
        ("1.2", "Outstanding", "judged, not computed"),
    ],
)
def test_beyond_its_discretion_the_library_refuses(near, member, standard, rating, problem):
    opened(member, near)
    with pytest.raises(BadInput, match=problem):
        panel.decide(member, near.slug, standard, rating=rating, reason="We would like to.")
    assert not PanelDecision.objects.exists()


def test_where_no_boundary_is_near_there_is_nothing_to_decide(inspection, member, demonstration: Path):
    published(inspection, demonstration)
    opened(member, inspection)
    with pytest.raises(BadInput, match="31 per cent is not near a boundary"):
        panel.decide(member, inspection.slug, "2.2", rating="Requires improvement", reason="We would like to.")
    with pytest.raises(NotThere):
        panel.decide(member, inspection.slug, "9.9", rating="Good", reason="We would like to.")


def test_a_decision_needs_a_reason_and_can_be_withdrawn(near, member):
    opened(member, near)
    with pytest.raises(BadInput, match="reason is blank"):
        panel.decide(member, near.slug, "2.2", rating="Good", reason=" ")
    panel.decide(member, near.slug, "2.2", rating="Good", reason="Practice was improving.")
    panel.withdraw_decision(member, near.slug, "2.2")
    assert results(facts_of(near)).rated.standard("2.2").rating == "Requires improvement"
    with pytest.raises(NotThere):
        panel.withdraw_decision(member, near.slug, "2.2")


def test_nothing_is_signed_off_while_a_case_is_not_submitted(near, member):
    opened(member, near)
    with guard.allowed():
        CaseAssessment.objects.filter(case__number=3).update(state="in_progress")
    with pytest.raises(NotNow, match="1 of 10 cases of the main sample have no submitted assessment"):
        panel.sign_off(member, near.slug)


def test_nothing_is_signed_off_while_a_standard_has_no_rating(near, member):
    opened(member, near)
    with guard.allowed():
        StandardJudgement.objects.filter(standard="1.3").delete()
    with pytest.raises(NotNow, match=r"1\.3 .* has no rating"):
        panel.sign_off(member, near.slug)
    assert Panel.objects.get().state == "open"


def test_nothing_is_signed_off_before_the_day_of_the_panel(near, member):
    held_on = timezone.localdate() + datetime.timedelta(days=3)
    panel.open_panel(member, near.slug, held_on=held_on, members=["Otto Outside"])
    with pytest.raises(NotNow, match="still to come"):
        panel.sign_off(member, near.slug)


def test_a_decision_beside_another_rating_than_is_now_computed_is_not_signed_off(near, member):
    opened(member, near)
    panel.decide(member, near.slug, "2.2", rating="Good", reason="Practice was improving.")
    # The inspection went back, answers changed, and 2.2 is now computed as what had been decided: 7 of 10 throughout.
    with guard.allowed():
        Tally.objects.all().delete()
        CaseAssessment.objects.all().delete()
        Case.objects.all().delete()
    ten_cases(near, NEAR | {"2.2": [7, 7, 7]})
    assert results(facts_of(near)).computed.standard("2.2").computed == "Good"
    with pytest.raises(NotNow, match="was decided beside 'Requires improvement', and 'Good' is computed"):
        panel.sign_off(member, near.slug)
    panel.withdraw_decision(member, near.slug, "2.2")
    assert panel.sign_off(member, near.slug)


def test_the_evidence_gives_the_same_ratings_when_all_else_has_changed(near, member):
    opened(member, near)
    panel.decide(member, near.slug, "2.2", rating="Good", reason="Practice was improving.")
    sha256 = panel.sign_off(member, near.slug)
    with guard.allowed():
        Tally.objects.all().delete()
        StandardJudgement.objects.all().update(rating="Inadequate")
        PanelDecision.objects.all().delete()
    found = panels.current(facts_of(near))
    again = panels.rate_again(found)
    assert again.agrees
    assert again.sha256 == sha256 == found.sha256
    # 4 judged Good, 2.2 decided Good, 2.1 and 2.3 at 60: 2 x 1, 2.4 at 70: 2, 2.5 at 80: 3. 8 + 2 + 2 + 2 + 3 = 17.
    assert (again.rated.points, again.rated.maximum, again.rated.overall) == (17, 27, "Good")


def test_the_evidence_is_rated_when_the_files_of_the_edition_are_gone(near, member, tmp_path: Path):
    folder = tmp_path / "edition"
    shutil.copytree(EDITION.folder, folder)
    bands = folder / "rating.yaml"
    bands.write_text(bands.read_text().replace("from_percent: 65", "from_percent: 60"))
    with guard.allowed():
        Inspection.objects.update(edition=keep(load_edition(folder)))
    near.refresh_from_db()
    signed_off(member, near)
    shutil.rmtree(folder)
    _loaded.cache_clear()
    again = panels.rate_again(panels.current(facts_of(near)))
    assert again.agrees
    assert again.rated.standard("2.2").rating == "Good"  # by the bands of this text: 60 per cent


def test_a_change_of_the_evidence_shows(near, member):
    signed_off(member, near)
    row = Panel.objects.get()
    changed = copy.deepcopy(row.evidence)
    changed["counts"]["2.2.1"].update(yes=9, no=1)
    with guard.allowed():
        Panel.objects.update(evidence=changed)
    again = panels.rate_again(panels.current(facts_of(near)))
    assert not again.agrees
    assert again.faults[0] == "The evidence is not the evidence that was signed off."
    assert "Standard 2.2 was signed off as 'Requires improvement'; the evidence gives 'Good'." in again.faults


def test_a_change_of_the_kept_edition_shows(near, member):
    signed_off(member, near)
    stored = StoredEdition.objects.get()
    files = dict(stored.files)
    files["rating.yaml"] = files["rating.yaml"].replace("from_percent: 65", "from_percent: 60")
    with guard.allowed():
        StoredEdition.objects.update(files=files)
    _loaded.cache_clear()
    again = panels.rate_again(panels.current(facts_of(near)))
    _loaded.cache_clear()
    assert again.rated is None
    assert any("another text of the edition" in fault for fault in again.faults)


def test_the_hash_is_of_the_canonical_json(near, member):
    sha256 = signed_off(member, near)
    evidence = Panel.objects.get().evidence
    text = json.dumps(evidence, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == sha256
    assert evidence["edition_sha256"] == near.edition.sha256
    assert set(evidence["counts"]) == set(EDITION.question_by_id)
    assert evidence["about"]["samples"][0]["record_sha256"] == hashlib.sha256(b"{}").hexdigest()


def test_reopening_keeps_what_was_signed_off(near, member):
    sha256 = signed_off(member, near)
    with pytest.raises(NotNow, match="signed off"):
        panel.decide(member, near.slug, "2.2", rating="Good", reason="Practice was improving.")
    with pytest.raises(BadInput, match="reason is blank"):
        panel.reopen_panel(member, near.slug, reason="")
    panel.reopen_panel(member, near.slug, reason="A court report had been counted twice.")
    with pytest.raises(NotNow, match="nothing to reopen"):
        panel.reopen_panel(member, near.slug, reason="Again.")
    opened(member, near)
    panel.decide(member, near.slug, "2.2", rating="Good", reason="Practice was improving.")
    second = panel.sign_off(member, near.slug)
    first, last = panels.panels(facts_of(near))
    assert (first.state, first.sha256, last.state, last.sha256) == ("reopened", sha256, "signed_off", second)
    assert second != sha256
    assert panels.rate_again(first).agrees
    assert panels.rate_again(last).agrees


def test_what_is_signed_off_is_not_judged_otherwise(near, member):
    signed_off(member, near)
    with guard.allowed():
        Inspection.objects.update(phase="analysis")
    lead = given.actor(given.member(near, Role.LEAD_INSPECTOR))
    with pytest.raises(NotNow, match="signed off"):
        judge(lead, near.slug, "1.2", rating="Inadequate", reason="Vacancies.", version=1)


def test_the_lead_inspector_opens_a_panel_and_does_not_decide(near, member):
    lead = given.actor(given.member(near, Role.LEAD_INSPECTOR))
    panel.open_panel(lead, near.slug, held_on=HELD, members=["Otto Outside"])
    for attempt in (
        lambda: panel.decide(lead, near.slug, "2.2", rating="Good", reason="x"),
        lambda: panel.withdraw_decision(lead, near.slug, "2.2"),
        lambda: panel.sign_off(lead, near.slug),
        lambda: panel.reopen_panel(lead, near.slug, reason="x"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


@pytest.mark.parametrize("cases", [1, 30])
def test_results_cost_as_many_queries_however_many_cases(inspection, cases, django_assert_num_queries):
    references = [f"SYN{number:03}" for number in range(cases)]
    submit_all(inspection, references)
    counted.tally(inspection, EDITION, {name: {"2.2.1": "yes"} for name in references}, {})
    facts = facts_of(inspection)
    results(facts)  # the edition is read once a process
    with django_assert_num_queries(4):  # tally, judgements, panels, cases
        found = results(facts)
    assert (found.cases, found.findings.cases) == (cases, cases)
