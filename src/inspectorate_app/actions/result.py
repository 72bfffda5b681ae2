"""Taking results out of the service: the counts as a file, and an entry in the audit trail that they left."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _

from inspectorate.aggregation.counts import Count
from inspectorate.errors import BadInput, Fault
from inspectorate.framework.model import Edition, Question
from inspectorate.tabular import csv_text
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.release import require_told
from inspectorate_app.store.queries.characteristic import ByCharacteristic, by_characteristic
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used, facts_of
from inspectorate_app.store.queries.result import cases_to_read
from inspectorate_app.store.queries.tally import findings

Form = Literal["csv", "json"]
COLUMNS = (
    "question",
    "text",
    "characteristic",
    "group",
    "cases",
    "yes",
    "no",
    "relevant",
    "percent",
    "not_applicable",
    "missing",
    "other",
    "answers",
    "note",
)


@dataclass(frozen=True)
class File:
    """A file to be taken away."""

    name: str
    content_type: str
    text: str


def export(actor: Actor, inspection: str, *, form: Form, characteristic: str = "") -> File:
    """The counts of every question, and by a characteristic where one is named: small groups are not in the file.

    With a characteristic they stand as they are told by it, as of the end of fieldwork. Raises ``BadInput`` for a form
    or a characteristic that there is not, ``NotNow`` for a characteristic before fieldwork has ended.
    """
    with change_in(actor, Action.EXPORT_RESULTS, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        if characteristic in edition_used(facts).characteristic_by_id:
            require_told(facts)
        split = by_characteristic(facts, characteristic) if characteristic else None
        if characteristic and split is None:
            raise BadInput([_fault("characteristic", f"the edition has no characteristic '{characteristic}'")])
        if form not in ("csv", "json"):
            raise BadInput([_fault("form", f"there is no file of the kind '{form}'")])
        rows = list(_rows(facts, split))
        under_way.note("results", after={"format": form, "characteristic": characteristic, "rows": len(rows)})
        name = "-".join(part for part in (facts.slug, "results", characteristic.replace("_", "-")) if part)
        if form == "csv":
            return File(f"{name}.csv", "text/csv; charset=utf-8", csv_text(COLUMNS, [_flat(row) for row in rows]))
        return File(
            f"{name}.json", "application/json", json.dumps(_whole(facts, split, rows), ensure_ascii=False, indent=1)
        )


def _fault(field: str, problem: str) -> Fault:
    return Fault("export", 0, field, problem, _("choose another"))


def _whole(facts: InspectionFacts, split: ByCharacteristic | None, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "inspection": facts.slug,
        "unit": facts.unit,
        "edition": facts.edition,
        "edition_sha256": facts.edition_sha256,
        "cases_in_sample": cases_to_read(facts),
        "synthetic": facts.demonstration,
        **({"as_of": split.at.isoformat() if split.at else None, "left_out": split.left_out} if split else {}),
        "counts": rows,
    }


def _rows(facts: InspectionFacts, split: ByCharacteristic | None) -> Iterator[dict[str, Any]]:
    edition, whole = edition_used(facts), split.whole if split else findings(facts)
    for question in edition.question_by_id.values():
        yield _total(edition, question, whole.counts[question.id], whole.cases)
        if split is not None and whole.counts[question.id].relevant:
            yield from _groups(question, split)


def _total(edition: Edition, question: Question, count: Count, cases: int) -> dict[str, Any]:
    titles = {answer.answer: answer.title for answer in edition.scale_by_id[question.scale].answers}
    return {
        **_shown(question, count),
        "cases": cases,
        "not_applicable": count.not_applicable,
        "missing": count.missing,
        "other": count.other,
        "answers": {titles[answer]: number for answer, number in count.answers.items()},
    }


def _groups(question: Question, split: ByCharacteristic) -> Iterator[dict[str, Any]]:
    """A row for each group; of a hidden one no figure."""
    protected = split.questions[question.id]
    for group, title in split.groups.items():
        place = {"characteristic": split.characteristic.id, "group": title}
        if group in protected.shown:
            yield {**_shown(question, protected.shown[group]), **place}
        else:
            note = "no relevant case" if group in protected.empty else "not shown, to protect small groups"
            yield {"question": question.id, "text": question.text, **place, "note": note}
    if protected.together:
        place = {"characteristic": split.characteristic.id, "group": _("Groups not shown, together")}
        yield {**_shown(question, protected.together), **place}


def _shown(question: Question, count: Count) -> dict[str, Any]:
    percent = count.proportion.percent if count.proportion else None
    figures = {"yes": count.yes, "no": count.no, "relevant": count.relevant, "percent": percent}
    return {"question": question.id, "text": question.text, **figures}


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with a value for each column, the answers in one text."""
    answers = "; ".join(f"{title}: {number}" for title, number in row.get("answers", {}).items())
    return {**dict.fromkeys(COLUMNS), **row, "answers": answers}
