"""On what an inspection is rated: for each standard its proportions, a judgement, or that it is not rated."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from inspectorate.aggregation.counts import Findings
from inspectorate.aggregation.proportion import Proportion
from inspectorate.framework.model import Edition, Standard


@dataclass(frozen=True)
class Judgement:
    """A rating given by inspectors, with the reason; or one read in a publication, where the reason may be blank."""

    rating: str
    reason: str = ""


@dataclass(frozen=True)
class PanelDecision:
    """The ratings panel's decision on one standard: a second record beside the computed rating, never over it.

    ``file`` and ``line`` say where it was read, for faults.
    """

    rating: str
    reason: str
    date: datetime.date
    members: tuple[str, ...]
    file: str = field(default="panel", compare=False)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class StandardEvidence:
    """What there is on one standard. ``proportions`` stand in its key questions' order, None for no relevant case.

    ``not_rated`` says why the standard is not rated, and is empty where it is.
    """

    proportions: tuple[Proportion | None, ...] = ()
    judgement: Judgement | None = None
    not_rated: str = ""


@dataclass(frozen=True)
class Evidence:
    """What there is on an inspection. A standard that is absent has not been assessed yet.

    ``overall`` is for editions whose overall rating is judged, not computed.
    """

    edition: Edition
    standards: Mapping[str, StandardEvidence]
    panel: Mapping[str, PanelDecision] = field(default_factory=dict)
    overall: Judgement | None = None

    @property
    def service(self) -> str | None:
        """The kind of service inspected, where standards differ by it: the one to which some evidence belongs."""
        for id_ in self.standards:
            if self.edition.standard_by_id[id_].service:
                return self.edition.standard_by_id[id_].service
        return None

    def applicable(self) -> list[Standard]:
        """The standards of this inspection, in the order of the framework: those for every service, and its own."""
        return [s for s in self.edition.standards if s.kind != "heading" and s.service in (None, self.service)]


def evidence_from_counts(
    findings: Findings,
    organisational: Mapping[str, Judgement],
    panel: Mapping[str, PanelDecision] | None = None,
) -> Evidence:
    """The evidence that counted judgements give on the standards that rest on cases, beside judgements on the others.

    A standard of which no key question has a relevant answer is not rated where the edition lets it be, and otherwise
    not assessed yet.
    """
    edition = findings.edition
    standards = {id_: StandardEvidence(judgement=judgement) for id_, judgement in organisational.items()}
    for standard in edition.standards:
        if standard.kind != "case":
            continue
        proportions = tuple(findings.counts[question.id].proportion for question in standard.key_questions)
        if any(proportions):
            standards[standard.id] = StandardEvidence(proportions)
        elif standard.may_be_not_rated:
            standards[standard.id] = StandardEvidence(not_rated="there was no relevant case to assess")
    return Evidence(edition, standards, panel or {})
