"""The rules of an edition in the words of those who must trust them: relevance, bands, decision rules, sampling."""

from collections.abc import Iterable, Iterator

from inspectorate.framework.model import (
    Band,
    Condition,
    DecisionRule,
    Edition,
    RatingRules,
    Relevance,
    SamplingSpecification,
    Sourced,
)
from inspectorate.language import gettext as _
from inspectorate.language import ngettext, noted

OVERALL = {
    "mean_points": "The points of the rated standards are added up, and their mean gives the overall rating.",
    "judgement": "The overall rating is a judgement; no score is kept.",
    "none": "There is no overall rating.",
}
STANDARD = {
    "lowest_key_question": "the band of the lowest percentage among its key questions",
    "judgement": "judged by inspectors",
}


def listed(words: Iterable[str], last: str = noted("or")) -> str:
    """``a, b or c``."""
    *first, final = list(words)
    return f"{', '.join(first)} {_(last)} {final}" if first else final


def condition_words(edition: Edition, condition: Condition) -> str:
    """``Type of sentence is Community sentence``: a condition with the titles that people know."""
    if condition.characteristic is not None:
        characteristic = edition.characteristic_by_id[condition.characteristic]
        titles = {value.value: value.title for value in characteristic.values}
        return f"{characteristic.title} is {listed(titles[value] for value in condition.any_of)}"
    question = edition.question_by_id[condition.question or ""]
    answers = {answer.answer: answer.title for answer in edition.scale_by_id[question.scale].answers}
    return f"the answer to {question.id} is {listed(answers[value] for value in condition.any_of)}"


def conditions_words(edition: Edition, conditions: Iterable[Condition]) -> str:
    """Several conditions, all of which must hold."""
    return "; and ".join(condition_words(edition, condition) for condition in conditions)


def relevance_words(edition: Edition, relevance: Relevance | None) -> str:
    """When a question applies to a case."""
    if relevance is None:
        return "every case"
    return f"cases where {conditions_words(edition, relevance.when)}. {relevance.because}"


def band_words(bands: Iterable[Band]) -> list[str]:
    """Each band, lowest first: ``50 to 64 per cent: Too few, Requires improvement``."""
    bands = list(bands)
    lines = []
    for place, band in enumerate(bands):
        upper = f"to {bands[place + 1].from_percent - 1}" if place + 1 < len(bands) else "to 100"
        lines.append(f"{band.from_percent} {upper} per cent: {band.descriptor}, {band.rating}")
    return lines


def overall_words(rules: RatingRules) -> list[str]:
    """How the overall rating is reached."""
    lines = [OVERALL[rules.overall.rule]]
    lower = None
    for band in rules.overall.bands:
        above = f"above {lower} and " if lower is not None else ""
        lines.append(f"Mean {above}up to {band.up_to} points: {band.rating}")
        lower = band.up_to
    return lines


def decision_words(rule: DecisionRule) -> str:
    """A decision rule, and whether it is in use."""
    state = "" if rule.enabled else " This rule is switched off."
    return (
        f"When every rated standard of section {rule.section} is {rule.all_rated}, "
        f"{rule.standard} is {rule.gives}.{state} {rule.because}"
    )


def rating_words(rules: RatingRules) -> dict[str, tuple[list[str], Sourced]]:
    """Each rule of rating by its name, in words and with the entry that has its source."""
    words: dict[str, tuple[list[str], Sourced]] = {
        "scoring": (
            [f"{point.rating}: {counted(point.points, 'point')}" for point in rules.scoring.ratings],
            rules.scoring,
        )
    }
    if rules.bands:
        words["bands"] = (band_words(rules.bands.bands), rules.bands)
    if rules.rounding:
        text = f"Percentages are rounded to whole numbers, a half upwards; the {rules.rounding.band_of} one has a band."
        words["rounding"] = ([text], rules.rounding)
    for kind, rule in (("case", rules.standards.case), ("organisational", rules.standards.organisational)):
        words[f"standards.{kind}"] = ([f"A standard of the kind '{kind}': {STANDARD[rule.rule]}."], rule)
    if rules.discretion:
        words["discretion"] = ([_discretion(rules)], rules.discretion)
    words["overall"] = (overall_words(rules), rules.overall)
    for published in rules.published_bands:
        lines = [f"{rating}: {low} to {high}" for rating, (low, high) in published.points.items()]
        words[f"published_bands of {published.rated}"] = (lines, published)
    for rule_ in rules.decision_rules:
        words[rule_.id] = ([decision_words(rule_)], rule_)
    return words


def _discretion(rules: RatingRules) -> str:
    discretion = rules.discretion
    if discretion is None:
        return ""
    one_case = ", one case the other way would change the rating" if discretion.one_case_would_change else ""
    return (
        f"The ratings panel may decide otherwise where the lowest percentage lies within "
        f"{counted(discretion.within_points, 'point')} of another band{one_case}, "
        f"or there are {counted(discretion.cases_at_most, 'case')} or fewer."
    )


def counted(number: int, noun: str) -> str:
    """``1 point``, ``2 points``."""
    return ngettext(f"%(count)s {noun}", f"%(count)s {noun}s", number) % {"count": number}


def sampling_words(edition: Edition, sampling: SamplingSpecification) -> Iterator[tuple[str, str, Sourced]]:
    """Each part of the sampling specification: its name, its words, and the entry that has its source."""
    for week in sampling.cohort:
        yield "cohort", f"Cases that began in the week {week.weeks_before_fieldwork} weeks before fieldwork.", week
    if sampling.eligible:
        yield "eligible", f"Cases of which {conditions_words(edition, sampling.eligible)}.", sampling
    for stratum in sampling.strata:
        where = conditions_words(edition, stratum.where)
        yield stratum.id, f"{stratum.title}: {where}, and not in a group before.", stratum
    size = sampling.size
    yield "size", f"Confidence {size.confidence:.0%}, margin of error {size.margin:.0%}.", size
    yield "buffer_percent", f"{sampling.buffer_percent.value} per cent more cases, in reserve.", sampling.buffer_percent
    if cap := sampling.cap_per_practitioner:
        yield "cap_per_practitioner", f"At most {counted(cap.value, 'case')} of one practitioner.", cap
    for skill in sampling.skills:
        yield (
            skill.id,
            f"{skill.title}: inspectors with this skill read cases where {conditions_words(edition, skill.where)}.",
            skill,
        )
    for further in sampling.further_samples:
        yield f"sample {further.id}", f"{further.title}: {further.rule}", further
