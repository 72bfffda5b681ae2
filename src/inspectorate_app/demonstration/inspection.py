"""The demonstration inspection as the files that a real one would have."""

import csv
import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspectorate.case import Case
from inspectorate.framework.catalogue import find_edition
from inspectorate.framework.model import Edition
from inspectorate.sampling.caseload import read_caseload
from inspectorate.sampling.draw import Draw, Plan, draw
from inspectorate.sampling.eligibility import find_cohort
from inspectorate_app.demonstration.assessments import synthetic_answers, with_noted_characteristics
from inspectorate_app.demonstration.caseload import FIELDWORK, HEADER, WEEKS, synthetic_caseload
from inspectorate_app.demonstration.figures import Figures, published_figures

SEED = "demonstration"
CASELOAD, CASES, JUDGEMENTS, ORGANISATIONAL, ABOUT = (
    "caseload.csv",
    "cases.csv",
    "judgements.csv",
    "organisational.csv",
    "README.txt",
)

ABOUT_TEXT = """SYNTHETIC DATA. No person, practitioner, team or case in these files is real.

They were made so that the case assessments come to the figures that HM Inspectorate of Probation published for
Leicester, Leicestershire and Rutland on 9 February 2023; which figures, and where they stand, is shown by
'inspectorate demonstration rate'.

caseload.csv        what a region supplies: who began supervision in and about the two cohort weeks
cases.csv           the 102 cases drawn from it, with their characteristics
judgements.csv      the inspectors' answers: case, question, answer
organisational.csv  the judgements on the standards about the organisation, with reasons
"""


@dataclass(frozen=True)
class DemonstrationFiles:
    """The files of the demonstration by name, and the draw that chose its cases."""

    texts: Mapping[str, str]
    drawn: Draw

    def write(self, folder: Path) -> None:
        """Put the files into a folder, which is made if need be."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")


def demonstration_edition() -> Edition:
    """The edition against which the demonstration is rated."""
    return find_edition(published_figures().edition)


def demonstration_files(working_folder: Path) -> DemonstrationFiles:
    """Make the inspection: a caseload, the sample drawn from it, and assessments of the cases drawn.

    The caseload is written to ``working_folder`` and read back, as one supplied by a region is.
    """
    edition, figures = demonstration_edition(), published_figures()
    caseload = _csv(HEADER, synthetic_caseload())
    path = working_folder / CASELOAD
    path.write_text(caseload, encoding="utf-8", newline="")
    drawn = _drawn(path, edition, figures)
    cases = [Case(o.case.reference, o.case.characteristics) for o in drawn.of_role("main")]
    cases = with_noted_characteristics(cases, figures)
    texts = {
        ABOUT: ABOUT_TEXT,
        CASELOAD: caseload,
        CASES: _csv(("case", *edition.characteristic_by_id), _case_rows(cases)),
        JUDGEMENTS: _csv(("case", "question", "answer"), _judgement_rows(cases, figures, edition)),
        ORGANISATIONAL: _csv(
            ("standard", "rating", "reason"), (rating.model_dump() for rating in figures.organisational)
        ),
    }
    return DemonstrationFiles(texts, drawn)


def published_reading(working_folder: Path) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """What an inspection in the application needs to come to the published figures.

    First the caseloads as CSV by module, blank for the main sample: in them the cases that will be drawn have what the
    inspection notes of them, too; then the answers by case and question.
    """
    edition, figures = demonstration_edition(), published_figures()
    rows, path = synthetic_caseload(), working_folder / CASELOAD
    path.write_text(_csv(HEADER, rows), encoding="utf-8", newline="")
    main = _drawn(path, edition, figures).of_role("main")
    cases = [Case(each.case.reference, each.case.characteristics) for each in main]
    cases = with_noted_characteristics(cases, figures)
    answers = synthetic_answers(cases, figures, edition)
    noted, columns = {case.reference: case.characteristics for case in cases}, list(figures.characteristics)
    known = [{**row, **{name: noted.get(row["reference"], {}).get(name, "") for name in columns}} for row in rows]
    caseloads = {"": _csv((*HEADER, *columns), known)}
    for module in _further_modules(edition):
        read = {ref for ref, given in answers.items() if any(_module(edition, name) == module for name in given)}
        if read:
            caseloads[module] = _csv((*HEADER, *columns), (row for row in known if row["reference"] in read))
    return caseloads, answers


def _further_modules(edition: Edition) -> list[str]:
    return [each.module for each in edition.sampling.further_samples] if edition.sampling else []


def _module(edition: Edition, question: str) -> str:
    found = edition.module_of.get(question)
    return found.id if found else ""


def _drawn(path: Path, edition: Edition, figures: Figures) -> Draw:
    specification = edition.sampling
    if specification is None:
        raise ValueError(f"{edition.id} has no sampling specification")
    as_of: datetime.date = FIELDWORK
    rows = read_caseload(path, edition, specification, as_of)
    cohort = find_cohort(rows, edition, specification, as_of, WEEKS)
    cap = specification.cap_per_practitioner
    plan = Plan(int(figures.cases.published), specification.buffer_percent.value, cap.value if cap else None, SEED)
    return draw(cohort.eligible, plan)


def _case_rows(cases: Sequence[Case]) -> Iterable[Mapping[str, str]]:
    return ({"case": case.reference, **case.characteristics} for case in cases)


def _judgement_rows(cases: Sequence[Case], figures: Figures, edition: Edition) -> Iterable[Mapping[str, str]]:
    for reference, given in synthetic_answers(cases, figures, edition).items():
        for question, answer in given.items():
            yield {"case": reference, "question": question, "answer": answer}


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
