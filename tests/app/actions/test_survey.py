"""Surveys: opened, answered by links and files, closed; what is kept and what is refused."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate.tabular import csv_text
from inspectorate_app.actions import finding, quotation, source, survey, survey_answer
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store.models import (
    AuditEntry,
    FindingSource,
    Inspection,
    Person,
    Quotation,
    Survey,
    SurveyLink,
    SurveyPool,
    SurveyResponse,
)
from inspectorate_app.store.queries import survey as query
from inspectorate_app.store.queries.inspection import facts_of
from inspectorate_app.store.seal import unseal
from tests.app import given

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def inspection() -> Inspection:
    return given.inspection()


@pytest.fixture
def lead(inspection: Inspection) -> Any:
    return given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


@pytest.fixture
def analyst(inspection: Inspection) -> Any:
    return given.actor(given.member(inspection, Role.ANALYST, "Ana Analyst"))


def opened(lead: Any, questionnaire: str = "staff", **more: Any) -> int:
    dates = {"opens_on": TODAY(), "closes_on": TODAY() + WEEK, **more}
    return survey.open_survey(lead, given.LLR, questionnaire=questionnaire, **dates)


def facts(inspection: Inspection, number: int = 1) -> query.SurveyFacts:
    found = query.find(facts_of(inspection), number)
    assert found is not None
    return found


def answered(lead: Any, number: int, *answers: dict[str, str]) -> None:
    for word, each in zip(survey.make_links(lead, given.LLR, number, len(answers)), answers, strict=True):
        survey_answer.answer(word, {name: [text] for name, text in each.items()})


def test_a_link_works_once_and_only_its_hash_was_kept(inspection: Inspection, lead: Any) -> None:
    number = opened(lead)
    words = survey.make_links(lead, given.LLR, number, 3)
    assert len(set(words)) == 3
    kept = list(SurveyLink.objects.values_list("sha256", flat=True))
    assert kept == sorted(map(survey_answer.sha256_of, words))
    assert not any(word in row for word in words for row in kept)
    # typed in capitals and without its hyphens
    survey_answer.answer(words[0].upper().replace("-", " "), {"change_managed": ["agree"]})
    with pytest.raises(NotThere):
        survey_answer.answer(words[0], {"change_managed": ["agree"]})
    assert (facts(inspection).answered, facts(inspection).links_left) == (1, 2)


def test_answers_are_sealed_until_the_survey_is_closed(inspection: Inspection, lead: Any) -> None:
    number = opened(lead)
    answered(lead, number, *[{"change_managed": "agree", "helps": "My colleagues"}] * 5)
    assert not SurveyResponse.objects.exists()
    assert not Quotation.objects.exists()
    sealed = bytes(SurveyPool.objects.get().sealed)
    assert b"agree" not in sealed
    assert b"colleagues" not in sealed
    assert query.results(facts(inspection)) is None
    assert survey.close(lead, given.LLR, number) is True
    assert not SurveyPool.objects.exists()
    assert [row.answers for row in SurveyResponse.objects.all()] == [{"change_managed": "agree"}] * 5
    waiting = Quotation.objects.filter(state="waiting").values_list("text", flat=True)
    assert [unseal(each) for each in waiting] == [b"My colleagues"] * 5
    assert not Quotation.objects.filter(text__contains="colleagues").exists()
    counted = query.results(facts(inspection))
    assert counted is not None
    assert counted.questions["change_managed"].favourable is not None
    assert str(counted.questions["change_managed"].favourable.share) == "1"


def test_four_answers_are_destroyed_unread(inspection: Inspection, lead: Any) -> None:
    number = opened(lead)
    answered(lead, number, *[{"change_managed": "agree", "helps": "Words"}] * 4)
    assert survey.close(lead, given.LLR, number) is False
    assert not SurveyResponse.objects.exists()
    assert not Quotation.objects.exists()
    assert not SurveyPool.objects.exists()
    entry = AuditEntry.objects.get(subject="survey 1", after__closed=True)
    assert (entry.after["answers"], entry.after["kept"]) == (4, False)


def test_closing_ends_the_links_and_the_survey(lead: Any) -> None:
    number = opened(lead)
    (word,) = survey.make_links(lead, given.LLR, number, 1)
    survey.close(lead, given.LLR, number)
    assert not SurveyLink.objects.exists()
    with pytest.raises(NotThere):
        survey_answer.answer(word, {"change_managed": ["agree"]})
    with pytest.raises(NotNow):
        survey.make_links(lead, given.LLR, number, 1)


@pytest.mark.parametrize(("first", "last"), [(1, 7), (-7, -1)])
def test_a_link_works_between_the_first_day_and_the_last(
    inspection: Inspection, lead: Any, first: int, last: int
) -> None:
    number = opened(lead)
    (word,) = survey.make_links(lead, given.LLR, number, 1)
    from inspectorate_app.store import guard

    with guard.allowed():
        days = [TODAY() + datetime.timedelta(days=each) for each in (first, last)]
        Survey.objects.update(opens_on=days[0], closes_on=days[1])
    with pytest.raises(NotThere):
        survey_answer.answer(word, {"change_managed": ["agree"]})
    assert SurveyLink.objects.count() == 1


def test_what_is_answered_wrongly_is_told_and_the_link_stays(lead: Any) -> None:
    number = opened(lead)
    (word,) = survey.make_links(lead, given.LLR, number, 1)
    with pytest.raises(BadInput) as refused:
        survey_answer.answer(word, {"change_managed": ["maybe"], "helps": ["x" * 2001]})
    assert [fault.field for fault in refused.value.faults] == ["change_managed", "helps"]
    with pytest.raises(BadInput, match="no question is answered"):
        survey_answer.answer(word, {})
    assert SurveyLink.objects.count() == 1


def test_what_was_not_asked_is_not_kept(lead: Any) -> None:
    """Who needs no adjustments was not asked whether they were made."""
    number = opened(lead)
    answered(lead, number, *[{"adjustments_needed": "no", "adjustments_met": "yes"}] * 5)
    survey.close(lead, given.LLR, number)
    assert [row.answers for row in SurveyResponse.objects.all()] == [{"adjustments_needed": "no"}] * 5


def test_a_file_comes_in_whole_or_not_at_all(inspection: Inspection, lead: Any) -> None:
    number = opened(lead)
    columns = ["change_managed", "Do you need reasonable adjustments at work?", "adjustments_met"]
    rows = [dict(zip(columns, ["Agree", "Yes", "yes"], strict=True))] * 6
    content = csv_text(columns, rows).encode()
    assert survey.import_file(lead, given.LLR, number, file_name="a.csv", content=content) == 6
    bad = content + b"perhaps,No,yes\n,never,\n"
    with pytest.raises(BadInput) as refused:
        survey.import_file(lead, given.LLR, number, file_name="a.csv", content=bad)
    assert [(each.line, each.field) for each in refused.value.faults] == [
        (8, "adjustments_met"),
        (8, "change_managed"),
        (9, "adjustments_needed"),
    ]
    assert facts(inspection).answered == 6


def test_a_file_that_could_tell_who_answered_is_refused(lead: Any) -> None:
    number = opened(lead)
    columns = ["Email", "Completion time", "change_managed"]
    rows = [dict(zip(columns, ["a@example.com", "2022-11-01 09:30", "Agree"], strict=True))] * 6
    with pytest.raises(BadInput) as refused:
        survey.import_file(lead, given.LLR, number, file_name="a.csv", content=csv_text(columns, rows).encode())
    assert {each.field for each in refused.value.faults} == {"Email", "Completion time"}


def test_a_file_of_four_is_refused(lead: Any) -> None:
    number = opened(lead)
    content = csv_text(["change_managed"], [{"change_managed": "agree"}] * 4).encode()
    with pytest.raises(BadInput, match="5 or more"):
        survey.import_file(lead, given.LLR, number, file_name="a.csv", content=content)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"questionnaire": "strangers"}, "questionnaire"),
        ({"closes_on": datetime.date(2022, 1, 1), "opens_on": datetime.date(2022, 1, 2)}, "closes_on"),
        ({"closes_on": datetime.date(2022, 1, 3), "opens_on": datetime.date(2022, 1, 2)}, "closes_on"),
        ({"invited": 0}, "invited"),
    ],
)
def test_a_survey_that_cannot_be_is_not_opened(lead: Any, changed: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        opened(lead, **changed)
    assert [each.field for each in refused.value.faults] == [field]


def test_lost_links_are_withdrawn(inspection: Inspection, lead: Any) -> None:
    number = opened(lead)
    words = survey.make_links(lead, given.LLR, number, 2)
    survey_answer.answer(words[0], {"change_managed": ["agree"]})
    assert survey.withdraw_links(lead, given.LLR, number) == 1
    assert (facts(inspection).links_made, facts(inspection).links_left) == (1, 0)
    with pytest.raises(NotThere):
        survey_answer.answer(words[1], {"change_managed": ["agree"]})


def test_one_checker_reads_and_the_original_goes(inspection: Inspection, lead: Any, analyst: Any) -> None:
    number = opened(lead)
    answered(lead, number, *[{"helps": "Ask Sam Stone, she knows"}] * 5)
    with pytest.raises(NotNow, match="sealed"):
        quotation.begin_checking(analyst, given.LLR, number)
    survey.close(lead, given.LLR, number)
    other = given.actor(given.member(inspection, Role.OPERATIONS_OFFICER, "Otto Officer"))
    assert query.to_check(facts(inspection), analyst.person) == []
    quotation.begin_checking(analyst, given.LLR, number)
    waiting = query.to_check(facts(inspection), analyst.person)
    assert len(waiting) == 5
    assert query.to_check(facts(inspection), other.person) == []
    with pytest.raises(NotNow, match="Someone else"):
        quotation.begin_checking(other, given.LLR, number)
    with pytest.raises(NotAllowed):
        quotation.check(other, given.LLR, waiting[0].id, "Mine")
    with pytest.raises(BadInput):
        quotation.check(analyst, given.LLR, waiting[0].id, "  ")
    quotation.check(analyst, given.LLR, waiting[0].id, "Ask [a colleague], she knows")
    quotation.destroy(analyst, given.LLR, waiting[1].id)
    with pytest.raises(NotThere):
        quotation.check(analyst, given.LLR, waiting[0].id, "Again")
    assert [each.text for each in query.quotations(facts(inspection))] == ["Ask [a colleague], she knows"]
    assert Quotation.objects.filter(state="waiting").count() == 3
    quotation.hand_over(lead, given.LLR, number)
    quotation.begin_checking(other, given.LLR, number)
    assert len(query.to_check(facts(inspection), other.person)) == 3
    trail = str(list(AuditEntry.objects.values_list("before", "after")))
    assert "Stone" not in trail
    assert "colleague" not in trail


def test_on_the_day_of_the_names_unchecked_words_go_too(inspection: Inspection, lead: Any) -> None:
    from inspectorate_app.actions.name import delete_names
    from inspectorate_app.store.queries.name import inspections_due

    number = opened(lead)
    answered(lead, number, *[{"helps": "Ask Sam Stone"}] * 5)
    survey.close(lead, given.LLR, number)
    assert inspections_due(inspection.names_delete_on) == (given.LLR,)
    assert inspections_due(inspection.names_delete_on - datetime.timedelta(days=1)) == ()
    delete_names(lead, given.LLR)
    assert not Quotation.objects.exists()
    assert inspections_due(inspection.names_delete_on) == ()
    assert AuditEntry.objects.get(subject="names of people").before["unchecked_quotations"] == 5


def test_what_a_finding_may_rest_on(inspection: Inspection, lead: Any, analyst: Any) -> None:
    number = opened(lead)
    answered(
        lead,
        number,
        *[{"adjustments_needed": "yes", "adjustments_met": met, "helps": "Tea"} for met in ["yes"] * 4 + ["no"] * 2],
    )
    assert query.sources(facts_of(inspection)) == []
    survey.close(lead, given.LLR, number)
    quotation.begin_checking(analyst, given.LLR, number)
    quotation.check(analyst, given.LLR, query.to_check(facts(inspection), analyst.person)[0].id, "Tea")
    figures, words = query.sources(facts_of(inspection))
    # 4 of 6 is 66.7 per cent
    assert figures.words == "4 of 6, 67 per cent, answered ‘Yes’"
    assert (figures.kind, figures.key, figures.standards) == ("survey", "1/adjustments_met", frozenset({"1.2"}))
    assert words.words == "“Tea”"


def test_a_quotation_that_is_removed_leaves_no_words_in_a_finding(inspection: Inspection, lead: Any) -> None:
    number = opened(lead)
    answered(lead, number, *[{"change_managed": "agree", "helps": "My colleague Jo"}] * 5)
    survey.close(lead, given.LLR, number)
    analyst = given.actor(given.member(inspection, Role.ANALYST, "Ana Analyst"))
    quotation.begin_checking(analyst, given.LLR, number)
    row = Quotation.objects.first()
    assert row is not None
    quotation.check(analyst, given.LLR, row.pk, "My colleague Jo")
    of = finding.write(lead, given.LLR, heading="1.2", kind="strength", text="Staff help each other.")
    key = f"{number}/quotation/{row.pk}"
    source.tie(lead, given.LLR, of, kind="survey", key=key, why="Jo says so.")
    client = given.signed_in(Person.objects.get(pk=lead.person))
    page = f"/inspections/{given.LLR}/surveys/{number}/quotations"
    assert f"{page}/{row.pk}/remove" in client.get(page).content.decode()
    assert "My colleague Jo" in client.get(f"{page}/{row.pk}/remove").content.decode()
    assert client.post(f"{page}/{row.pk}/remove").status_code == 302
    tied = FindingSource.objects.get()
    assert (tied.words, tied.why) == ("", "")
    told = client.get(f"/inspections/{given.LLR}/findings/{of}").content.decode()
    assert "Jo says so." not in told
    assert "deleted" in told
    with pytest.raises(NotThere):
        quotation.remove(lead, given.LLR, number, row.pk)
    inspector = given.actor(given.member(inspection, Role.INSPECTOR, "Ina Inspector"))
    with pytest.raises(NotAllowed):
        quotation.remove(inspector, given.LLR, number, row.pk)
