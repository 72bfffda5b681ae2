"""Files of published findings, of judgements on organisations and of panel decisions -> evidence, or every fault."""

import datetime
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from inspectorate.aggregation.proportion import Proportion
from inspectorate.errors import BadInput, Fault
from inspectorate.framework.document import Document, dotted, read_yaml
from inspectorate.framework.model import Edition, Entry, Standard, fold_id
from inspectorate.framework.wording import counted
from inspectorate.language import gettext as _
from inspectorate.rating.evidence import Evidence, Judgement, PanelDecision, StandardEvidence
from inspectorate.rating.rule import rules_of
from inspectorate.sampling.dates import read_date
from inspectorate.tabular import fold, read_table

COUNTS = re.compile(r"(\d{1,9})\s*(?:of|out of|/)\s*(\d{1,9})", re.IGNORECASE)
PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,9})?)\s*(?:%|per cent)?", re.IGNORECASE)


class StandardFinding(Entry):
    """One standard in a file of findings: a rating, the percentages of its key questions, or that it is not rated."""

    rating: str | None = None
    reason: str = ""
    not_rated: bool = False
    percentages: tuple[str | None, ...] | None = Field(None, description="57, or '31 of 100', in key-question order")


class PanelFinding(Entry):
    """One decision of the ratings panel."""

    rating: Annotated[str, Field(min_length=1)]
    reason: Annotated[str, Field(min_length=1)]
    date: datetime.date
    members: Annotated[tuple[str, ...], Field(min_length=1)]

    @field_validator("date", mode="before")
    @classmethod
    def _as_written(cls, value: object) -> object:
        """A date may be written in each of the ways that a caseload may use."""
        return (read_date(value) or value) if isinstance(value, str) else value

    @field_validator("members", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Names may also stand on one line, a semicolon between them."""
        return [name.strip() for name in value.split(";") if name.strip()] if isinstance(value, str) else value


class OverallFinding(Entry):
    """The overall rating, where it is judged."""

    rating: str
    reason: str = ""


class FindingsFile(Entry):
    """Findings on one unit, as published or as an inspectorate holds them."""

    edition: str | None = None
    unit: str = ""
    source: str = ""
    published: str = ""
    note: str = ""
    standards: Mapping[str, StandardFinding]
    panel: Mapping[str, PanelFinding] = {}
    overall: OverallFinding | None = None


def read_findings(path: Path | str, edition: Edition) -> Evidence:
    """The evidence in a YAML or JSON file of findings. Raises ``BadInput`` with every fault, by line."""
    document = read_yaml(Path(path))
    findings = document.parse(FindingsFile)
    if findings is None:
        raise BadInput(document.faults)
    return evidence_from_findings(findings, edition, document)


def evidence_from_findings(findings: FindingsFile, edition: Edition, document: Document) -> Evidence:
    """Findings held against their edition. Raises ``BadInput`` with every fault; ``document`` knows their lines."""
    reader = _Reader(edition, document)
    if findings.edition not in (None, edition.id):
        reader.fault(
            ("edition",), f"the findings are of the edition {findings.edition}", f"give --edition {findings.edition}"
        )
    standards = reader.standards(findings.standards, ("standards",))
    panel = reader.panel(findings.panel, ("panel",))
    overall = reader.overall(findings.overall)
    document.raise_if_any()
    return Evidence(edition, standards, panel, overall)


def read_organisational(path: Path | str, edition: Edition) -> dict[str, Judgement]:
    """Judgements on the standards about the organisation: ``standard, rating, reason`` in a CSV or XLSX file.

    A judgement needs its reason. Raises ``BadInput`` with every fault by row.
    """
    columns = ["standard", "rating", "reason"]
    table = read_table(path)
    at = table.columns({"standard": ("id",), "rating": (), "reason": ("reasons", "evidence")}, columns)
    reader = _Reader(edition, Document(table.file))
    judgements: dict[str, Judgement] = {}
    for row, cells in table.rows:
        name, rating, reason = (cells[at[column]].strip() for column in columns)
        reader.at_row(row, columns)
        standard = reader.standard(name, ("standard",))
        given = reader.rating(rating, ("rating",))
        if not reason:
            reader.fault(("reason",), "a judgement needs its reason", "write why, in this column")
        if standard and standard.kind != "organisational":
            mend = _("take the row out; it is rated on the case assessments")
            reader.fault(("standard",), f"{standard.id} rests on cases", mend)
        elif standard and standard.id in judgements:
            reader.fault(("standard",), f"{standard.id} is judged twice", "keep one row")
        elif standard and given:
            judgements[standard.id] = Judgement(given, reason)
    reader.document.raise_if_any()
    return judgements


def read_panel(path: Path | str, edition: Edition) -> dict[str, PanelDecision]:
    """Decisions of the ratings panel: ``standard, rating, reason, date, members`` in a CSV or XLSX file.

    Members are separated by semicolons. Raises ``BadInput`` with every fault by row.
    """
    columns = ["standard", "rating", "reason", "date", "members"]
    table = read_table(path)
    at = table.columns(dict.fromkeys(columns, ()), columns)
    reader = _Reader(edition, Document(table.file))
    decisions: dict[str, PanelDecision] = {}
    for row, cells in table.rows:
        given = {column: cells[at[column]].strip() for column in columns}
        reader.at_row(row, columns)
        standard = reader.standard(given["standard"], ("standard",))
        rating = reader.rating(given["rating"], ("rating",))
        date = read_date(given["date"])
        members = tuple(name.strip() for name in given["members"].split(";") if name.strip())
        if date is None:
            reader.fault(("date",), f"'{given['date']}' is not a date", "write it as 2023-01-09")
        if not given["reason"]:
            reader.fault(("reason",), "a decision needs its reason", "write why, in this column")
        if not members:
            reader.fault(("members",), "a decision needs its members", "name them, a semicolon between two")
        if standard and standard.id in decisions:
            reader.fault(("standard",), f"{standard.id} is decided twice", "keep one row")
        elif standard and rating and date:
            decisions[standard.id] = PanelDecision(rating, given["reason"], date, members, file=table.file, line=row)
    reader.document.raise_if_any()
    return decisions


class _Reader:
    """Findings read against an edition, faults noted in their document."""

    def __init__(self, edition: Edition, document: Document):
        self.edition = edition
        self.document = document
        self.ratings = {fold(rating): rating for rating in rules_of(edition).points}

    def at_row(self, row: int, columns: Iterable[str]) -> None:
        self.document.lines |= {(column,): row for column in columns}

    def fault(self, path: tuple[str | int, ...], problem: str, mend: str) -> None:
        document = self.document
        document.faults.append(Fault(document.file, document.line(path), dotted(path), problem, mend))

    def standard(self, name: str, path: tuple[str | int, ...]) -> Standard | None:
        standard = self.edition.find_standard(name)
        if standard is None or standard.kind == "heading":
            listed = ", ".join(entry.id for entry in self.edition.standards if entry.kind != "heading")
            self.fault(path, f"'{name}' is not a standard of {self.edition.id}", f"give one of: {listed}")
            return None
        return standard

    def rating(self, name: str, path: tuple[str | int, ...]) -> str | None:
        rating = self.ratings.get(fold(name))
        if rating is None:
            self.fault(path, f"'{name}' is not a rating", f"give one of: {', '.join(self.ratings.values())}")
        return rating

    def standards(
        self, findings: Mapping[str, StandardFinding], path: tuple[str | int, ...]
    ) -> dict[str, StandardEvidence]:
        standards: dict[str, StandardEvidence] = {}
        services: dict[str, str] = {}
        names: dict[str, str] = {}
        for name, finding in findings.items():
            here = (*path, name)
            standard = self.standard(name, here)
            if standard is None:
                continue
            if fold_id(name) in names:
                self.fault(here, f"'{names[fold_id(name)]}' and '{name}' are one standard", "keep one")
            names[fold_id(name)] = name
            if standard.service:
                services[standard.service] = standard.id
            evidence = self.finding(standard, finding, here)
            if evidence:
                standards[standard.id] = evidence
        if len(services) > 1:
            one, other = list(services.items())[:2]
            problem = _("{one} is a standard for {one_2} and {other} for {other_2}").format(
                one=one[1], one_2=one[0], other=other[1], other_2=other[0]
            )
            self.fault(path, problem, "give those of one kind of service")
        return standards

    def finding(
        self, standard: Standard, finding: StandardFinding, path: tuple[str | int, ...]
    ) -> StandardEvidence | None:
        given = [finding.rating is not None, finding.percentages is not None, finding.not_rated]
        if sum(given) != 1:
            mend = _("give one of 'rating', 'percentages' and 'not_rated: true'")
            self.fault(path, "a standard has one kind of finding", mend)
            return None
        if finding.not_rated:
            foreseen = "" if standard.may_be_not_rated else ", which the edition does not foresee"
            return StandardEvidence(not_rated=f"{finding.reason or 'it was given as not rated'}{foreseen}")
        if finding.rating is not None:
            if not standard.rated:
                self.fault(path, f"{standard.id} is not rated by the edition", "give its percentages, or take it out")
                return None
            rating = self.rating(finding.rating, (*path, "rating"))
            return StandardEvidence(judgement=Judgement(rating, finding.reason)) if rating else None
        return self.percentages(standard, finding.percentages or (), (*path, "percentages"))

    def percentages(
        self, standard: Standard, given: tuple[str | None, ...], path: tuple[str | int, ...]
    ) -> StandardEvidence | None:
        if standard.kind != "case":
            self.fault(path, f"{standard.id} is judged and has no percentages", "give its 'rating', with the 'reason'")
            return None
        expected = len(standard.key_questions)
        if len(given) != expected:
            problem = _("{given} percentages were given for the {expected} of {id}").format(
                given=len(given), expected=counted(expected, "key question"), id=standard.id
            )
            self.fault(
                path, problem, "give one for each, in the order of the framework; 'null' where no case was relevant"
            )
            return None
        proportions = [self.proportion(written, (*path, place)) for place, written in enumerate(given)]
        return StandardEvidence(tuple(proportions))

    def proportion(self, written: str | None, path: tuple[str | int, ...]) -> Proportion | None:
        if written is None:
            return None
        if counts := COUNTS.fullmatch(written.strip()):
            sufficient, relevant = int(counts[1]), int(counts[2])
            if 0 < relevant >= sufficient:
                return Proportion.counted(sufficient, relevant)
            self.fault(path, f"'{written}' cannot be", "count at least one case, and no more sufficient than relevant")
            return None
        percent = PERCENT.fullmatch(written.strip())
        if percent is None or Fraction(percent[1]) > 100:
            self.fault(
                path, f"'{written}' is not a percentage", "give a number from 0 to 100, or counts as '31 of 100'"
            )
            return None
        return Proportion.published(Fraction(percent[1]))

    def panel(self, findings: Mapping[str, PanelFinding], path: tuple[str | int, ...]) -> dict[str, PanelDecision]:
        decisions = {}
        for name, finding in findings.items():
            standard = self.standard(name, (*path, name))
            rating = self.rating(finding.rating, (*path, name, "rating"))
            if standard and rating:
                decisions[standard.id] = PanelDecision(
                    rating,
                    finding.reason,
                    finding.date,
                    finding.members,
                    file=self.document.file,
                    line=self.document.line((*path, name)),
                )
        return decisions

    def overall(self, finding: OverallFinding | None) -> Judgement | None:
        if finding is None:
            return None
        if rules_of(self.edition).overall.rule != "judgement":
            self.fault(("overall",), "the overall rating is computed here", "take it out")
            return None
        rating = self.rating(finding.rating, ("overall", "rating"))
        return Judgement(rating, finding.reason) if rating else None
