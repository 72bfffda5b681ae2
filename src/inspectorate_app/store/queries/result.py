"""What an inspection comes to so far: counts, judgements and decisions as evidence, and the ratings that it gives."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.aggregation.counts import Findings
from inspectorate.errors import BadInput
from inspectorate.rating.evidence import Evidence, Judgement, PanelDecision, evidence_from_counts
from inspectorate.rating.rate import InspectionRating, rate
from inspectorate.rating.rule import rules_of
from inspectorate.sampling.dates import in_words
from inspectorate_app.store.models import Case
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.panel import PanelFacts, current
from inspectorate_app.store.queries.standard import OVERALL, Judged, judgements
from inspectorate_app.store.queries.tally import findings


@dataclass(frozen=True)
class Result:
    """The results of an inspection as they stand.

    ``computed`` is rated without the panel's decisions, ``rated`` with them. Both are None where the edition rates
    nothing, and ``rated`` where a decision no longer fits what is computed; ``refused`` then says why. ``cases`` is the
    main sample, of which ``findings.cases`` are submitted.
    """

    findings: Findings
    cases: int
    judged: Mapping[str, Judged]
    panel: PanelFacts | None
    evidence: Evidence
    computed: InspectionRating | None
    rated: InspectionRating | None
    refused: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every case of the main sample is submitted."""
        return 0 < self.cases <= self.findings.cases


def results(inspection: InspectionFacts) -> Result:
    """The results of an inspection: as many queries for a thousand cases as for one."""
    found, judged, panel = findings(inspection), judgements(inspection), current(inspection)
    evidence = evidence_of(found, judged, panel.panel_decisions() if panel else {})
    undecided = replace(evidence, panel={})
    computed, refused = _rated(undecided)
    rated, refused = _rated(evidence) if evidence.panel and not refused else (computed, refused)
    return Result(found, cases_to_read(inspection), judged, panel, evidence, computed, rated, refused)


def evidence_of(found: Findings, judged: Mapping[str, Judged], decisions: Mapping[str, PanelDecision]) -> Evidence:
    """Counts, judgements and decisions as the library's evidence."""
    given = {id_: Judgement(one.rating, one.reason) for id_, one in judged.items()}
    overall = given.pop(OVERALL, None)
    return replace(evidence_from_counts(found, given, decisions), overall=overall)


def cases_to_read(inspection: InspectionFacts) -> int:
    """How many cases stand in the main sample."""
    return Case.objects.filter(inspection_id=inspection.id, role="main").count()


def unsubmitted(inspection: InspectionFacts) -> int:
    """How many cases of the main sample have no submitted assessment."""
    found = Case.objects.filter(inspection_id=inspection.id, role="main")
    return found.exclude(assessment__state="submitted").count()


def before_sign_off(inspection: InspectionFacts, panel: PanelFacts, result: Result) -> list[str]:
    """What stands in the way of signing off, in words; nothing where it may be done."""
    told = []
    if panel.held_on > timezone.localdate():
        told.append(_("the panel is held on {held_on}, which is still to come").format(held_on=in_words(panel.held_on)))
    waiting = unsubmitted(inspection)
    if waiting or not result.cases:
        told.append(
            _("{waiting} of {cases} cases of the main sample have no submitted assessment").format(
                waiting=waiting, cases=result.cases
            )
        )
    elif result.findings.cases != result.cases:
        told.append(
            _("{cases} assessments are counted, and the main sample has {cases_2} cases").format(
                cases=result.findings.cases, cases_2=result.cases
            )
        )
    if result.rated is None:
        return [*told, *result.refused]
    return [*told, *_decided_on_another_rating(panel, result), *_without_rating(result.rated)]


def _decided_on_another_rating(panel: PanelFacts, result: Result) -> list[str]:
    """Decisions whose computed rating has changed since: what the panel gave its reason for is no longer there."""
    computed = {one.standard.id: one.computed or "" for one in result.computed.standards} if result.computed else {}
    return [
        _(
            "standard {name} was decided beside '{computed}', and '{now}' is computed now: "
            "decide it again, or withdraw the decision"
        ).format(name=name, computed=_said(each.computed), now=_said(computed.get(name, "")))
        for name, each in panel.decisions.items()
        if computed.get(name, "") != each.computed
    ]


def _said(rating: str) -> str:
    """A rating in the language of whoever asks; blank where there is none."""
    return _(rating) if rating else ""


def _without_rating(rated: InspectionRating) -> list[str]:
    lacking = [one.standard for one in rated.standards if one.standard.rated and not one.rating and not one.not_rated]
    rules = rules_of(rated.edition)
    if rated.overall is None and not lacking and rules.overall.rule != "none":
        return [_("there is no overall rating")]
    return [_("{id} {title} has no rating").format(id=standard.id, title=standard.title) for standard in lacking]


def _rated(evidence: Evidence) -> tuple[InspectionRating | None, tuple[str, ...]]:
    try:
        return rate(evidence), ()
    except BadInput as error:
        return None, tuple(f"{fault.field}: {fault.problem}".removeprefix(": ") for fault in error.faults)
