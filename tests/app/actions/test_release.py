"""Results by characteristic stand still: whoever looks before and after a submission learns nothing of the case."""

import csv
import io

import pytest
from django.db import transaction

from inspectorate.inspection import Phase
from inspectorate_app.actions import archive, assessment, result
from inspectorate_app.actions import inspection as inspections
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Case, Inspection, Release
from inspectorate_app.store.queries.characteristic import by_characteristic
from inspectorate_app.store.queries.inspection import facts_of
from inspectorate_app.store.queries.tally import findings
from tests.app import given
from tests.app.actions.test_tally import MAIN, fill, well
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db
LLR = given.LLR
GENDERS = ["female"] * 6 + ["male"] * 6
QUESTION = "2.2.1"


def begun():
    """The lead of an inspection in fieldwork with twelve cases, none submitted."""
    inspection = given.inspection()
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    for number, gender in enumerate(GENDERS, start=1):
        given.cases(inspection, [f"SYN{number:03}"], first=number, allocated_to=lead, **(MAIN | {"gender": gender}))
    return lead


@pytest.fixture
def lead():
    return begun()


def facts():
    return facts_of(Inspection.objects.get(slug=LLR))


def submit(lead, *cases):
    for case in cases:
        fill(given.actor(lead), case, well)
        assessment.submit(given.actor(lead), LLR, case, confirmed=True)


def move(lead, to, reason=""):
    inspections.move_phase(given.actor(lead), LLR, to, reason)


def read_again(lead, *cases):
    """Each of these cases opened again, answered no to the question, and submitted."""
    actor = given.actor(lead)
    for case in cases:
        assessment.reopen(actor, LLR, case, reason="An answer was wrong")
        version = Case.objects.get(number=case).assessment.answers.get(question=QUESTION).version
        assessment.save_answer(actor, LLR, case, QUESTION, answer="no", version=version)
        fill(actor, case, well)
        assessment.submit(actor, LLR, case, confirmed=True)


def told():
    """Yes and no of each gender to the question, as it is told."""
    split = by_characteristic(facts(), "gender")
    return split and {name: (count.yes, count.no) for name, count in split.questions[QUESTION].shown.items()}


def everywhere(lead, call):
    """What pages, the API and the file tell by gender, as it is compared by somebody who looks twice."""
    page = given.signed_in(lead).get(f"/inspections/{LLR}/results/by-characteristic?characteristic=gender")
    body = page.content.decode().partition("<main")[2].partition("</main>")[0]
    file = result.export(given.actor(lead), LLR, form="csv", characteristic="gender").text
    answer = call("GET", f"inspections/{LLR}/results/by/gender").data
    return body.partition("<table")[2], answer["questions"], answer["cases"], file


def test_nothing_is_told_while_cases_are_assessed(lead):
    submit(lead, *range(1, 12))
    assert by_characteristic(facts(), "gender") is None
    page = given.signed_in(lead).get(f"/inspections/{LLR}/results/by-characteristic?characteristic=gender")
    assert b"Results by characteristic are shown when fieldwork has ended" in page.content
    assert b"Female" not in page.content
    answer = calling(lead, "read")("GET", f"inspections/{LLR}/results/by/gender")
    assert (answer.status_code, answer.data["type"]) == (409, "urn:inspectorate:problem:not-now")
    with pytest.raises(NotNow, match="when fieldwork has ended"):
        result.export(given.actor(lead), LLR, form="json", characteristic="gender")
    said = given.signed_in(lead).post(
        f"/inspections/{LLR}/results/download", {"form": "csv", "characteristic": "gender"}
    )
    assert b"Results by characteristic are shown when fieldwork has ended" in said.content
    # the counts of all cases are told meanwhile: ratings are shown as assessments are submitted
    assert "2.2.1" in result.export(given.actor(lead), LLR, form="csv").text


@pytest.fixture
def ended(lead):
    """The lead, fieldwork having ended with six women and six men, all answered yes."""
    submit(lead, *range(1, 13))
    move(lead, Phase.ANALYSIS)
    return lead


def test_all_is_told_when_fieldwork_has_ended(ended):
    assert told() == {"female": (6, 0), "male": (6, 0)}
    page = given.signed_in(ended).get(f"/inspections/{LLR}/results/by-characteristic?characteristic=gender")
    assert b"As of 12 case assessments, when fieldwork ended on" in page.content
    assert not Release.objects.exists()


def test_one_case_that_is_read_again_is_not_told_by_what_was_told_before(ended):
    call = calling(ended, "read")
    before = everywhere(ended, call)
    move(ended, Phase.FIELDWORK, "One case was misread.")
    assert everywhere(ended, call) == before
    read_again(ended, 1)
    assert everywhere(ended, call) == before
    move(ended, Phase.ANALYSIS)
    assert everywhere(ended, call) == before
    assert told() == {"female": (6, 0), "male": (6, 0)}
    # while the counts of all cases, on which ratings rest, are as they stand: 12 less case 1
    assert (findings(facts()).counts[QUESTION].yes, by_characteristic(facts(), "gender").left_out) == (11, 1)
    page = given.signed_in(ended).get(f"/inspections/{LLR}/results/by-characteristic?characteristic=gender")
    assert b"Not included: 1 case assessment opened or submitted since" in page.content
    rows = list(csv.DictReader(io.StringIO(before[3])))
    assert [row["yes"] for row in rows if row["question"] == QUESTION] == ["12", "6", "6"]


def test_five_of_a_group_are_told(ended):
    move(ended, Phase.FIELDWORK, "Cases were misread.")
    read_again(ended, 1, 2, 3, 4, 5)
    assert told() == {"female": (6, 0), "male": (6, 0)}
    move(ended, Phase.ANALYSIS)
    assert told() == {"female": (1, 5), "male": (6, 0)}
    notes = AuditEntry.objects.filter(subject="results by characteristic").order_by("position")
    assert ["kept" in each.after for each in notes] == [True, False]
    assert "gender" in notes[1].after["told anew"]


def test_five_of_one_group_and_one_of_another_are_not(ended):
    move(ended, Phase.FIELDWORK, "Cases were misread.")
    read_again(ended, 1, 2, 3, 4, 5, 7)
    move(ended, Phase.ANALYSIS)
    assert told() == {"female": (6, 0), "male": (6, 0)}
    # next time the others come too: three men of the time before, and two more
    move(ended, Phase.FIELDWORK, "More were misread.")
    read_again(ended, 8, 9, 10, 11)
    move(ended, Phase.ANALYSIS)
    assert told() == {"female": (1, 5), "male": (1, 5)}


def test_a_case_whose_gender_was_recorded_wrongly_does_not_move_alone(ended):
    move(ended, Phase.FIELDWORK, "A characteristic was wrong.")
    assessment.reopen(given.actor(ended), LLR, 1, reason="Wrong characteristic")
    with guard.allowed():
        Case.objects.filter(number=1).update(characteristics=MAIN | {"gender": "male"})
    submit(ended, 1)
    move(ended, Phase.ANALYSIS)
    assert told() == {"female": (6, 0), "male": (6, 0)}


def test_what_is_kept_goes_with_the_inspection_in_an_archive(tmp_path):
    here = transaction.savepoint()
    lead = begun()
    submit(lead, *range(1, 13))
    move(lead, Phase.ANALYSIS)
    move(lead, Phase.FIELDWORK, "One case was misread.")
    path = tmp_path / "archive.zip"
    path.write_bytes(archive.export(operator(), LLR).content)
    kept = list(Release.objects.order_by("characteristic").values_list("characteristic", "groups", "at"))
    transaction.savepoint_rollback(here)
    assert not Release.objects.exists()
    archive.import_archive(operator(), path)
    assert list(Release.objects.order_by("characteristic").values_list("characteristic", "groups", "at")) == kept
