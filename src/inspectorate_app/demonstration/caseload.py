"""A synthetic caseload such as a region supplies: who began supervision in and about two weeks of 2022.

Names are of the form "Synthetic 0001". Some rows are there to be excluded: begun in another week, marked as sensitive,
without a gender, the same person again.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from inspectorate_app.demonstration.lot import lot

WEEKS = (datetime.date(2022, 4, 18), datetime.date(2022, 5, 9))
FIELDWORK = datetime.date(2022, 11, 28)
ROWS = 262
AREAS = {
    "City": ("City North", "City East", "City South"),
    "County": ("Loughside", "Hinckmere", "Coalford"),
    "East": ("Rutvale",),
}
PRACTITIONERS_PER_TEAM = 9
HEADER = (
    "reference",
    "person_id",
    "family_name",
    "first_name",
    "date_of_birth",
    "gender",
    "ethnicity",
    "sentence_type",
    "risk_of_serious_harm",
    "start_date",
    "end_date",
    "area",
    "team",
    "practitioner",
    "age_band",
    "disability",
)

GENDERS = {"Male": 86, "Female": 14}
ETHNICITIES = {"White": 66, "Black, Asian and minority ethnic": 31, "Not recorded": 3}
SENTENCES = {"Community order": 38, "Suspended sentence order": 20, "Adult licence": 42}
RISKS = {"Low": 27, "Medium": 47, "High": 21, "Very high": 5}
AGES = {"18-25": 21, "26-35": 34, "36-49": 33, "50+": 12}
DISABILITIES = {"no": 58, "yes": 34, "not_recorded": 8}
BIRTH_YEARS = {"18-25": 2000, "26-35": 1991, "36-49": 1980, "50+": 1965}


def synthetic_caseload(
    weeks: Sequence[datetime.date] = WEEKS, rows: int = ROWS, series: str = "DEMO"
) -> list[dict[str, str]]:
    """The rows of a caseload, the same at every call and on every machine.

    ``weeks`` are two Mondays in which supervision began; references and people of another ``series`` are others.
    """
    made = [_row(number, weeks, series) for number in range(1, rows + 1)]
    return [*made, *_repeated(made)]


def _row(number: int, weeks: Sequence[datetime.date], series: str) -> dict[str, str]:
    reference = f"{series}{number:04}"
    age = _pick(reference, "age", AGES)
    start = weeks[number % 2] + datetime.timedelta(days=int(7 * lot("demonstration caseload", "day", reference)))
    area, team, practitioner = _practitioner(reference)
    row = {
        "reference": reference,
        "person_id": f"SYN/{number:06}" if series == "DEMO" else f"SYN/{series}/{number:06}",
        "family_name": f"{number:04}",
        "first_name": "Synthetic",
        "date_of_birth": datetime.date(BIRTH_YEARS[age], 1 + number % 12, 1 + number % 28).isoformat(),
        "gender": _pick(reference, "gender", GENDERS),
        "ethnicity": _pick(reference, "ethnicity", ETHNICITIES),
        "sentence_type": _pick(reference, "sentence", SENTENCES),
        "risk_of_serious_harm": _pick(reference, "risk", RISKS),
        "start_date": start.isoformat(),
        "end_date": (start + datetime.timedelta(days=365)).isoformat(),
        "area": area,
        "team": team,
        "practitioner": practitioner,
        "age_band": age,
        "disability": _pick(reference, "disability", DISABILITIES),
    }
    return {**row, **_spoilt(number, start)}


def _spoilt(number: int, start: datetime.date) -> Mapping[str, str]:
    """What makes some rows ineligible."""
    if number % 37 == 0:
        return {"family_name": "****", "first_name": "****"}
    if number % 41 == 0:
        return {"gender": ""}
    if number % 23 == 0:
        return {"start_date": (start + datetime.timedelta(days=7)).isoformat()}
    return {}


def _repeated(rows: Sequence[Mapping[str, str]]) -> Iterator[dict[str, str]]:
    """A second sentence of six people, under another reference."""
    for row in rows[10 : len(rows) - 12 : 43]:
        later = datetime.date.fromisoformat(row["start_date"]) + datetime.timedelta(days=1)
        yield {**row, "reference": f"{row['reference']}B", "start_date": later.isoformat()}


def _practitioner(reference: str) -> tuple[str, str, str]:
    """Area, team and practitioner of a case; the first practitioner of a team carries more cases than the others."""
    teams = [(area, team) for area, names in AREAS.items() for team in names]
    area, team = teams[int(len(teams) * lot("demonstration caseload", "team", reference))]
    place = int(PRACTITIONERS_PER_TEAM * lot("demonstration caseload", "practitioner", reference) ** 1.6)
    number = teams.index((area, team)) * PRACTITIONERS_PER_TEAM + place + 1
    return area, team, f"Practitioner {number:02}"


def _pick(reference: str, purpose: str, shares: Mapping[str, int]) -> str:
    """One of some values, each with its share in a hundred."""
    drawn, total = 100 * lot("demonstration caseload", purpose, reference), 0
    for value, share in shares.items():
        total += share
        if drawn < total:
            return value
    raise AssertionError("the shares add up to a hundred")
