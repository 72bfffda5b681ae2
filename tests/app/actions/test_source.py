"""What findings rest on: who may see it, the words as they stood when it was tied, and what changed since."""

import json

import pytest

from inspectorate.case import Case
from inspectorate_app.actions import finding as findings
from inspectorate_app.actions import meeting_note, name, source
from inspectorate_app.actions.grounds import SEEN_BY, choice, digest, grounds, one_of
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotNow, NotThere, Overtaken
from inspectorate_app.actions.search import search
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
    Answer,
    AuditEntry,
    CaseAssessment,
    FindingSource,
    Inspection,
    StandardJudgement,
)
from inspectorate_app.store.queries import finding as query
from inspectorate_app.store.queries.inspection import facts_of
from inspectorate_app.store.queries.offer import OFFERED, filtered
from tests.app import counted, given
from tests.app.results import EDITION, judge_all, published, ten_cases

pytestmark = pytest.mark.django_db
REASON = "Nobody asked the partner of Jo Surname."


@pytest.fixture
def inspection():
    return given.inspection(phase="analysis")


@pytest.fixture
def lead(inspection):
    return given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


def member(inspection, role, **facts):
    return given.actor(given.member(inspection, role, **facts))


def finding(lead, inspection, heading="2.2"):
    return findings.write(lead, inspection.slug, heading=heading, kind="improvement", text="Risk was not analysed.")


def seen(actor, inspection, number):
    facts = facts_of(inspection)
    return grounds(actor, facts, [query.find(facts, number)])[0]


def with_a_reason(inspection, reason=REASON):
    """Case 1, submitted, with a reason for 2.2.3."""
    case = given.cases(inspection, ["SYN001"], area="North")[0]
    with guard.allowed():
        of = CaseAssessment.objects.create(
            case=case, inspection=inspection, state="submitted", started_by=inspection.set_up_by
        )
        return Answer.objects.create(
            assessment=of, question="2.2.3", answer="no", reason=reason, saved_by=inspection.set_up_by
        )


def counts_of_engagement(inspection, yes, cases):
    """2.2.1 answered yes in so many of some cases, as submissions would have counted it."""
    answers = {f"SYN{place:03}": {"2.2.1": "yes" if place < yes else "no"} for place in range(cases)}
    counted.tally(inspection, EDITION, answers, {name: Case(name, {}) for name in answers})


def by_key(actor, inspection, kind):
    return {each.key: each for each in choice(actor, facts_of(inspection)) if each.kind == kind}


def test_the_published_counts_are_offered_in_words(inspection, lead, demonstration):
    published(inspection, demonstration)
    offered = by_key(lead, inspection, "results")
    # Leicester, Leicestershire and Rutland: one of 19 court reports was sufficient, 5 per cent; in 15 of 32 cases the
    # risk needs were not addressed before release, so that in 17 of 32, 53.1 per cent, they were.
    assert offered["2.1.1"].words == "1 out of 19, 5 per cent"
    assert offered["risk_needs_addressed"].words == "17 out of 32, 53 per cent"
    assert offered["2.1.1"].standards == {"2.1"}
    assert offered["risk_needs_addressed"].standards == frozenset()
    judged = by_key(lead, inspection, "standards")
    assert judged["1.1"].words == "Inadequate. Made up for a test."
    assert set(judged) == {"1.1", "1.2", "1.3", "1.4"}


def test_small_groups_are_not_told(inspection, lead):
    ten_cases(inspection, {"2.2": [6, 7, 7]})
    assert by_key(lead, inspection, "results")["2.2.1"].words == "6 out of 10, 60 per cent"
    other = given.inspection("of-four", phase="analysis")
    four = given.actor(given.member(other, Role.LEAD_INSPECTOR, "Four Lead"))
    counts_of_engagement(other, 4, 4)
    assert by_key(four, other, "results")["2.2.1"].words == "Fewer than 5 relevant cases: the counts are not told"


def test_reasons_on_cases_are_for_who_may_see_all_cases_and_not_for_who_must_not_read_them(inspection, lead):
    with_a_reason(inspection)
    assert by_key(lead, inspection, "cases")["1/2.2.3"].words == f"No. {REASON}"
    for role in (Role.INSPECTOR, Role.PANEL_MEMBER):
        assert by_key(member(inspection, role), inspection, "cases") == {}
    kept_off = member(inspection, Role.ANALYST, conflicts=["SYN001"])
    assert by_key(kept_off, inspection, "cases") == {}
    with pytest.raises(NotThere):
        one_of(kept_off, facts_of(inspection), "cases", "1/2.2.3")
    number = finding(lead, inspection)
    source.tie(lead, inspection.slug, number, kind="cases", key="1/2.2.3")
    for actor in (kept_off, member(inspection, Role.QUALITY_LEAD, conflicts=["syn001"], name="Quinn")):
        assert (seen(actor, inspection, number).shown, seen(actor, inspection, number).unseen) == ((), 1)
    (shown,) = seen(lead, inspection, number).shown
    assert shown.tied.words == f"No. {REASON}"
    panel = Role.PANEL_MEMBER
    assert seen(given.actor(inspection.memberships.get(role=panel).person), inspection, number).unseen == 1


def test_a_case_that_is_reopened_offers_nothing(inspection, lead):
    with_a_reason(inspection)
    number = finding(lead, inspection)
    source.tie(lead, inspection.slug, number, kind="cases", key="1/2.2.3")
    with guard.allowed():
        CaseAssessment.objects.update(state="in_progress")
    assert by_key(lead, inspection, "cases") == {}
    (shown,) = seen(lead, inspection, number).shown
    assert (shown.changed, shown.now, shown.tied.words) == (True, None, f"No. {REASON}")
    source.untie(lead, inspection.slug, number, kind="cases", key="1/2.2.3")
    assert seen(lead, inspection, number).shown == ()


def test_figures_that_move_are_shown_before_and_after_until_they_are_kept_anew(inspection, lead):
    ten_cases(inspection, {"2.2": [6, 7, 7]})
    number = finding(lead, inspection)
    source.tie(lead, inspection.slug, number, kind="results", key="2.2.1", why="The engagement is poor.")
    assert seen(lead, inspection, number).changed == ()
    counts_of_engagement(inspection, 4, 10)
    (changed,) = seen(lead, inspection, number).changed
    assert (changed.tied.words, changed.now.words) == ("6 out of 10, 60 per cent", "4 out of 10, 40 per cent")
    source.tie(lead, inspection.slug, number, kind="results", key="2.2.1", why="Poorer still.")
    (shown,) = seen(lead, inspection, number).shown
    assert (shown.changed, shown.tied.words, shown.tied.why) == (False, "4 out of 10, 40 per cent", "Poorer still.")
    assert FindingSource.objects.count() == 1


def test_nobody_ties_words_that_they_have_not_read(inspection, lead):
    judge_all(inspection, {"1.2": "Good"})
    number = finding(lead, inspection, "1.2")
    read = digest(one_of(lead, facts_of(inspection), "standards", "1.2"))
    with guard.allowed():
        StandardJudgement.objects.update(rating="Inadequate")
    with pytest.raises(Overtaken) as refused:
        source.tie(lead, inspection.slug, number, kind="standards", key="1.2", seen=read)
    assert refused.value.theirs["words"] == "Inadequate. Made up for a test."
    assert not FindingSource.objects.exists()


@pytest.mark.parametrize(("kind", "key"), [("standards", "9.9"), ("unheard of", "1"), ("cases", "x/2.2.3"), ("", "")])
def test_what_is_not_there_is_not_tied(inspection, lead, kind, key):
    number = finding(lead, inspection)
    with pytest.raises(NotThere):
        source.tie(lead, inspection.slug, number, kind=kind, key=key)
    with pytest.raises(NotThere):
        source.untie(lead, inspection.slug, number, kind=kind, key=key)


def test_who_may_not_see_a_source_neither_ties_it_nor_lets_go_of_it(inspection, lead):
    judge_all(inspection, {"1.2": "Good"})
    inspector = member(inspection, Role.INSPECTOR)
    number = finding(inspector, inspection, "1.2")
    with pytest.raises(NotThere):
        source.tie(inspector, inspection.slug, number, kind="standards", key="1.2")
    source.tie(lead, inspection.slug, number, kind="standards", key="1.2")
    with pytest.raises(NotThere):
        source.untie(inspector, inspection.slug, number, kind="standards", key="1.2")
    assert seen(inspector, inspection, number).unseen == 1


def test_a_withdrawn_finding_keeps_what_it_rested_on(inspection, lead):
    judge_all(inspection, {"1.2": "Good"})
    number = finding(lead, inspection, "1.2")
    source.tie(lead, inspection.slug, number, kind="standards", key="1.2")
    findings.withdraw(lead, inspection.slug, number, reason="Not so.", version=1)
    for write in (source.tie, source.untie):
        with pytest.raises(NotNow):
            write(lead, inspection.slug, number, kind="standards", key="1.2")
    assert len(seen(lead, inspection, number).shown) == 1


def test_the_trail_keeps_no_words_and_they_go_with_the_notes_on_cases(inspection, lead):
    with_a_reason(inspection)
    judge_all(inspection, {"2.2": "Good"})
    number = finding(lead, inspection)
    source.tie(lead, inspection.slug, number, kind="cases", key="1/2.2.3", why="As Jo Surname shows.")
    source.tie(lead, inspection.slug, number, kind="standards", key="2.2")
    kept = json.dumps(list(AuditEntry.objects.values_list("before", "after")))
    assert "Surname" not in kept
    with guard.allowed():
        Inspection.objects.update(phase="published")
    name.delete_names(lead, inspection.slug)
    case, judgement = seen(lead, inspection, number).shown
    assert (case.tied.words, case.tied.why, case.deleted, case.changed) == ("", "", True, False)
    assert judgement.tied.words == "Good. Made up for a test."
    assert not FindingSource.objects.filter(words__contains="Surname").exists()


def test_counts_and_reasons_on_cases_are_one_kind_of_evidence(inspection, lead):
    ten_cases(inspection, {"2.2": [6, 7, 7]})
    judge_all(inspection, {"1.2": "Good"})
    number = finding(lead, inspection)
    for key in ("2.2.1", "2.2.2"):
        source.tie(lead, inspection.slug, number, kind="results", key=key)
    found = query.find(facts_of(inspection), number).support
    assert (found.sources, found.kinds, found.triangulated) == (2, ("case assessments",), False)
    source.tie(lead, inspection.slug, number, kind="standards", key="1.2")
    found = query.find(facts_of(inspection), number).support
    assert (found.sources, found.judgements, found.triangulated) == (3, 1, False), "a judgement rests on the cases"
    figure = given.figure(inspection, inspection.memberships.get(role="lead_inspector").person)
    source.tie(lead, inspection.slug, number, kind="context", key=str(figure))
    assert query.find(facts_of(inspection), number).support.triangulated


def test_an_inspector_ties_the_reasons_of_cases_that_they_assessed_and_no_others(inspection, lead):
    with_a_reason(inspection)
    ina = given.member(inspection, Role.INSPECTOR, "Ina Inspector")
    inspector, other = given.actor(ina), member(inspection, Role.INSPECTOR, name="Another")
    with guard.allowed():
        CaseAssessment.objects.update(submitted_by=ina)
    assert by_key(inspector, inspection, "cases")["1/2.2.3"].words == f"No. {REASON}"
    assert by_key(other, inspection, "cases") == {}
    number = finding(inspector, inspection)
    source.tie(inspector, inspection.slug, number, kind="cases", key="1/2.2.3", why="They were not asked.")
    with pytest.raises(NotThere):
        source.tie(other, inspection.slug, number, kind="cases", key="1/2.2.3")
    with pytest.raises(NotThere):
        source.untie(other, inspection.slug, number, kind="cases", key="1/2.2.3")
    assert (seen(inspector, inspection, number).unseen, seen(other, inspection, number).unseen) == (0, 1)
    assert seen(lead, inspection, number).shown[0].tied.words == f"No. {REASON}"
    # What they submitted themselves is withheld from who must not read it.
    with guard.allowed():
        inspection.memberships.filter(person=ina).update(conflicts=["SYN001"])
    assert by_key(given.actor(ina), inspection, "cases") == {}
    # And is theirs no more once the assessment is open again.
    with guard.allowed():
        inspection.memberships.filter(person=ina).update(conflicts=[])
        CaseAssessment.objects.update(state="in_progress")
    assert by_key(given.actor(ina), inspection, "cases") == {}


def test_a_search_tells_an_inspector_no_reason_on_a_case_of_a_colleague(inspection, lead):
    with_a_reason(inspection)
    ina = given.member(inspection, Role.INSPECTOR, "Ina Inspector")
    inspector, other = given.actor(ina), member(inspection, Role.INSPECTOR, name="Another")
    with guard.allowed():
        CaseAssessment.objects.update(submitted_by=ina)
    number = finding(lead, inspection)
    source.tie(lead, inspection.slug, number, kind="cases", key="1/2.2.3")
    facts = facts_of(inspection)
    assert [search(by, facts, "partner of Jo").kinds for by in (lead, inspector, other)] == [
        {"finding": 1, "reason": 1},
        {"finding": 1},
        {},
    ]
    assert seen(other, inspection, number).unseen == 1


def test_a_note_of_a_meeting_and_a_figure_of_context_bear_one_finding_out(inspection, lead):
    with guard.allowed():
        Inspection.objects.update(phase="fieldwork")
    person = inspection.memberships.get(role="lead_inspector").person
    meeting = given.meeting(inspection, person)
    note = given.note(inspection, person, meeting, "Jo Surname said that workloads are too high.")
    figure = given.figure(inspection, person)
    inspector = member(inspection, Role.INSPECTOR)
    number = finding(inspector, inspection, "1.2")
    source.tie(inspector, inspection.slug, number, kind="meeting", key=f"{meeting}-{note}")
    source.tie(inspector, inspection.slug, number, kind="context", key=str(figure))
    found = query.find(facts_of(inspection), number).support
    assert (found.kinds, found.triangulated) == (("meetings", "context data"), True)
    meeting_note.remove(lead, inspection.slug, meeting, note)
    said, _ = seen(lead, inspection, number).shown
    assert (said.deleted, said.tied.words, said.now) == (True, "", None)
    assert not FindingSource.objects.filter(words__contains="Surname").exists()


def test_sources_are_found_by_kind_standard_and_words(inspection, lead):
    ten_cases(inspection, {"2.2": [6, 7, 7], "2.3": [6, 6, 6]})
    judge_all(inspection, {"1.2": "Good"})
    every = choice(lead, facts_of(inspection))
    assert {each.kind for each in filtered(every, kind="standards")} == {"standards"}
    assert {each.key for each in filtered(every, standard="2.2")} >= {"2.2.1", "2.2.2", "2.2.3"}
    assert not [each for each in filtered(every, standard="2.2") if each.key.startswith("2.3")]
    assert [each.key for each in filtered(every, words="SAFE assessment")] == ["2.2.3"]


def test_each_kind_that_is_offered_has_the_action_by_which_it_is_seen():
    assert set(OFFERED) == set(SEEN_BY)
