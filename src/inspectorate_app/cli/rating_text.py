"""A rated inspection as the commands show it: as JSON, as a table, and as an explanation in plain words."""

from typing import TYPE_CHECKING

from inspectorate_app.cli.terminal import Json, table, wrapped

if TYPE_CHECKING:
    from inspectorate.rating.rate import InspectionRating
    from inspectorate.rating.standard import StandardRating
    from inspectorate.rating.working import Step

MISSING_SHOWN = 10


def as_json(result: "InspectionRating") -> Json:
    """A rated inspection as scripts read it."""
    rated = [entry for entry in result.standards if entry.standard.rated]
    return {
        "edition": result.edition.id,
        "edition_sha256": result.edition.sha256,
        "standards": [_standard_json(entry) for entry in rated],
        "unrated": [_standard_json(entry) for entry in result.standards if not entry.standard.rated],
        "score": {"points": result.points, "maximum": result.maximum},
        "overall": {"rating": result.overall},
        "assumed": assumed_rules(result),
        "working": [str(step) for step in result.working],
    }


def _standard_json(entry: "StandardRating") -> Json:
    driver = entry.driven_by
    return {
        "id": entry.standard.id,
        "title": entry.standard.title,
        "rating": entry.rating,
        "computed_rating": entry.computed,
        "judged_rating": entry.judgement.rating if entry.judgement else None,
        "not_rated": bool(entry.not_rated),
        "driven_by": driver.question.id if driver else None,
        "driven_by_text": driver.question.text if driver else None,
        "percent": driver.proportion.percent if driver else None,
        "sufficient": driver.proportion.sufficient if driver else None,
        "relevant": driver.proportion.relevant if driver else None,
        "key_questions": [
            {
                "id": question.question.id,
                "text": question.question.text,
                "percent": question.proportion.percent,
                "sufficient": question.proportion.sufficient,
                "relevant": question.proportion.relevant,
                "band": question.band.descriptor,
                "rating": question.band.rating,
                "rounding_decides": question.rounding_decides,
            }
            for question in entry.key_questions
        ],
        "discretion": {"because": list(entry.latitude.reasons), "ratings": list(entry.latitude.ratings)},
        "panel": _panel_json(entry),
        "working": [str(step) for step in entry.working],
    }


def _panel_json(entry: "StandardRating") -> Json | None:
    if entry.panel is None:
        return None
    decision = entry.panel
    return {
        "rating": decision.rating,
        "reason": decision.reason,
        "date": decision.date.isoformat(),
        "members": list(decision.members),
    }


def summary(result: "InspectionRating", extra: Json) -> str:
    """The ratings as a table, the score, the overall rating, and what to look at."""
    rows = [_row(entry) for entry in result.standards if entry.standard.rated or entry.driven_by]
    columns = {"standard": "Standard", "rating": "Rating", "percent": "Lowest", "counts": "Cases", "note": ""}
    lines = [table(columns, rows), "", headline(result)]
    unanswered = [f"{each['id']} ({each['missing']})" for each in extra.get("questions", []) if each["missing"]]
    if unanswered:
        shown = ", ".join(unanswered[:MISSING_SHOWN])
        more = f" and {len(unanswered) - MISSING_SHOWN} more" if len(unanswered) > MISSING_SHOWN else ""
        lines += ["", wrapped(f"Relevant cases without an answer, which are not counted: {shown}{more}.", hanging="")]
    if "by" in extra:
        lines += ["", _split_text(result, extra["by"])]
    assumed = assumed_rules(result)
    if assumed:
        told = f"Assumed, not published: {', '.join(assumed)}. 'rating explain' tells how each rating was reached."
        lines += ["", wrapped(told, hanging="")]
    return "\n".join(lines)


def _split_text(result: "InspectionRating", by: Json) -> str:
    """The key questions within each value of a characteristic: counts, and the percentage they come to."""
    counted = {value["value"]: {each["id"]: each for each in value["questions"]} for value in by["values"]}
    rows = []
    for entry in result.standards:
        for question in entry.key_questions:
            row: Json = {"question": question.question.id}
            for value, counts in counted.items():
                count = counts.get(question.question.id, {"relevant": 0})
                row[value] = f"{count['yes']} of {count['relevant']}, {count['percent']}%" if count["relevant"] else ""
            rows.append(row)
    headings = {value["value"]: f"{value['value']} ({value['cases']} cases)" for value in by["values"]}
    caution = "Differences between groups are not tested here; of a small group, tell the counts."
    return table({"question": f"By {by['characteristic']}", **headings}, rows) + f"\n{caution}"


def headline(result: "InspectionRating") -> str:
    """The score and the overall rating in one line, or why there is none."""
    if result.overall is None:
        return wrapped(result.working[-1].text, hanging="")
    score = f"Score {result.points}/{result.maximum}. " if result.maximum is not None else ""
    return f"{score}Overall rating: {result.overall}."


def _row(entry: "StandardRating") -> Json:
    driver, notes = entry.driven_by, []
    if entry.panel:
        notes.append(f"decided by the panel; computed: {entry.computed}")
    elif entry.judgement and entry.computed != entry.judgement.rating:
        notes.append(f"judged {entry.judgement.rating}; a decision rule binds it")
    elif entry.latitude.ratings:
        notes.append("panel may use discretion")
    rated = entry.standard.rated and not entry.not_rated
    rating = (entry.rating or "not assessed yet") if rated else "not rated"
    known = driver is not None and driver.proportion.relevant is not None
    return {
        "standard": f"{entry.standard.id} {entry.standard.title}",
        "rating": rating,
        "percent": f"{driver.proportion.percent}%" if driver else "",
        "counts": f"{driver.proportion.sufficient} of {driver.proportion.relevant}" if driver and known else "",
        "note": "; ".join(notes),
    }


def assumed_rules(result: "InspectionRating") -> list[str]:
    """The rules that had a hand in the result and whose source is only assumed."""
    from inspectorate.rating.rule import rules_of

    steps = [step for entry in result.standards for step in entry.working] + list(result.working)
    names = [step.rule for step in steps if step.certainty == "assumed"]
    rules = rules_of(result.edition)
    quiet = {
        "rounding": (rules.rounding, any(entry.key_questions for entry in result.standards)),
        "discretion": (rules.discretion, any(entry.latitude.reasons for entry in result.standards)),
    }
    names += [name for name, (rule, used) in quiet.items() if used and rule and rule.certainty == "assumed"]
    return list(dict.fromkeys(names))


def explanation_json(result: "InspectionRating", only: str | None) -> Json:
    """The working of all standards, or of one."""
    chosen = [entry for entry in result.standards if only in (None, entry.standard.id)]
    data: Json = {"edition": result.edition.id, "standards": [_standard_json(entry) for entry in chosen]}
    if only is None:
        data["working"] = [str(step) for step in result.working]
    return data


def explanation(result: "InspectionRating", only: str | None) -> str:
    """How each rating was reached, in paragraphs, the sources numbered below."""
    from inspectorate.rating.rule import rules_of

    notes: dict[str, int] = {}
    lines: list[str] = []
    for entry in result.standards:
        if only not in (None, entry.standard.id):
            continue
        lines += [f"{entry.standard.id} {entry.standard.title}: {entry.rating or 'no rating'}"]
        lines += [_step(step, notes) for step in entry.working]
        if entry.latitude.ratings and not entry.panel:
            ratings = " or ".join(f"'{rating}'" for rating in entry.latitude.ratings)
            because = "; ".join(entry.latitude.reasons)
            rule = rules_of(result.edition).discretion
            mark = _note("discretion", result.edition.cite(rule.source), rule.certainty or "", notes) if rule else ""
            text = f"- The ratings panel may use its discretion and decide {ratings}: {because}.{mark}"
            lines.append(wrapped(text, "  ", "  "))
        lines.append("")
    if only is None:
        lines.append(headline(result))
        lines += [_step(step, notes) for step in result.working]
        lines.append("")
    lines.append("Rules and their sources")
    lines += [wrapped(f"[{number}] {note}", "  ") for note, number in notes.items()]
    return "\n".join(lines)


def _step(step: "Step", notes: dict[str, int]) -> str:
    return wrapped(f"- {step.text}{_note(step.rule, step.source, step.certainty, notes)}", "  ", "  ")


def _note(rule: str, source: str, certainty: str, notes: dict[str, int]) -> str:
    """The mark of a footnote, the same for the same rule and source."""
    if not rule:
        return ""
    return f" [{notes.setdefault(f'{rule}: {source} ({certainty})', len(notes) + 1)}]"
