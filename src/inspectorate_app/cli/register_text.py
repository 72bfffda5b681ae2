"""What documents state, and where they disagree, in words for a terminal."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from inspectorate_app.cli.terminal import Json, table, wrapped

if TYPE_CHECKING:
    from inspectorate.register.checking.disagreement import Disagreement

SUMMARY = {
    "file": "File",
    "kind": "Kind",
    "unit": "Unit",
    "published": "Published",
    "overall_rating": "Overall rating",
    "score": "Score",
}
FILE_WIDTH, UNIT_WIDTH = 26, 22

#: What is told first: what is surest, and of that what two places say against each other.
CERTAINTY = ("certain", "likely", "possible")
SEVERITY = ("disagreement", "missing", "wording")


def documents(read: Sequence[Json], evidence: bool) -> str:
    """Each document in full; where there are more than five, a line for each."""
    if len(read) > 5 and not evidence:
        return table(SUMMARY, map(_summary, read))
    return "\n\n\n".join(document(row, evidence) for row in read)


def _summary(row: Json) -> Json:
    """The line of one document among many, within the width of a terminal: of a long path its end."""
    file, unit, score = row["file"], row["unit"] or "", _score(row["score"])
    file = f"…{file[1 - FILE_WIDTH :]}" if len(file) > FILE_WIDTH else file
    unit = f"{unit[: UNIT_WIDTH - 1]}…" if len(unit) > UNIT_WIDTH else unit
    kind = row["kind"].removeprefix("inspection ").removeprefix("press ").removeprefix("regional ")
    return row | {"file": file, "kind": kind, "unit": unit, "score": score}


def document(row: Json, evidence: bool = False) -> str:
    """One document: what it states, with the line on which each fact stands."""
    if row["kind"] == "other":
        return f"{row['file']}: not an inspection document"
    parts = [f"{row['file']}: {row['kind']}", *_head(row), *_standards(row), *_questions(row), *_recommendations(row)]
    parts += [*_numbers(row), *_others(row)]
    for unit in row["units"]:
        parts += ["", f"  {unit['unit']}", *_head(unit, "    "), *_standards(unit, "    ")]
    if evidence:
        parts += ["", "  Where each fact stands", *_evidence(row)]
    return "\n".join(parts)


def _score(score: Json | None) -> str | None:
    return f"{score['points']}/{score['maximum']}" if score else None


def _period(period: Json | None) -> str | None:
    if not period:
        return None
    ends = [end for end in dict.fromkeys((period["from"], period["to"])) if end]
    return " to ".join(ends) if period["to"] else f"from {ends[0]}" if ends else period["text"]


def _head(row: Json, indent: str = "  ") -> list[str]:
    where = ", ".join(filter(None, (row["unit_type"], row["region"] if row["region"] != row["unit"] else None)))
    unit = (f"{row['unit']} ({where})" if where else row["unit"]) if row["unit"] else None
    facts = {
        "Unit": unit,
        "Framework": row["edition"],
        "Published": row.get("published"),
        "Fieldwork": _period(row["fieldwork"]),
        "Cohort": ", ".join(filter(None, map(_period, row.get("cohort", ())))),
        "Cases": row.get("sample_size"),
        "Interviews": row.get("interviews"),
        "Survey": row.get("survey_respondents"),
        "Overall": row["overall_rating"],
        "Score": _score(row["score"]),
    }
    lines = (wrapped(f"{name + ':':<12}{value}", indent, " " * 12) for name, value in facts.items() if value)
    return list(lines)


def _standards(row: Json, indent: str = "  ") -> list[str]:
    return [f"{indent}{standard:<12}{rating}" for standard, rating in row["standards"].items()]


def _questions(row: Json) -> list[str]:
    if not row["key_questions"]:
        return []
    told = [f"{item['standard']:<6} {item['percent']:>3} %  {item['question']}" for item in row["key_questions"]]
    return ["", "  Key questions", *(wrapped(line, "    ", " " * 14) for line in told)]


def _recommendations(row: Json) -> list[str]:
    recommendations = row["recommendations"]
    if recommendations["total"] is None:
        return []
    shares = ", ".join(f"{number} for {name}" for name, number in recommendations["by_addressee"].items())
    lines = ["", f"  Recommendations: {recommendations['total']}" + (f" ({shares})" if shares else "")]
    for item in recommendations["items"]:
        whom = ", ".join(filter(None, (item.get("unit"), item["addressee"])))
        lines.append(wrapped(f"{item['number']:>2}. {whom}: {item['text']}", "    "))
    return lines


def _numbers(row: Json) -> list[str]:
    lines: list[str] = []
    for heading, items in (
        ("Counts", [f"{given[0]} of {given[1]}: {given[2]}" for given in row["counts"]]),
        ("Percentages", [f"{given[0]} %: {given[1]}" for given in row["percentages"]]),
        ("Fractions", [f"{given[1]}: {given[2]}" for given in row["fractions"]]),
    ):
        if items:
            lines += ["", f"  {heading}", *(wrapped(item, "    ") for item in items)]
    if number := len(row["amounts"]):
        lines += ["", f"  Other numbers: {number}, with what each counts in --format json"]
    return lines


def _others(row: Json) -> list[str]:
    told = [f"{_with_type(other)}: {other['rating'] or 'no rating given'}" for other in row["other_units"]]
    before = [f"{prior['year'] or 'earlier'}: {prior['rating']}" for prior in row["previous"]]
    lines = ["", "  Other units", *(f"    {line}" for line in told)] if told else []
    return lines + (["", "  Before", *(f"    {line}" for line in before)] if before else [])


def _with_type(unit: Json) -> str:
    return f"{unit['unit']} ({unit['unit_type']})" if unit["unit_type"] else str(unit["unit"])


def _evidence(row: Json) -> Iterable[str]:
    for path, places in row["evidence"].items():
        for place in places:
            where = f"page {place['page']}, line {place['line']}" if place["page"] else f"line {place['line']}"
            yield wrapped(f'{path} ({where}; {place["how"]}): "{place["quote"]}"', "    ")


def as_json(disagreement: "Disagreement") -> Json:
    """One disagreement as plain data."""
    return {
        "rule": disagreement.rule,
        "compares": disagreement.compares,
        "what": disagreement.what,
        "certainty": disagreement.certainty,
        "severity": disagreement.severity,
        "places": [{"file": file, **vars(evidence)} for file, evidence in disagreement.places],
    }


def disagreements(found: Sequence[Json], files: int) -> str:
    """Each disagreement with both places quoted, the surest first; a sentence where there is none."""
    counted = f"{files} document{'s' if files != 1 else ''}"
    if not found:
        return f"{counted}: nothing disagrees."
    weighed = sorted(found, key=lambda item: (CERTAINTY.index(item["certainty"]), SEVERITY.index(item["severity"])))
    told = [_disagreement(number, item) for number, item in enumerate(weighed, start=1)]
    return "\n\n".join([*told, f"{counted}: {_tally(found)}"])


def _disagreement(number: int, item: Json) -> str:
    lines = [wrapped(f"{number}. {item['certainty'].upper()}  {item['what']}", "", "  ")]
    for place in item["places"]:
        lines.append(wrapped(f'{place["file"]}:{place["line"]}: "{place["quote"]}"', "  "))
    rule = wrapped(f"{item['rule']}, {item['severity']}: {item['compares']}", "  ")
    return "\n".join([*lines, rule])


def _tally(found: Sequence[Json]) -> str:
    """``11 certain (2 of them wording), 1 possible.``"""
    told = []
    for certainty in CERTAINTY:
        severities = [item["severity"] for item in found if item["certainty"] == certainty]
        if severities:
            wording = f" ({severities.count('wording')} of wording)" if "wording" in severities else ""
            told.append(f"{len(severities)} {certainty}{wording}")
    return ", ".join(told) + "."
