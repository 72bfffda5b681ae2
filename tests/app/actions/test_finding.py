"""Findings: written, changed a version at a time, ordered, chosen to be shared, withdrawn, and what the trail keeps."""

import csv
import io
import json

import pytest

from inspectorate.errors import BadInput
from inspectorate_app.actions import finding as actions
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.actions.source import tie
from inspectorate_app.store.models import AuditEntry, Finding
from inspectorate_app.store.queries import finding as query
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given
from tests.app.results import judge_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def lead(inspection):
    return given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


def written(actor, inspection, text="Morale is low.", heading="1.2", kind="improvement"):
    return actions.write(actor, inspection.slug, heading=heading, kind=kind, text=text)


@pytest.mark.parametrize(("character", "code"), [("\x0c", "000C"), ("\uf0b7", "F0B7"), ("\x1b", "001B")])
def test_a_character_that_cannot_be_printed_is_told_with_its_line(inspection, lead, character, code):
    number = written(lead, inspection)
    for save in (
        lambda text: written(lead, inspection, text),
        lambda text: actions.change(
            lead, inspection.slug, number, heading="1.2", kind="improvement", text=text, version=1
        ),
    ):
        with pytest.raises(BadInput) as refused:
            save(f"Morale is low.\nThey said {character} much.")
        (fault,) = refused.value.faults
        assert (fault.field, fault.mend) == ("text", "take it out, or type the text again")
        assert fault.problem == f"line 2: after 'They said ' stands the character U+{code}, which cannot be printed"
    assert order(inspection) == [("1.2", "improvement", "Morale is low.")]


def test_a_line_break_of_a_word_processor_is_one_here(inspection, lead):
    written(lead, inspection, "Morale\x0bis low.")
    assert order(inspection) == [("1.2", "improvement", "Morale\nis low.")]


def order(inspection):
    return [(one.heading, one.kind, one.text) for one in query.findings(facts_of(inspection))]


def test_findings_stand_in_the_order_of_the_report_strengths_first(inspection, lead):
    written(lead, inspection, "Reviewing is late.", "2.5")
    written(lead, inspection, "Morale is low.", "1.2")
    written(lead, inspection, "Leaders are known.", "1.2", "strength")
    written(lead, inspection, "Workloads are high.", "1.2")
    written(lead, inspection, "A hard year.", "foreword")
    # The outline of 2021 (report.yaml): the foreword, 1.1 ... 1.4 and so on to 2.6.
    assert [text for _, _, text in order(inspection)] == [
        "A hard year.",
        "Leaders are known.",
        "Morale is low.",
        "Workloads are high.",
        "Reviewing is late.",
    ]


def test_a_finding_moves_among_its_own_kind_and_stays_at_the_ends(inspection, lead):
    numbers = [written(lead, inspection, text) for text in ("A", "B", "C")]
    strength = written(lead, inspection, "S", kind="strength")

    def now():
        return "".join(text for _, _, text in order(inspection))

    assert now() == "SABC"
    actions.move(lead, inspection.slug, numbers[2], "up")
    assert now() == "SACB"
    actions.move(lead, inspection.slug, numbers[0], "up")
    assert now() == "SACB"
    actions.move(lead, inspection.slug, numbers[0], "down")
    assert now() == "SCAB"
    actions.move(lead, inspection.slug, strength, "down")
    assert now() == "SCAB"
    actions.withdraw(lead, inspection.slug, numbers[0], reason="It no longer holds.", version=1)
    actions.move(lead, inspection.slug, numbers[1], "up")
    assert now() == "SBC"


def test_who_did_not_see_the_last_version_is_told_what_it_is(inspection, lead):
    number = written(lead, inspection)
    other = given.actor(given.member(inspection, Role.INSPECTOR, "Ina Inspector"))
    wanted = {"heading": "1.2", "kind": "improvement"}
    assert actions.change(other, inspection.slug, number, **wanted, text="Morale was low.", version=1) == 2
    with pytest.raises(Overtaken) as refused:
        actions.change(lead, inspection.slug, number, **wanted, text="Morale is poor.", version=1)
    assert refused.value.theirs == {**wanted, "text": "Morale was low.", "version": 2, "by": "Ina Inspector"}
    with pytest.raises(Overtaken):
        actions.choose(lead, inspection.slug, number, chosen=True, version=1)
    with pytest.raises(Overtaken):
        actions.withdraw(lead, inspection.slug, number, reason="Not so.", version=1)
    found = query.find(facts_of(inspection), number)
    assert (found.text, found.written_by, found.changed_by) == ("Morale was low.", "Lee Lead", "Ina Inspector")


def test_under_another_heading_it_comes_last(inspection, lead):
    written(lead, inspection, "First.", "1.1")
    number = written(lead, inspection, "Second.", "1.2")
    actions.change(lead, inspection.slug, number, heading="1.1", kind="improvement", text="Second.", version=1)
    assert order(inspection) == [("1.1", "improvement", "First."), ("1.1", "improvement", "Second.")]


@pytest.mark.parametrize(
    ("heading", "kind", "text", "fields"),
    [
        ("9.9", "strength", "Good.", ["heading"]),
        ("1.2", "weakness", "Poor.", ["kind"]),
        ("1.2", "strength", "  ", ["text"]),
        ("1.2", "strength", "x" * 2001, ["text"]),
        ("1.2", "strength", "a\0b", ["text"]),
        ("", "", "", ["heading", "kind", "text"]),
    ],
)
def test_all_that_is_wrong_is_told_at_once(inspection, lead, heading, kind, text, fields):
    with pytest.raises(BadInput) as refused:
        actions.write(lead, inspection.slug, heading=heading, kind=kind, text=text)
    assert sorted(fault.field for fault in refused.value.faults) == fields
    assert not Finding.objects.exists()


def test_a_withdrawn_finding_stays_to_be_read_and_is_not_changed(inspection, lead):
    number = written(lead, inspection)
    actions.choose(lead, inspection.slug, number, chosen=True, version=1)
    with pytest.raises(BadInput):
        actions.withdraw(lead, inspection.slug, number, reason=" ", version=2)
    actions.withdraw(lead, inspection.slug, number, reason="The figures moved.", version=2)
    facts = facts_of(inspection)
    assert query.findings(facts) == []
    assert query.emerging(facts) == {}
    (one,) = query.withdrawn(facts)
    assert (one.number, one.withdrawn_reason, one.withdrawn_by) == (number, "The figures moved.", "Lee Lead")
    with pytest.raises(NotNow):
        actions.change(lead, inspection.slug, number, heading="1.2", kind="strength", text="Anew.", version=3)
    assert written(lead, inspection) == number + 1, "a number is given once"


def test_emerging_is_the_text_of_what_was_chosen_by_heading(inspection, lead):
    for text, kind in (("Morale is low.", "improvement"), ("Staff help each other.", "strength"), ("No.", "strength")):
        number = written(lead, inspection, text, kind=kind)
        if text != "No.":
            actions.choose(lead, inspection.slug, number, chosen=True, version=1)
    told = "Strengths:\n- Staff help each other.\n\nAreas for improvement:\n- Morale is low."
    assert query.emerging(facts_of(inspection)) == {"1.2": told}


def test_the_trail_keeps_no_text_of_a_finding(inspection, lead):
    number = written(lead, inspection, "Jo Surname was not seen.")
    actions.change(lead, inspection.slug, number, heading="1.2", kind="strength", text="Ada Other was.", version=1)
    actions.withdraw(lead, inspection.slug, number, reason="It names Jo Surname.", version=2)
    entries = AuditEntry.objects.filter(subject=f"finding {number}").order_by("position")
    assert [entry.action for entry in entries] == ["write finding", "write finding", "withdraw finding"]
    kept = json.dumps([[entry.before, entry.after] for entry in entries])
    assert "Surname" not in kept
    assert "Other" not in kept
    assert entries[0].after["text"]["characters"] == len("Jo Surname was not seen.")


def test_who_may_write_choose_and_when(inspection, lead):
    inspector = given.actor(given.member(inspection, Role.INSPECTOR, "Ina Inspector"))
    analyst = given.actor(given.member(inspection, Role.ANALYST))
    number = written(inspector, inspection)
    with pytest.raises(NotAllowed):
        written(analyst, inspection)
    with pytest.raises(NotThere):
        written(operator(), inspection)
    with pytest.raises(NotAllowed):
        actions.choose(inspector, inspection.slug, number, chosen=True, version=1)
    with pytest.raises(NotThere):
        written(given.actor(given.person("Someone Else")), inspection)
    with pytest.raises(NotThere):
        actions.move(lead, inspection.slug, 99, "up")
    # From fieldwork until the report goes out to be checked for accuracy.
    for phase, open_ in (("evidence", False), ("analysis", True), ("panel", True), ("drafting", True)):
        with given.guard.allowed():
            given.Inspection.objects.update(phase=phase)
        if open_:
            written(lead, inspection)
        else:
            with pytest.raises(NotNow):
                written(lead, inspection)
    with given.guard.allowed():
        given.Inspection.objects.update(phase="factual_accuracy")
    with pytest.raises(NotNow):
        written(lead, inspection)


def test_the_file_says_what_each_rests_on_and_holds_no_formula(inspection, lead):
    judge_all(inspection, {"1.2": "Inadequate"})
    number = written(lead, inspection, "=1+1 is a formula")
    tie(lead, inspection.slug, number, kind="standards", key="1.2")
    file = actions.export(lead, inspection.slug)
    assert file.name == f"{inspection.slug}-findings.csv"
    (row,) = csv.DictReader(io.StringIO(file.text))
    assert row["finding"] == "'=1+1 is a formula"
    assert row["rests_on"] == "Judgements of standards: 1.2 Staff: the judgement"
    assert (row["kinds_of_evidence"], row["triangulated"]) == ("", "no")
    assert AuditEntry.objects.get(action="export findings").after == {"format": "csv", "rows": 1}


def test_headings_are_those_of_the_report_and_standards_that_it_does_not_name(inspection):
    found = query.headings(facts_of(inspection))
    assert [each.id for each in found][:5] == ["foreword", "ratings", "recommendations", "background", "1.1"]
    assert [each.id for each in found if not each.expected] == [
        "foreword",
        "ratings",
        "recommendations",
        "background",
        "web-links",
    ]
    other = given.inspection("of-2023", edition_name="hmip-pdu-2023")
    # report.yaml of 2023 has no part for resettlement, and the edition has that heading.
    assert query.headings(facts_of(other))[-1].id == "resettlement"
