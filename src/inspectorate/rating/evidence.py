"""On what an inspection is rated: for each standard its proportions, a judgement, or that it is not rated."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from inspectorate.aggregation.counts import Findings
from inspectorate.aggregation.proportion import Proportion
from inspectorate.framework.model import Edition, Standard
from inspectorate.language import gettext as _


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

    ``not_rated`` says why the standard is not rated, and ``waiting`` what is still to be assessed; empty otherwise.
    """

    proportions: tuple[Proportion | None, ...] = ()
    judgement: Judgement | None = None
    not_rated: str = ""
    waiting: str = ""


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
    def services(self) -> list[str]:
        """The kinds of service to whose own standards some evidence belongs: one, in an inspection that is in order."""
        assessed = (id_ for id_, evidence in self.standards.items() if evidence.proportions or evidence.judgement)
        given = (self.edition.standard_by_id[id_].service for id_ in assessed)
        return list(dict.fromkeys(service for service in given if service))

    def applicable(self) -> list[Standard]:
        """The standards of this inspection, in the order of the framework: those for every service, and its own."""
        return [s for s in self.edition.standards if s.kind != "heading" and s.service in (None, *self.services)]


def evidence_from_counts(
    findings: Findings,
    organisational: Mapping[str, Judgement],
    panel: Mapping[str, PanelDecision] | None = None,
) -> Evidence:
    """The evidence that counted judgements give on the standards that rest on cases, beside judgements on the others.

    A standard waits until every key question has a relevant answer, or is relevant to no case. One that was not
    answered at all is not rated where the edition lets it be and no case is known to need it.
    """
    edition = findings.edition
    standards = {id_: StandardEvidence(judgement=judgement) for id_, judgement in organisational.items()}
    for standard in edition.standards:
        if standard.kind == "case":
            standards[standard.id] = _counted_evidence(standard, findings)
    return Evidence(edition, standards, panel or {})


def _counted_evidence(standard: Standard, findings: Findings) -> StandardEvidence:
    counts = {question.id: findings.counts[question.id] for question in standard.key_questions}
    proportions = tuple(count.proportion for count in counts.values())
    unanswered = [f"{id_} in {count.missing}" for id_, count in counts.items() if count.missing and not count.relevant]
    waiting = (
        _("no answer to {unanswered} relevant cases").format(unanswered=", ".join(unanswered)) if unanswered else ""
    )
    if any(proportions):
        return StandardEvidence(proportions, waiting=waiting)
    if standard.may_be_not_rated and not any(findings.surely_missing.get(id_) for id_ in counts):
        answered = _("none of its key questions was answered, and no case is known to need it")
        return StandardEvidence(not_rated=answered if waiting else _("there was no relevant case to assess"))
    return StandardEvidence(waiting=waiting or _("no case was relevant"))
