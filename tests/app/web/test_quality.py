"""The pages of quality assurance: what they count, and whom they tell what."""

import html

import pytest

from inspectorate_app.actions import assessment
from inspectorate_app.actions import second_reading as second
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import Answer, BlindReading, CaseAssessment
from inspectorate_app.store.queries import agreement, pattern
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given, quality

pytestmark = pytest.mark.django_db


def team_of(slug=given.LLR, edition="hmip-pdu-2021", cases=2):
    inspection = given.inspection(slug, edition_name=edition)
    first = given.member(inspection, Role.INSPECTOR, f"First of {slug}"[:60], capacity=20)
    reader = given.member(inspection, Role.INSPECTOR, f"Second of {slug}"[:60], capacity=20)
    for case in given.cases(inspection, [f"SYN{number:03}" for number in range(1, cases + 1)]):
        quality.submitted(inspection, first, case, {"2.2.1": "yes"})
    return inspection, first, reader


def read_twice(inspection, quin, reader, *answers):
    """Each case read a second time, with one answer; straight into the tables, for speed."""
    for number, answer in enumerate(answers, start=1):
        made = second.choose(given.actor(quin), inspection.slug, case=number, reader=reader.pk, why="A check")
        with guard.allowed():
            row = BlindReading.objects.get(pk=made)
            row.answers.create(question="2.2.1", answer=answer, saved_by=reader)
            row.state = "submitted"
            row.save()


def text(person, address):
    response = given.signed_in(person).get(address)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def quality_lead(*inspections):
    quin = given.person("Quin Quality")
    with guard.allowed():
        for each in inspections:
            each.memberships.create(person=quin, role="quality_lead")
    return quin


def test_agreement_over_an_edition_is_that_of_the_inspections_where_one_has_the_role():
    one, _, reader = team_of()
    other, _, other_reader = team_of("second-2022")
    hidden, _, hidden_reader = team_of("third-2022")
    quin, stranger = quality_lead(one, other), given.member(hidden, Role.QUALITY_LEAD, "Hidden Quality")
    read_twice(one, quin, reader, "yes", "no")
    read_twice(other, quin, other_reader, "yes", "yes")
    read_twice(hidden, stranger, hidden_reader, "no", "no")
    address = f"/inspections/{one.slug}/quality/agreement"
    here = text(quin, address)
    assert "Agreed on 1 of 2 answers." in here
    assert "2 second readings and 0 closed exercises in 1 inspection " in here
    everywhere = text(quin, f"{address}?over=edition")
    assert "Agreed on 3 of 4 answers." in everywhere
    assert "4 second readings and 0 closed exercises in 2 inspections " in everywhere
    assert "Kappa</th>" not in everywhere  # four cases are too few
    nothing = text(quin, f"{address}?kind=exercise")
    assert "nothing to compare yet" in nothing


def test_agreement_leaves_out_the_cases_that_one_read_first():
    inspection, first, reader = team_of()
    quin = quality_lead(inspection)
    read_twice(inspection, quin, reader, "no", "no")
    facts = facts_of(inspection)
    found = agreement.of_inspections([facts.id], facts.edition_sha256)
    assert (found.together.agreed, found.together.cases) == (0, 2)
    mine = agreement.of_inspections([facts.id], facts.edition_sha256, but_first_by=first.pk)
    assert mine.second == 0
    # Who answered in a case that someone else was given and submitted knows the first answers as well.
    helper = given.member(inspection, Role.LEAD_INSPECTOR, "Hal Helper")
    with guard.allowed():
        Answer.objects.filter(assessment__case__number=1).update(saved_by=helper)
        CaseAssessment.objects.filter(case__number=2).update(started_by=helper)
    theirs = agreement.of_inspections([facts.id], facts.edition_sha256, but_first_by=helper.pk)
    assert theirs.second == 0


def test_with_cases_enough_there_are_a_range_and_coefficients():
    inspection, _, reader = team_of(cases=20)
    quin = quality_lead(inspection)
    read_twice(inspection, quin, reader, *["yes"] * 18, "no", "no")
    shown = text(quin, f"/inspections/{inspection.slug}/quality/agreement")
    # 18 of 20; Wilson at 95 per cent: (0.9 + 0.09604) / 1.19208 = 0.8355, -+ 1.6442 x sqrt(0.0045 + 0.0024) = 0.1366.
    assert "90% (70 to 97%)" in shown
    # The first is always yes: chance is 0.9, as is agreement, so kappa is 0.
    assert "0.00" in shown


def test_a_pattern_is_for_the_quality_lead_alone_and_ones_own_shows_no_single_colleague():
    inspection, first, reader = team_of(cases=2)
    quin, lead = quality_lead(inspection), given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    (third,) = given.cases(inspection, ["SYN009"], first=9)
    quality.submitted(inspection, reader, third, {"2.2.1": "no", "2.2.2": "no"}, "Reason")
    base = f"/inspections/{inspection.slug}"
    shown = text(quin, f"{base}/quality/patterns/{first.pk}")
    assert "0 of 2" in shown  # no to 2.2.1, of two cases
    assert "1 of 1" in shown  # the rest of the team
    assert given.signed_in(lead).get(f"{base}/quality/patterns").status_code == 403
    assert given.signed_in(first).get(f"{base}/quality/patterns/{first.pk}").status_code == 403
    own = text(first, f"{base}/readings/pattern")
    assert "0 of 2" in own
    assert "1 of 1" not in own
    assert "when 3 others or more have submitted" in own


def test_a_pattern_counts_answers_without_reason_and_what_was_reopened():
    inspection, first, _ = team_of(cases=2)
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    found = pattern.patterns(facts_of(inspection))[first.pk]
    assert (found.cases, found.answers, found.without_reason, found.reopened) == (2, 2, 2, 0)
    assessment.reopen(given.actor(lead), inspection.slug, 1, reason="New evidence")
    found = pattern.patterns(facts_of(inspection))[first.pk]
    assert (found.cases, found.reopened) == (1, 1)


def test_nobody_opens_the_blind_reading_of_someone_else():
    inspection, _, reader = team_of()
    quin = quality_lead(inspection)
    made = second.choose(given.actor(quin), inspection.slug, case=1, reader=reader.pk, why="A check")
    base = f"/inspections/{inspection.slug}/readings/{made}"
    for person in (quin, given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")):
        for place in ("", "/section/2-2-assessment", "/submit", "/beside"):
            assert given.signed_in(person).get(f"{base}{place}").status_code == 403, place
    assert given.signed_in(reader).get(f"{base}/beside").status_code == 404  # not submitted yet


def sent(client, inspection, reading, **changed):
    """One answer as the script sends it."""
    body = {"question": "2.2.1", "answer": "no", "reason": "Seen.", "version": 0, "key": "k" * 32, **changed}
    address = f"/inspections/{inspection.slug}/readings/{reading}/answer"
    return client.post(address, body, content_type="application/json")


def test_an_answer_of_a_blind_reading_is_saved_as_it_is_given_once_and_over_nobody():
    inspection, _, reader = team_of()
    quin, stranger = quality_lead(inspection), given.member(inspection, Role.INSPECTOR, "Another")
    reading = second.choose(given.actor(quin), inspection.slug, case=1, reader=reader.pk, why="A check")
    client = given.signed_in(reader)
    page = client.get(f"/inspections/{inspection.slug}/readings/{reading}/section/2-2-assessment").content.decode()
    assert f'data-save="/inspections/{inspection.slug}/readings/{reading}/answer"' in page
    assert f'data-case="{inspection.slug}/reading {reading}"' in page
    assert "assessment.js" in page
    saved = sent(client, inspection, reading)
    assert (saved.status_code, saved.json()["version"], saved.json()["answered"]) == (200, 1, 1)
    assert sent(client, inspection, reading).json() == saved.json(), "the same key is answered as the first time"
    assert BlindReading.objects.get().answers.get().version == 1
    overtaken = sent(client, inspection, reading, answer="yes", key="another")
    assert (overtaken.status_code, overtaken.json()["theirs"]["version"]) == (409, 1)
    assert sent(client, inspection, reading, question="9.9.9", key="third").status_code == 422
    assert sent(client, inspection, reading, version="1").status_code == 400
    assert sent(given.signed_in(stranger), inspection, reading, key="x").json()["locked"] is True
    with guard.allowed():
        BlindReading.objects.update(state="submitted")
    locked = sent(client, inspection, reading, version=1, answer="yes", key="fourth")
    assert (locked.status_code, locked.json()["locked"]) == (403, True)
    page = client.get(f"/inspections/{inspection.slug}/readings/{reading}").content.decode()
    assert "assessment/locked.js" in page


def test_what_was_typed_without_script_comes_back_where_the_reading_was_locked_meanwhile():
    inspection, _, reader = team_of()
    reading = second.choose(
        given.actor(quality_lead(inspection)), inspection.slug, case=1, reader=reader.pk, why="A check"
    )
    with guard.allowed():
        BlindReading.objects.update(state="submitted")
    typed = {"2.2.1": "no", "2.2.1-reason": "Nobody asked them.", "2.2.1-version": "0"}
    address = f"/inspections/{inspection.slug}/readings/{reading}/section/2-2-assessment"
    page = given.signed_in(reader).post(address, typed)
    assert page.status_code == 409
    told = html.unescape(page.content.decode())
    assert "1 answer was not saved" in told
    assert "Nobody asked them." in told


def test_the_rule_on_training_is_told_where_cases_are_given(settings):
    inspection, first, _ = team_of()
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    local = given.member(inspection, Role.LOCAL_ASSESSOR, "Lou Local", capacity=3)
    address = f"/inspections/{inspection.slug}/sample/allocation"
    before = text(lead, address)
    assert "Their own place in the service is not stated" in before
    assert "Not recorded as trained" not in before
    settings.TRAINING_REQUIRED = True
    assert "Not recorded as trained" in text(lead, address)
    told = text(lead, f"/inspections/{inspection.slug}/quality/training")
    assert "The rule is assumed" in told
    assert "Nobody is given cases" in told
    assert local.name in told
    assert first.name in told
