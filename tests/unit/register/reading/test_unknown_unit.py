"""A unit that the directory does not know is named by the words before it too; another unit never takes its rating."""

import pytest

from inspectorate.register.document import Document
from inspectorate.register.facts_json import as_json
from inspectorate.register.reading.read import read

RELEASE = """Probation service in Northmoor ‘Requires improvement’

The probation service{called} in Northmoor has been rated as ‘Requires improvement’ following an inspection by HM
Inspectorate of Probation – scoring five inspection points out of a possible 21.

{other}

Notes to editor

1. Fieldwork took place in May 2024.
"""


@pytest.mark.parametrize("called", ["", ", or Probation Delivery Unit (PDU*),"])
@pytest.mark.parametrize(
    "other",
    [
        "Eastvale PDU, which we inspected too, was rated ‘Good’.",
        "The second is Eastvale PDU, which received an overall rating of ‘Good’.",
    ],
)
def test_the_rating_stays_with_the_unit_that_it_is_said_of(called: str, other: str) -> None:
    found = as_json(read(Document("release.txt", "text", RELEASE.format(called=called, other=other))))
    assert (found["unit"], found["overall_rating"]) == ("Northmoor", "Requires improvement")
    assert found["score"] == {"points": 5, "maximum": 21}
    assert [(unit["unit"], unit["rating"]) for unit in found["other_units"]] == [("Eastvale", "Good")]


@pytest.mark.parametrize("place", ["England", "September", "England and Wales"])
def test_a_month_or_a_country_is_no_unit(place: str) -> None:
    found = as_json(read(Document("page.txt", "text", f"The probation service in {place} has been rated as ‘Good’.\n")))
    assert found["unit"] is None


def test_the_region_on_the_cover_of_a_unit_that_is_not_known() -> None:
    cover = "# An inspection of probation services in Northmoor PDU\n\nThe Probation Service – North West region\n"
    text = f"{cover}\nHM Inspectorate of Probation, July 2024\n\n# Foreword\n\nThe East of England helped.\n"
    facts = as_json(read(Document("made-up.txt", "text", text)))
    assert (facts["unit"], facts["region"]) == ("Northmoor", "North West")
