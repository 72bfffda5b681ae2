"""The pages of context data: the table, the words of a report, recording, files, corrections."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inspectorate.tabular import read_table
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.queries import context as query
from tests.app import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def analyst(inspection):
    return given.member(inspection, Role.ANALYST, "Ann Analyst")


@pytest.fixture
def client(analyst):
    return given.signed_in(analyst)


def address(inspection, rest=""):
    return f"/inspections/{inspection.slug}/context/{rest}"


FIGURE = {
    "figure": "vacancy_rate",
    "level": "unit",
    "of": "court staff",
    "value": "43%",
    "as_of": "2022",
    "source": "s",
}


def test_a_figure_is_recorded_and_shown_in_the_table_and_the_words_of_a_report(inspection, client):
    response = client.post(address(inspection, "new"), FIGURE)
    assert response["Location"] == address(inspection, "1")
    assert "a vacancy rate of 43 per cent for court staff" in client.get(response["Location"]).content.decode()
    table = client.get(address(inspection)).content.decode()
    assert "43 per cent" in table
    assert "England and Wales" not in table, "no figure is of the nation"
    report = client.get(address(inspection, "report")).content.decode()
    assert "A vacancy rate of 43 per cent for court staff" in report


def test_what_cannot_be_recorded_is_told_at_its_field(inspection, client):
    shown = client.post(address(inspection, "new"), FIGURE | {"value": "lots", "as_of": "soon"}).content.decode()
    assert "‘lots’ is no value of ‘Vacancy rate’" in shown
    assert 'href="#id_value"' in shown
    assert "‘soon’ is not a date" in shown
    assert 'value="lots"' in shown
    blank = client.post(address(inspection, "new"), {}).content.decode()
    assert "Select which figure it is" in blank


def test_a_correction_keeps_what_stood_there(inspection, client, analyst):
    given.figure(inspection, analyst)
    typed = {"figure": "sickness_days", "level": "unit", "as_of": "November 2022", "source": "s", "version": "1"}
    missing = client.post(address(inspection, "1/correct"), typed | {"value": "14"}).content.decode()
    assert "Enter why it is corrected" in missing
    client.post(address(inspection, "1/correct"), typed | {"value": "14", "reason": "A slip."})
    shown = client.get(address(inspection, "1")).content.decode()
    assert "Everything that it has said" in shown
    for words in ("14 days", "13.8 days", "A slip."):
        assert words in shown
    late = client.post(address(inspection, "1/correct"), typed | {"value": "15", "reason": "Mine."})
    assert late.status_code == 409
    assert "Ann Analyst corrected this figure to 14 after you opened it." in late.content.decode()
    assert 'name="version" value="2"' in late.content.decode()


def test_a_figure_is_withdrawn_with_a_reason(inspection, client, analyst):
    given.figure(inspection, analyst)
    assert (
        "Enter why it is withdrawn" in client.post(address(inspection, "1/withdraw"), {"version": "1"}).content.decode()
    )
    client.post(address(inspection, "1/withdraw"), {"version": "1", "reason": "Of another PDU."})
    assert "Days lost to sickness" not in client.get(address(inspection)).content.decode()
    shown = client.get(address(inspection, "1")).content.decode()
    assert "Withdrawn" in shown
    assert "Of another PDU." in shown
    assert "Correct this figure" not in shown


def test_a_file_is_uploaded_or_every_fault_told_by_its_row(inspection, client):
    text = "figure,value,as_of,source\ncaseload,2380,2022-11,return\n"
    file = SimpleUploadedFile("context.csv", text.encode())
    assert client.post(address(inspection, "upload"), {"file": file}).status_code == 302
    file = SimpleUploadedFile("context.csv", (text + "nonsense,1,2022,return\n").encode())
    shown = client.post(address(inspection, "upload"), {"file": file}).content.decode()
    assert "The file has 1 problem, and nothing of it was kept" in shown
    assert "There is no figure ‘nonsense’" in shown
    assert len(query.recorded(inspection.pk)) == 1
    assert "Select the file" in client.post(address(inspection, "upload"), {}).content.decode()
    file = SimpleUploadedFile("context.pdf", b"x")
    assert "neither a CSV file" in client.post(address(inspection, "upload"), {"file": file}).content.decode()


def test_the_list_to_fill_in_is_one_that_can_be_uploaded(inspection, client, tmp_path):
    response = client.get(address(inspection, "upload/list"))
    path = tmp_path / "list.csv"
    path.write_bytes(response.content)
    header, *rows = [read_table(path).header, *(cells for _, cells in read_table(path).rows)]
    place = {name: at for at, name in enumerate(header)}
    filled = [row for row in rows if row[place["figure"]] in ("Caseload", "Days lost to sickness")]
    for row, value in zip(filled, ("2,380", "13.8"), strict=True):
        row[place["value"]], row[place["as_of"]], row[place["source"]] = f'"{value}"', "2022-11", "return"
        row[place["organisation"]] = f'"{row[place["organisation"]]}"'
    text = "\n".join(",".join(cells) for cells in (header, *filled))
    client.post(address(inspection, "upload"), {"file": SimpleUploadedFile("list.csv", text.encode())})
    assert [each.current.words for each in query.recorded(inspection.pk)] == ["2,380", "13.8 days"]


def test_what_is_assumed_is_marked(inspection, client):
    shown = client.get(address(inspection, "catalogue")).content.decode()
    assert "Report on Leicester, Leicestershire and Rutland PDU, 9 February 2023, 1.2" in shown
    assert ">Assumed</strong>" in shown


def test_the_last_inspection_stands_beside(inspection, client, analyst):
    given.figure(inspection, analyst, "sickness_days", "11.7", as_of="2025-09")
    with guard.allowed():
        inspection.fieldwork_from = inspection.fieldwork_from.replace(year=2025)
        inspection.save()
    shown = client.get(address(inspection)).content.decode()
    assert "Down 2.1 days" in shown
    assert "9 February 2023" in shown


def test_who_only_reads_is_offered_nothing_else(inspection, analyst):
    given.figure(inspection, analyst)
    reader = given.signed_in(given.member(inspection, Role.INSPECTOR, "Ina Inspector"))
    shown = reader.get(address(inspection)).content.decode()
    assert "Record a figure" not in shown
    assert "Correct this figure" not in reader.get(address(inspection, "1")).content.decode()
    assert reader.post(address(inspection, "new"), FIGURE).status_code == 403
