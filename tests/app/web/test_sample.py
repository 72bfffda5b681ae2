"""The pages of the sample: what they show, to whom, and at what cost."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspectorate_app.actions import sample as action
from inspectorate_app.actions.permission import Role
from inspectorate_app.demonstration.caseload import synthetic_caseload
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Case, CaseAssessment, Caseload, Identity, Sample
from tests.app import given, synthetic

pytestmark = pytest.mark.django_db


def at(name, **parts):
    return reverse(name, kwargs={"inspection": given.LLR, **parts})


def text(response):
    return " ".join(response.content.decode().split())


def file_of(rows):
    return SimpleUploadedFile("synthetic.csv", synthetic.csv_of(rows), "text/csv")


DAY = {"as_of-day": "1", "as_of-month": "11", "as_of-year": "2022"}


@pytest.fixture
def inspection():
    return synthetic.inspection()


@pytest.fixture
def lead(inspection):
    return synthetic.lead(inspection)


@pytest.fixture
def client(lead):
    return given.signed_in(lead)


@pytest.fixture
def approved(inspection, lead):
    return synthetic.approved(inspection, lead)


# --- upload ---------------------------------------------------------------------------------------------------------


def test_from_upload_to_approval_by_pages_alone(client):
    response = client.post(at("caseload_upload"), {"module": "main", **DAY, "file": file_of(synthetic_caseload())})
    caseload = Caseload.objects.get()
    assert response.url == at("sample_draw", caseload=caseload.pk)
    response = client.post(response.url, {"size": "20", "seed": "synthetic"})
    sample = Sample.objects.get()
    assert response.url == at("sample_drawn", sample=sample.pk)
    page = text(client.get(response.url))
    assert "20 cases and a reserve of 4" in page
    assert sample.caseload.sha256 in page
    assert "Women" in page
    response = client.get(at("sample_approve", sample=sample.pk))
    assert "cannot draw this sample again" in text(response)
    response = client.post(at("sample_approve", sample=sample.pk))
    assert response.url == at("sample")
    page = text(client.get(response.url))
    assert "24 cases, main sample and reserve" in page
    assert "The names of 24 people are held" in page


def test_faults_stand_in_a_table_by_row_and_what_was_typed_stays(client):
    rows = synthetic_caseload()
    rows[0]["gender"] = "<b>unclear</b>"
    rows[9]["practitioner"] = ""
    page = text(client.post(at("caseload_upload"), {"module": "main", **DAY, "file": file_of(rows)}))
    assert "The list has 2 problems, and nothing of it was kept" in page
    assert "Row</th>" in page
    for cell in ("<span>2</span>", "<span>gender</span>", "<span>11</span>", "<span>practitioner</span>"):
        assert cell in page
    assert "&lt;b&gt;unclear&lt;/b&gt;" in page
    assert "<b>unclear" not in page
    assert 'value="2022"' in page
    assert not Caseload.objects.exists()


def test_many_faults_are_shown_fifty_at_first(client):
    rows = [{**row, "practitioner": ""} for row in synthetic_caseload()[:60]]
    page = text(client.post(at("caseload_upload"), {"module": "main", **DAY, "file": file_of(rows)}))
    assert "Show 10 more problems" in page
    assert page.count("<span>it is blank</span>".replace("it", "It")) == 60


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"file": ""}, "Select the list of cases"),
        ({"as_of-year": ""}, "Date the list was taken must include a year"),
        ({"as_of-year": "2099"}, "Date the list was taken must be today or in the past"),
        ({"module": ""}, "Select which sample is this list for?"),
    ],
)
def test_what_is_missing_is_said_at_its_field(client, changed, words):
    sent = {"module": "main", **DAY, "file": file_of(synthetic_caseload()), **changed}
    assert words in text(client.post(at("caseload_upload"), sent))


def test_a_file_over_the_limit_is_refused_by_the_page(client, settings):
    settings.UPLOAD_LIMIT = 1_000
    page = text(client.post(at("caseload_upload"), {"module": "main", **DAY, "file": file_of(synthetic_caseload())}))
    assert "The list must be smaller than" in page


def test_a_further_sample_asks_whether_all_are_taken(client, inspection, lead):
    caseload = synthetic.uploaded(
        inspection, lead, b"reference,start_date,practitioner\nCR1,2022-09-01,A\nCR2,2022-09-01,B\n", "court_reports"
    )
    page = text(client.get(at("sample_draw", caseload=caseload)))
    assert "Court reports completed in the stated period" in page
    client.post(at("sample_draw", caseload=caseload), {"method": "all"})
    assert Sample.objects.get().method == "all"


# --- draw -----------------------------------------------------------------------------------------------------------


def test_a_number_that_cannot_be_is_said_at_its_field(client, inspection, lead):
    caseload = synthetic.uploaded(inspection, lead)
    page = text(client.post(at("sample_draw", caseload=caseload), {"size": "0", "cap": "many", "seed": "kept"}))
    assert "Number of cases must be 1 or more" in page
    assert "Most cases of one practitioner must be a whole number" in page
    assert 'value="kept"' in page
    assert not Sample.objects.exists()


def test_the_picture_has_the_numbers_of_the_record(client, inspection, lead):
    sample = Sample.objects.get(pk=synthetic.drawn(inspection, lead))
    main = [case for case in sample.record["cases"] if case["role"] == "main"]
    women = sum(case["stratum"] == "FEMALE" for case in main)
    page = text(client.get(at("sample_drawn", sample=sample.pk)))
    assert f"{women} drawn, target {women}" in page
    for level in ("areas", "teams", "practitioners"):
        page = text(client.get(at("sample_drawn", sample=sample.pk) + f"?level={level}"))
        assert "drawn, target" in page
    assert 'style="' not in page


def test_exclusions_are_counted_by_reason_and_listed_in_pages(client, inspection, lead):
    sample = Sample.objects.get(pk=synthetic.drawn(inspection, lead))
    # Of the 262 rows every 23rd began in another week, unless it is spoilt in another way; see the caseload.
    kinds = sample.picture["excluded_by_kind"]
    assert sum(kinds.values()) == len(sample.record["excluded"])
    assert "Another reason" not in kinds
    page = text(client.get(at("sample_exclusions", sample=sample.pk)))
    assert page.count("DEMO") >= min(50, len(sample.record["excluded"]))
    sensitive = kinds["Sensitive case"]
    page = text(client.get(at("sample_exclusions", sample=sample.pk) + "?kind=Sensitive+case"))
    assert page.count("The name is redacted") == sensitive == len(range(37, 263, 37))


def test_no_page_of_a_draw_names_a_practitioner(client, inspection, lead):
    sample = synthetic.drawn(inspection, lead)
    for level in ("strata", "practitioners"):
        assert "Practitioner 0" not in text(client.get(at("sample_drawn", sample=sample) + f"?level={level}"))
    assert "Practitioner 0" not in text(client.get(at("sample_exclusions", sample=sample)))


def test_the_record_is_handed_out_as_a_file_and_that_is_written_down(client, inspection, lead):
    sample = synthetic.drawn(inspection, lead)
    response = client.post(at("sample_record", sample=sample))
    assert response["Content-Disposition"] == f'attachment; filename="{given.LLR}-sample-{sample}.record.json"'
    assert response.json() == Sample.objects.get().record
    assert AuditEntry.objects.latest("pk").after == {"exported": "record"}
    assert client.get(at("sample_record", sample=sample)).status_code == 405


def test_the_seed_and_the_list_draw_the_same_sample_by_the_command(client, inspection, lead, run, tmp_path):
    sample = Sample.objects.get(pk=synthetic.drawn(inspection, lead))
    file, out = tmp_path / "synthetic.csv", tmp_path / "sample.csv"
    file.write_bytes(synthetic.csv_of(synthetic_caseload()))
    weeks = [part for week in inspection.cohort_weeks for part in ("--week", week)]
    ran = run(
        *("sampling", "draw", file, "--edition", "hmip-pdu-2021", "--out", out, "--size", "20"),
        *("--seed", sample.picture["seed"], "--as-of", "2022-11-01", *weeks),
    )
    assert ran.status == 0
    drawn = [line.split(",")[0] for line in out.read_text().splitlines()[1:]]
    assert drawn == [case["reference"] for case in sample.record["cases"] if case["role"] in ("main", "reserve")]


# --- cases and allocation -------------------------------------------------------------------------------------------


def test_cases_are_allocated_by_a_button_and_one_is_changed(client, inspection, lead, approved):
    first = given.member(inspection, Role.INSPECTOR, "Ina One", capacity=20, skills=["womens_cases"])
    second = given.member(inspection, Role.INSPECTOR, "Ivo Two", capacity=20, skills=["womens_cases"])
    page = text(client.get(at("allocation")))
    assert "20 cases that nobody has" in page
    response = client.post(at("allocation"), follow=True)
    assert "20 cases were allocated" in text(response)
    assert "All 20 cases of the sample have been allocated" in text(response)
    other = second if Case.objects.get(number=1).allocated_to == first else first
    response = client.post(at("case_allocate", case=1), {"person": str(other.pk)})
    assert response.url == at("sample_case", case=1)
    assert Case.objects.get(number=1).allocated_to == other


def test_a_conflict_is_told_at_the_choice_and_never_by_the_name_of_a_practitioner(client, inspection, lead, approved):
    name = Identity.objects.get(case__number=1).practitioner
    inspector = given.member(inspection, Role.INSPECTOR, "Ina One", capacity=20, conflicts=[name])
    page = text(client.post(at("case_allocate", case=1), {"person": str(inspector.pk)}))
    assert "Ina One cannot read case 1: a conflict of interest with its practitioner" in page
    assert name not in page
    page = text(client.get(at("allocation")))
    assert "1 with practitioners or others" in page
    assert name not in page


def test_why_a_case_cannot_be_allocated_stands_beside_it(client, inspection, approved):
    given.member(inspection, Role.INSPECTOR, "Ina One", capacity=20)
    page = text(client.get(at("allocation")))
    women = Case.objects.filter(role="main", characteristics__gender="female").count()
    assert page.count("No inspector has the skill it needs: Women&#39;s cases.") == women > 0


def test_a_started_assessment_asks_for_confirmation(client, inspection, lead, approved):
    first = given.member(inspection, Role.INSPECTOR, "Ina One", capacity=20)
    action.allocate_case(given.actor(lead), inspection.slug, 1, first.pk)
    with guard.allowed():
        CaseAssessment.objects.create(case=Case.objects.get(number=1), inspection=inspection, started_by=first)
    page = text(client.post(at("case_allocate", case=1), {"person": "nobody"}))
    assert "has been started. Confirm" in page
    client.post(at("case_allocate", case=1), {"person": "nobody", "confirmed": "on"})
    assert Case.objects.get(number=1).allocated_to is None


def test_a_case_is_replaced_with_a_reason(client, approved):
    assert "Enter why this case cannot be read" in text(client.post(at("case_replace", case=1), {"reason": " "}))
    response = client.post(at("case_replace", case=1), {"reason": "The file is at court"}, follow=True)
    page = text(response)
    assert "Case 1 is withdrawn, and case 2" in page
    assert "Reason: The file is at court" in page
    assert "Withdrawn: 1 case" in text(client.get(at("sample_cases") + "?role=withdrawn"))


def test_the_list_of_cases_holds_no_formula_for_a_spreadsheet(client, inspection, lead):
    rows = synthetic_caseload()
    for row in rows:
        row["team"] = "=1+1"
    caseload = synthetic.uploaded(inspection, lead, synthetic.csv_of(rows))
    sample = action.draw_sample(given.actor(lead), inspection.slug, caseload=caseload, size=20)
    action.approve_sample(given.actor(lead), inspection.slug, sample)
    response = client.post(at("sample_cases_download"))
    lines = io.StringIO(response.content.decode()).readlines()
    assert len(lines) == 25
    assert all(",'=1+1," in line for line in lines[1:])
    assert AuditEntry.objects.latest("pk").after == {"exported": 24}


# --- names ----------------------------------------------------------------------------------------------------------


def test_the_lead_sees_a_name_by_a_button_and_in_no_other_page(client, inspection, approved):
    identity = Identity.objects.get(case__number=1)
    for address in (at("sample"), at("sample_cases"), at("sample_case", case=1), at("allocation")):
        page = text(client.get(address))
        assert f"Synthetic {identity.family_name}" not in page
        assert identity.practitioner not in page
    before = AuditEntry.objects.count()
    response = client.post(at("case_name", case=1))
    assert f"Synthetic {identity.family_name}" in text(response)
    assert identity.practitioner in text(response)
    assert response["Cache-Control"] == "no-store"
    assert AuditEntry.objects.count() == before + 1
    assert client.get(at("case_name", case=1)).status_code == 405


def test_an_inspector_sees_the_name_of_their_own_case_alone(inspection, lead, approved):
    inspector = given.member(inspection, Role.INSPECTOR, "Ina One", capacity=20)
    action.allocate_case(given.actor(lead), inspection.slug, 1, inspector.pk)
    theirs = given.signed_in(inspector)
    page = text(theirs.get(reverse("case", kwargs={"inspection": inspection.slug, "number": 1})))
    assert at("case_name", case=1) in page
    assert "Synthetic" not in page
    response = theirs.post(at("case_name", case=1))
    assert f"Synthetic {Identity.objects.get(case__number=1).family_name}" in text(response)
    response = theirs.post(at("case_name", case=2))
    assert response.status_code == 403
    assert Identity.objects.get(case__number=2).family_name not in text(response)
    assert theirs.get(at("sample_case", case=1)).status_code == 403


@pytest.mark.parametrize("role", [Role.ANALYST, Role.QUALITY_LEAD])
def test_who_sees_the_sample_without_names_is_offered_none(inspection, approved, role):
    theirs = given.signed_in(given.member(inspection, role))
    page = text(theirs.get(at("sample_case", case=1)))
    assert "Show name" not in page
    assert theirs.post(at("case_name", case=1)).status_code == 403
    assert theirs.get(at("names_delete")).status_code == 403
    assert theirs.get(at("caseload_upload")).status_code == 403


def test_names_are_deleted_after_a_question(client, approved):
    assert "The names of 24 people" in text(client.get(at("names_delete")))
    assert Identity.objects.count() == 24
    page = text(client.post(at("names_delete"), follow=True))
    assert "The names of 24 people were deleted" in page
    assert not Identity.objects.exists()
    assert "Show name" not in text(client.get(at("sample_case", case=1)))


# --- when and at what cost --------------------------------------------------------------------------------------------


def test_out_of_its_phase_the_page_offers_nothing_to_do(client, inspection):
    inspection.phase = "analysis"
    with guard.allowed():
        inspection.save()
    page = text(client.get(at("sample")))
    assert at("caseload_upload") not in page
    assert client.get(at("caseload_upload")).status_code == 409


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_pages_ask_for_as_much_with_a_hundred_cases_as_with_ten(client, inspection, lead):
    given.member(inspection, Role.INSPECTOR, "Ina One", capacity=20)
    sample = synthetic.approved(inspection, lead, size=10)
    names = [
        at("sample"),
        at("sample_cases"),
        at("allocation"),
        at("sample_case", case=1),
        at("sample_drawn", sample=sample),
        at("sample_exclusions", sample=sample),
    ]
    few = [queries(client, address) for address in names]
    with guard.allowed():
        Identity.objects.all().delete()
        Case.objects.all().delete()
        Sample.objects.all().delete()
        Caseload.objects.all().delete()
    many = synthetic.approved(inspection, lead, size=100)
    names[4:] = [at("sample_drawn", sample=many), at("sample_exclusions", sample=many)]
    assert [queries(client, address) for address in names] == few
    assert max(few) <= 17


def test_a_lead_makes_a_further_sample_from_the_main_one_with_one_press(inspection):
    lead = synthetic.lead(inspection)
    client = given.signed_in(lead)
    assert "Make it from the main sample" in text(client.get(at("sample")))
    address = at("sample_from_main", module="resettlement")
    refused = client.post(address)
    assert refused.status_code == 409
    assert "has not been approved yet" in text(refused)
    synthetic.approved(inspection, lead)
    of_main = Case.objects.filter(role="main", characteristics__sentence_type="post_custody").count()
    page = text(client.get(at("sample")))
    assert address in page
    assert "Every case of the main sample in which the person was released from custody" in text(client.get(address))
    made = client.post(address, follow=True)
    assert f"Resettlement cases: {of_main} cases of the main sample" in text(made)
    assert Case.objects.filter(sample__module="resettlement", role="main").count() == of_main
    # Nothing is recorded of victim contact in the synthetic caseload: the page says of which cases.
    other = text(client.get(at("sample_from_main", module="statutory_victims")))
    assert "20 cases of the main sample have nothing recorded" in other
    assert client.get(at("sample_from_main", module="court_reports")).status_code == 404
