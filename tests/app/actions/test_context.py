"""Recording figures of context: all that is printed, files whole or not at all, and nothing overwritten."""

import json

import pytest

from inspectorate.context.published import published_context
from inspectorate.context.record import Record
from inspectorate.errors import BadInput
from inspectorate.tabular import csv_text
from inspectorate_app.actions import context as action
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, ContextValue
from inspectorate_app.store.queries import context as query
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given

pytestmark = pytest.mark.django_db
COLUMNS = ("figure", "of", "organisation", "value", "as_of", "period_from", "source")


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def analyst(inspection):
    return given.member(inspection, Role.ANALYST, "Ann Analyst")


def record(**facts):
    return Record(
        **({"figure": "sickness_days", "level": "unit", "value": "13.8", "as_of": "2022-11", "source": "x"} | facts)
    )


def upload(analyst, inspection, *rows, name="figures.csv"):
    blank = dict.fromkeys(COLUMNS, "")
    content = csv_text(COLUMNS, [{**blank, **row} for row in rows]).encode()
    return action.record_file(given.actor(analyst), inspection.slug, content=content, file_name=name)


@pytest.mark.parametrize("document", published_context(), ids=lambda each: each.unit)
def test_every_figure_that_the_documents_print_is_recorded(inspection, analyst, document):
    for each in document.figures:
        given.figure(
            inspection,
            analyst,
            each.figure,
            each.value,
            level=each.level,
            of=each.of,
            as_of=each.as_of,
            period_from=each.period_from,
        )
    assert len(query.recorded(inspection.pk)) == len(document.figures)


def test_a_correction_stands_beside_what_it_corrects(inspection, analyst):
    number = given.figure(inspection, analyst)
    actor, slug = given.actor(analyst), inspection.slug
    wanted = record(value="13.9", source="corrected by the region")
    assert action.correct(actor, slug, number, wanted, reason="A slip of the pen.", version=1) == 2
    found = query.find(inspection.pk, number)
    assert found
    assert (found.current.words, found.current.reason) == ("13.9 days", "A slip of the pen.")
    assert [(each.version, each.words) for each in found.earlier] == [(1, "13.8 days")]
    with pytest.raises(Overtaken) as overtaken:
        action.correct(actor, slug, number, record(value="14"), reason="Mine.", version=1)
    assert overtaken.value.theirs == {"value": "13.9", "version": 2, "by": "Ann Analyst"}
    with pytest.raises(BadInput, match="nothing was changed"):
        action.correct(actor, slug, number, wanted, reason="None.", version=2)
    with pytest.raises(BadInput, match="another figure"):
        action.correct(actor, slug, number, record(figure="caseload"), reason="None.", version=2)
    with pytest.raises(BadInput, match="reason is missing"):
        action.correct(actor, slug, number, record(value="15"), reason="", version=2)
    assert ContextValue.objects.count() == 2


def test_a_withdrawn_figure_leaves_the_table_and_stays_to_be_read(inspection, analyst):
    number = given.figure(inspection, analyst)
    actor, slug = given.actor(analyst), inspection.slug
    action.withdraw(actor, slug, number, reason="It is of another PDU.", version=1)
    assert query.recorded(inspection.pk) == ()
    found = query.find(inspection.pk, number)
    assert found
    assert (found.current.withdrawn, found.earlier[0].words) == (True, "13.8 days")
    with pytest.raises(NotNow):
        action.correct(actor, slug, number, record(value="1"), reason="x", version=2)
    assert given.figure(inspection, analyst) == 2, "it can be recorded anew"
    with pytest.raises(NotThere):
        action.withdraw(actor, slug, 9, reason="x", version=1)


def test_the_same_figure_of_the_same_date_is_recorded_once(inspection, analyst):
    given.figure(inspection, analyst, of="Court staff")
    with pytest.raises(BadInput, match="stands already as figure 1"):
        given.figure(inspection, analyst, "sickness_days", "9", of="court staff")
    given.figure(inspection, analyst, of="court staff", as_of="2022-12")
    given.figure(inspection, analyst, level="region")
    with pytest.raises(BadInput, match="stands already as figure 2"):
        action.correct(
            given.actor(analyst), inspection.slug, 1, record(of="court staff", as_of="2022-12"), reason="x", version=1
        )


def test_a_file_is_taken_whole(inspection, analyst):
    row = {"as_of": "November 2022", "source": "Data return"}
    count = upload(
        analyst,
        inspection,
        {"figure": "Days lost to sickness", "value": "13.8", **row},
        {"figure": "Days lost to sickness", "value": "12.9", "organisation": "East Midlands", **row},
        {"figure": "caseload", "value": "2,380", "organisation": "Leicester, Leicestershire and Rutland", **row},
    )
    assert count == 3
    shown = query.table(facts_of(inspection))
    [line] = next(lines for group, lines in shown.groups if group.id == "sickness")
    assert line.words == "the average annual days lost at 13.8, higher than the regional average of 12.9 days"


def test_a_file_with_one_wrong_row_changes_nothing(inspection, analyst):
    given.figure(inspection, analyst)
    row = {"as_of": "2022-11", "source": "Data return"}
    with pytest.raises(BadInput) as refused:
        upload(
            analyst,
            inspection,
            {"figure": "caseload", "value": "2380", **row},
            {"figure": "sickness_days", "value": "99", **row},
        )
    assert [(fault.file, fault.line, fault.problem) for fault in refused.value.faults] == [
        ("figures.csv", 3, "this stands already as figure 1")
    ]
    with pytest.raises(BadInput) as refused:
        upload(analyst, inspection, {"figure": "caseload", "value": "2380", **row}, {"figure": "nonsense", **row})
    assert {fault.line for fault in refused.value.faults} == {3}
    assert [each.number for each in query.recorded(inspection.pk)] == [1]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("figures.pdf", b"figure,value", "neither a CSV file nor an XLSX workbook"),
        ("figures.xlsx", b"figure,value", "not a workbook"),
        ("figures.csv", b"\0", "neither a CSV file nor an XLSX workbook"),
        ("figures.csv", b"", "the file is empty"),
    ],
)
def test_what_is_no_file_of_figures_is_refused(inspection, analyst, name, content, problem):
    with pytest.raises(BadInput, match=problem):
        action.record_file(given.actor(analyst), inspection.slug, content=content, file_name=name)


def test_a_region_has_no_region_beside_it(analyst, inspection):
    with guard.allowed():
        inspection.kind, inspection.organisation = "region", "region/north-west"
        inspection.save()
    assert set(query.level_titles(facts_of(inspection))) == {"unit", "nation"}
    with pytest.raises(BadInput, match="no region here"):
        given.figure(inspection, analyst, level="region")
    with pytest.raises(BadInput, match="no region here"):
        upload(
            analyst,
            inspection,
            {"figure": "pdus", "organisation": "region", "value": "6", "as_of": "2022", "source": "x"},
        )


def test_what_changed_since_the_last_published_inspection_is_told(inspection, analyst):
    assert query.table(facts_of(inspection)).earlier is None, "its own report came after its fieldwork"
    with guard.allowed():
        inspection.fieldwork_from = inspection.fieldwork_from.replace(year=2025)
        inspection.fieldwork_to = inspection.fieldwork_to.replace(year=2025)
        inspection.save()
    given.figure(inspection, analyst, "sickness_days", "11.7", as_of="2025-09")
    given.figure(inspection, analyst, "prioritisation_status", "amber", as_of="2025-09")
    given.figure(inspection, analyst, "vacancy_rate", "12", of="Court staff", as_of="2025-09")
    given.figure(inspection, analyst, "bedspaces", "9", as_of="2025-09")
    shown = query.table(facts_of(inspection))
    assert shown.earlier
    assert shown.earlier.published == "2023-02-09"
    lines = {line.figure.id: line for _, lines in shown.groups for line in lines}
    changes = {name: line.change.words if line.change else None for name, line in lines.items()}
    # From S2: 13.8 days, red, and 43 per cent for court staff; it prints no bedspaces.
    assert changes == {
        "sickness_days": "down 2.1 days",
        "prioritisation_status": "from red to amber",
        "vacancy_rate": "down 31 percentage points",
        "bedspaces": None,
    }


def test_of_several_dates_the_latest_is_shown(inspection, analyst):
    for as_of, value in (("2022-11", "13.8"), ("2022", "13"), ("2022-03", "12")):
        given.figure(inspection, analyst, "sickness_days", value, as_of=as_of)
    [(_, [line])] = query.table(facts_of(inspection)).groups
    assert (line.levels["unit"].current.words, line.older) == ("13 days", 2)  # 2022 ends after November


def test_what_was_typed_freely_goes_into_the_audit_trail_by_its_digest(inspection, analyst):
    secret = "Nobody Inparticular"  # noqa: S105 - a name that must not be found
    number = given.figure(inspection, analyst, source=secret, of=secret)
    actor, slug = given.actor(analyst), inspection.slug
    action.correct(actor, slug, number, record(source=secret, of=secret, value="14"), reason=secret, version=1)
    action.withdraw(actor, slug, number, reason=secret, version=2)
    found = json.dumps(list(AuditEntry.objects.values_list("before", "after")))
    assert secret not in found
    assert '"13.8"' in found


def test_it_is_recorded_by_those_who_may_and_until_publication(inspection, analyst):
    inspector = given.member(inspection, Role.INSPECTOR, "Ina Inspector")
    with pytest.raises(NotAllowed):
        given.figure(inspection, inspector)
    with guard.allowed():
        inspection.phase = "published"
        inspection.save()
    with pytest.raises(NotNow):
        given.figure(inspection, analyst)


def test_each_figure_is_a_source(inspection, analyst):
    given.figure(inspection, analyst, "vacancy_rate", "43", of="court staff")
    [source] = query.sources(facts_of(inspection))
    assert (source.kind, source.words) == ("context", "a vacancy rate of 43 per cent for court staff")
    assert source.title == "Vacancy rate, court staff: Leicester, Leicestershire and Rutland, November 2022"
