"""An inspection rated: each standard, the score, the overall rating, and how each was reached."""

from dataclasses import dataclass, replace

from inspectorate.errors import BadInput, Fault
from inspectorate.framework.model import Edition
from inspectorate.language import gettext as _
from inspectorate.language import ngettext
from inspectorate.rating.evidence import Evidence, PanelDecision
from inspectorate.rating.overall import overall_rating
from inspectorate.rating.rule import all_of_section, rules_of
from inspectorate.rating.standard import StandardRating, rate_standard
from inspectorate.rating.working import Step, step
from inspectorate.sampling.dates import in_words


@dataclass(frozen=True)
class InspectionRating:
    """An inspection rated.

    ``points`` and ``overall`` are None until every standard is rated or set aside; ``points`` and ``maximum`` are None
    for good where the edition keeps no score.
    """

    edition: Edition
    standards: tuple[StandardRating, ...]
    points: int | None
    maximum: int | None
    overall: str | None
    working: tuple[Step, ...]

    def standard(self, id_: str) -> StandardRating:
        """The rating of one standard, by its id."""
        return next(rated for rated in self.standards if rated.standard.id == id_)


def rate(evidence: Evidence) -> InspectionRating:
    """Rate an inspection by the rules of its edition.

    Raises ``BadInput`` where the edition rates nothing, the evidence is on two kinds of service, or the panel decided
    beyond its discretion.
    """
    edition = evidence.edition
    rules_of(edition)
    if len(evidence.services) > 1:
        problem = _("there is evidence on standards for {services}").format(
            services=" and for ".join(evidence.services)
        )
        raise BadInput([Fault("evidence", 0, "", problem, _("give that of one kind of service"))])
    rated = [rate_standard(s, evidence.standards.get(s.id), edition) for s in evidence.applicable()]
    rated = _panel(rated, evidence)
    rated = _decision_rules(rated, edition)
    return _overall(rated, evidence)


def _panel(rated: list[StandardRating], evidence: Evidence) -> list[StandardRating]:
    """The panel's decisions set beside what was computed. Raises ``BadInput`` where one is beyond its discretion."""
    faults = [
        Fault(decision.file, decision.line, id_, *refusal)
        for id_, decision in evidence.panel.items()
        if (refusal := _refusal(decision, next((e for e in rated if e.standard.id == id_), None)))
    ]
    if faults:
        raise BadInput(faults)
    return [
        _decided(entry, evidence.panel[entry.standard.id], evidence.edition)
        if entry.standard.id in evidence.panel
        else entry
        for entry in rated
    ]


def _decided(entry: StandardRating, decision: PanelDecision, edition: Edition) -> StandardRating:
    text = _(
        "The ratings panel of {date} ({members}) decided "
        "'{rating}' where the percentages give '{computed}'. "
        "It had discretion: {reasons}. Its reason: {value}."
    ).format(
        date=in_words(decision.date),
        members=", ".join(decision.members),
        rating=decision.rating,
        computed=entry.computed,
        reasons="; ".join(entry.latitude.reasons),
        value=decision.reason.rstrip("."),
    )
    discretion = rules_of(edition).discretion
    told = step(edition, text, "discretion", discretion) if discretion else Step(text)
    return replace(entry, panel=decision, working=(*entry.working, told))


def _refusal(decision: PanelDecision, entry: StandardRating | None) -> tuple[str, str] | None:
    """Why the panel may not decide so, and the mend; None where it may."""
    if entry is None:
        return _("the standard is not one of this inspection"), _("take the decision out")
    if entry.standard.kind == "organisational":
        return _("the standard is judged, not computed"), _("change the judgement and its reason")
    if entry.driven_by is None:
        return _("the standard has no percentage to decide on"), _("take the decision out")
    if decision.rating in (*entry.latitude.ratings, entry.computed if entry.latitude.reasons else None):
        return None
    percent = entry.driven_by.proportion.percent
    if not entry.latitude.reasons:
        mend = _("take the decision out; the edition's 'discretion' says when there may be one")
        return _("{percent} per cent is not near a boundary, nor are the cases few").format(percent=percent), mend
    allowed = " or ".join(f"'{rating}'" for rating in (*entry.latitude.ratings, entry.computed))
    return _("'{rating}' is beyond the panel's discretion at {percent} per cent").format(
        rating=decision.rating, percent=percent
    ), f"decide {allowed}"


def _decision_rules(rated: list[StandardRating], edition: Edition) -> list[StandardRating]:
    """Ratings bound by others: first everything stands as it is, then each rule in the edition's order."""
    for rule in rules_of(edition).decision_rules:
        ratings = {entry.standard.id: entry.rating for entry in rated if not entry.not_rated}
        standards = [entry.standard for entry in rated]
        if not rule.enabled or not all_of_section(rule, standards, ratings):
            continue
        for place, entry in enumerate(rated):
            if entry.standard.id != rule.standard:
                continue
            also = _("; it was judged so in any case") if entry.computed == rule.gives else ""
            told = step(edition, f"{rule.because.rstrip('.')}{also}.", rule.id, rule)
            rated[place] = replace(entry, computed=rule.gives, working=(*entry.working, told))
    return rated


def _overall(rated: list[StandardRating], evidence: Evidence) -> InspectionRating:
    edition, standards = evidence.edition, tuple(rated)
    rules = rules_of(edition)
    scored = [entry for entry in rated if entry.standard.counts_towards_score and not entry.not_rated]
    maximum = max(rules.points.values()) * len(scored) if rules.overall.rule == "mean_points" else None
    working = [
        Step(
            _("{id} {title} is not rated and leaves the score.").format(
                id=entry.standard.id, title=entry.standard.title
            )
        )
        for entry in rated
        if entry.not_rated and entry.standard.counts_towards_score
    ]
    waiting = [f"{entry.standard.id} {entry.standard.title}" for entry in scored if entry.rating is None]
    if edition.framework.services and not evidence.services:
        waiting.append(_("the standards for {services}").format(services=" or ".join(edition.framework.services)))
        maximum = edition.maximum_score
    if waiting:
        text = ngettext(
            "There is no overall rating yet: {waiting} has no rating.",
            "There is no overall rating yet: {waiting} have no rating.",
            len(waiting),
        )
        working.append(Step(text.format(waiting=", ".join(waiting))))
        return InspectionRating(edition, standards, None, maximum, None, tuple(working))
    if maximum is None:
        told = _overall_judged(evidence)
        overall = evidence.overall.rating if evidence.overall else None
        return InspectionRating(edition, standards, None, None, overall, (*working, told))
    ratings = [entry.rating for entry in scored if entry.rating]
    points = sum(rules.points[rating] for rating in ratings)
    overall, steps = overall_rating(edition, points, len(scored), ratings)
    return InspectionRating(edition, standards, points, maximum, overall, (*working, *steps))


def _overall_judged(evidence: Evidence) -> Step:
    rule = rules_of(evidence.edition).overall
    if evidence.overall is None:
        text = (
            _("The overall rating is judged, and no judgement was given.")
            if rule.rule == "judgement"
            else _("There is none.")
        )
    else:
        reason = (
            _(" The reason given: {value}.").format(value=evidence.overall.reason.rstrip("."))
            if evidence.overall.reason
            else ""
        )
        text = _("The overall rating was judged '{rating}'.{reason}").format(
            rating=_(evidence.overall.rating), reason=reason
        )
    return step(evidence.edition, text, rule.rule, rule)
