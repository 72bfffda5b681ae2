"""Whether anyone can be told from what an inspection is about to publish: its documents held against what is hidden."""

from collections.abc import Iterable, Mapping

from inspectorate.report.disclosure_check import Disclosed, Titles, disclosure_check
from inspectorate.report.document import Document
from inspectorate.report.fact_base import Statistics
from inspectorate.report.workbook import Workbook
from inspectorate_app.store.queries.hidden_group import hidden_groups
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used


def found(
    inspection: InspectionFacts, documents: Iterable[Document], workbooks: Iterable[Workbook], known: Statistics
) -> tuple[Disclosed, ...]:
    """What documents and data workbooks could tell of a person beside the statistics ``known``; or nothing."""
    kept = hidden_groups(inspection)
    return disclosure_check(tuple(documents), tuple(workbooks), known, kept, titles=titles(inspection, kept))


def titles(inspection: InspectionFacts, keys: Iterable[str]) -> Mapping[str, Titles]:
    """What tables call each hidden group, by its key."""
    edition = edition_used(inspection)
    known, questions = edition.characteristic_by_id, edition.question_by_id
    named = {(name, value.value): value.title for name, each in known.items() for value in each.values}
    found_: dict[str, Titles] = {}
    for key in keys:
        asked, _at, group = key.removeprefix("case:").partition("@")
        name, _equals, value = (group or asked).removeprefix("sample:").partition("=")
        by = known[name].title if name in known else ""
        found_[key] = Titles(by, named.get((name, value), ""), questions[asked].text if asked in questions else "")
    return found_
