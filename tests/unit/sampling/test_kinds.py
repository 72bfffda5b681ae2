"""Exclusions are counted by kind: each sentence that the cohort says belongs to one."""

import datetime

import pytest

from inspectorate.framework.catalogue import find_edition
from inspectorate.framework.model import SamplingSpecification
from inspectorate.sampling.caseload import read_caseload
from inspectorate.sampling.eligibility import KINDS, find_cohort, kind_of

AS_OF = datetime.date(2022, 11, 1)
WEEKS = (datetime.date(2022, 4, 18),)
HEADER = "reference,person_id,family_name,gender,sentence_type,risk_of_serious_harm,start_date,practitioner"
SOUND = "X0,1,Synthetic,f,community order,low,2022-04-18,A"


def reasons(folder, *rows: str, specification: SamplingSpecification | None = None) -> list[str]:
    file = folder / "caseload.csv"
    file.write_text("\n".join((HEADER, SOUND, *rows)) + "\n", encoding="utf-8")
    edition = find_edition("hmip-pdu-2021")
    specification = specification or edition.sampling
    found = read_caseload(file, edition, specification, AS_OF)
    return [each.reason for each in find_cohort(found, edition, specification, AS_OF, WEEKS).excluded]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("X1,2,****,f,community order,low,2022-04-18,A", "Sensitive case"),
        ("X1,2,S,f,community order,low,2022-11-02,A", "Not commenced yet"),
        ("X1,2,S,f,community order,low,2022-04-25,A", "Commenced outside the cohort weeks"),
        ("X1,1,S,f,community order,low,2022-04-19,A", "Another case of the same person"),
        ("X1,2,S,,community order,low,2022-04-18,A", "A characteristic that decides is not recorded"),
        ("X1,2,S,f,fine,low,2022-04-18,A", "Not in scope"),
    ],
)
def test_each_reason_is_of_one_kind(tmp_path, row, kind):
    assert [kind_of(reason) for reason in reasons(tmp_path, row)] == [kind]
    assert kind in KINDS


def test_a_case_in_no_stratum_is_of_that_kind(tmp_path):
    specification = find_edition("hmip-pdu-2021").sampling
    men_alone = specification.model_copy(update={"strata": specification.strata[1:2], "eligible": ()})
    row = "X1,2,S,m,community order,high,2022-04-18,A"
    found = reasons(tmp_path, row, specification=men_alone)
    assert [kind_of(reason) for reason in found] == ["In none of the strata"]


def test_words_of_another_kind_are_not_lost():
    assert kind_of("It was lost in the post.") == "Another reason"
