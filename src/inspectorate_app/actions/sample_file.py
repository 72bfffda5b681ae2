"""Files of a sample for people to keep. Each that is handed out is an entry of the audit trail; none holds a name."""

import json
from dataclasses import dataclass

from inspectorate.tabular import csv_text
from inspectorate_app.actions import withheld
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import case as cases
from inspectorate_app.store.queries import further_sample as further
from inspectorate_app.store.queries import sample as query
from inspectorate_app.store.queries.inspection import facts_of

_COLUMNS = (
    *("number", "reference", "sample", "role", "order", "stratum"),
    *("area", "team", "practitioner", "inspector", "assessment", "withheld"),
)


@dataclass(frozen=True)
class SampleFile:
    """A file to hand out."""

    name: str
    kind: str
    text: str


def record_file(actor: Actor, inspection: str, sample: int) -> SampleFile:
    """The record of a sample as JSON, from which ``inspectorate sampling`` goes on; practitioners are codes in it.

    Of a sample that was made from the main one it says by what rule, of which, and its cases. Raises ``NotThere``;
    ``NotAllowed`` for someone who must not read some case, since all of them are in it.
    """
    with change_in(actor, Action.SEE_SAMPLE, inspection) as under_way:
        withheld.require_none(actor, under_way.inspection.pk)
        record, facts = query.record_of(under_way.inspection.pk, sample), facts_of(under_way.inspection)
        made = None if record else further.find(facts, sample)
        if record is None and made is None:
            raise NotThere
        text = record.as_json() if record else json.dumps(further.record(facts, made), indent=1) if made else ""
        under_way.note(f"sample {sample}", after={"exported": "record"})
        return SampleFile(f"{inspection}-sample-{sample}.record.json", "application/json", text)


def cases_file(actor: Actor, inspection: str) -> SampleFile:
    """The cases of the approved samples as CSV, practitioners as codes; of one that is withheld, what pages show."""
    with change_in(actor, Action.SEE_SAMPLE, inspection) as under_way:
        why = withheld.reasons(actor, under_way.inspection.pk)
        rows = [
            {
                "number": case.number,
                "reference": case.reference,
                "sample": case.module or "main",
                "role": case.role,
                "order": case.order,
                "stratum": case.stratum,
                "area": case.area,
                "team": case.team,
                "practitioner": case.practitioner,
                "inspector": case.allocated_name,
                "assessment": case.state,
                "withheld": case.withheld,
            }
            for case in (withheld.hidden(each, why) for each in cases.cases_of(under_way.inspection.pk))
        ]
        under_way.note("cases", after={"exported": len(rows)})
        return SampleFile(f"{inspection}-cases.csv", "text/csv; charset=utf-8", csv_text(_COLUMNS, rows))
