"""One standard rated: on the percentages of its key questions, or on a judgement; and how."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspectorate.aggregation.proportion import Proportion
from inspectorate.framework.model import Band, Edition, KeyQuestion, Standard
from inspectorate.language import gettext as _
from inspectorate.rating.band import Latitude, PercentageScale
from inspectorate.rating.evidence import Judgement, PanelDecision, StandardEvidence
from inspectorate.rating.rule import lowest_key_question, rules_of
from inspectorate.rating.working import Step, step

NO_LATITUDE = Latitude()


@dataclass(frozen=True)
class KeyQuestionRating:
    """A key question with its proportion and the band in which that stands.

    ``rounding_decides`` flags a proportion whose rounded and exact percentages stand in different bands.
    """

    question: KeyQuestion
    proportion: Proportion
    band: Band
    rounding_decides: bool


@dataclass(frozen=True)
class StandardRating:
    """A standard rated. ``rating`` is what stands: the panel's decision where there is one, else what the rules gave.

    ``rating`` is None where the standard is not rated (``not_rated`` says why) or not assessed yet. ``key_questions``
    are those with a relevant case; ``latitude`` says why and how far the ratings panel may decide otherwise.
    """

    standard: Standard
    computed: str | None = None
    key_questions: tuple[KeyQuestionRating, ...] = ()
    driven_by: KeyQuestionRating | None = None
    judgement: Judgement | None = None
    panel: PanelDecision | None = None
    latitude: Latitude = NO_LATITUDE
    not_rated: str = ""
    working: tuple[Step, ...] = ()

    @property
    def rating(self) -> str | None:
        """The rating that stands."""
        return self.panel.rating if self.panel else self.computed


def rate_standard(standard: Standard, evidence: StandardEvidence | None, edition: Edition) -> StandardRating:
    """Rate one standard on what there is on it; None where nothing has been given yet."""
    name = f"{standard.id} {standard.title}"
    if evidence is None and not standard.may_be_not_rated:
        return StandardRating(standard, working=(Step(_("{name} has not been assessed yet.").format(name=name)),))
    if evidence is None or evidence.not_rated:
        reason = (
            evidence.not_rated if evidence else _("nothing was given on it, and the edition lets it be left unrated")
        )
        return StandardRating(
            standard,
            not_rated=reason,
            working=(Step(_("{name} is not rated: {reason}.").format(name=name, reason=reason)),),
        )
    if evidence.judgement:
        return _judged(standard, evidence.judgement, edition)
    if not any(evidence.proportions):
        reason = evidence.waiting or _("no case was relevant")
        return StandardRating(
            standard, working=(Step(_("{name} has not been assessed yet: {reason}.").format(name=name, reason=reason)),)
        )
    return _counted(standard, evidence, edition)


def _judged(standard: Standard, judgement: Judgement, edition: Edition) -> StandardRating:
    name = f"{standard.id} {standard.title}"
    if standard.kind == "case":
        working = Step(
            _("{name} was published as '{rating}'; its percentages were not given here.").format(
                name=name, rating=_(judgement.rating)
            )
        )
    else:
        reason = _(" The reason given: {value}.").format(value=judgement.reason.rstrip(".")) if judgement.reason else ""
        text = _("{name} was judged '{rating}' on the evidence about the organisation.{reason}").format(
            name=name, rating=_(judgement.rating), reason=reason
        )
        working = step(edition, text, "judgement", rules_of(edition).standards.organisational)
    return StandardRating(standard, computed=judgement.rating, judgement=judgement, working=(working,))


def _counted(standard: Standard, evidence: StandardEvidence, edition: Edition) -> StandardRating:
    scale = PercentageScale.of(rules_of(edition))
    questions = [
        KeyQuestionRating(question, proportion, scale.band_for(proportion), scale.rounding_decides(proportion))
        for question, proportion in zip(standard.key_questions, evidence.proportions, strict=True)
        if proportion
    ]
    told = (*_questions_told(questions, scale, edition), *_relevance_told(questions, edition))
    if evidence.waiting:
        name = f"{standard.id} {standard.title}"
        waiting = Step(_("{name} has not been assessed yet: {waiting}.").format(name=name, waiting=evidence.waiting))
        return StandardRating(standard, key_questions=tuple(questions), working=(*told, waiting))
    proportions = [question.proportion for question in questions]
    driver = questions[lowest_key_question(proportions)]
    return StandardRating(
        standard,
        computed=driver.band.rating if standard.rated else None,
        key_questions=tuple(questions),
        driven_by=driver,
        latitude=scale.latitude(proportions) if standard.rated else NO_LATITUDE,
        working=(*told, *_left_out_told(standard, questions), _driver_told(standard, driver, len(questions), edition)),
    )


def _questions_told(questions: Sequence[KeyQuestionRating], scale: PercentageScale, edition: Edition) -> list[Step]:
    """Each key question with its counts and its band; and where rounding moves one from band to band, that it does."""
    told = []
    for entry in questions:
        id_, proportion = entry.question.id, entry.proportion
        text = _("{id} '{text}': {proportion}. That is '{descriptor}', the band of '{rating}'.").format(
            id=id_,
            text=entry.question.text,
            proportion=proportion,
            descriptor=entry.band.descriptor,
            rating=_(entry.band.rating),
        )
        told.append(step(edition, text, "bands", scale.bands))
        if entry.rounding_decides:
            text = _(
                "Rounding decides the band of {id}: {share:.2f} per cent is published as "
                "{percent}, which stands in another band; the {band_of} figure is used."
            ).format(
                id=id_, share=float(proportion.share * 100), percent=proportion.percent, band_of=scale.rounding.band_of
            )
            told.append(step(edition, text, "rounding", scale.rounding))
    return told


def _left_out_told(standard: Standard, questions: Sequence[KeyQuestionRating]) -> Iterator[Step]:
    """The key questions that no case was relevant to."""
    answered = {entry.question.id for entry in questions}
    for question in standard.key_questions:
        if question.id not in answered:
            yield Step(
                _("{id} '{text}': no case was relevant, so it has no part in the rating.").format(
                    id=question.id, text=question.text
                )
            )


def _relevance_told(questions: Sequence[KeyQuestionRating], edition: Edition) -> Iterator[Step]:
    """The rules by which cases were left out of what was counted here."""
    for entry in questions:
        rule = entry.question.relevance
        if rule and entry.proportion.relevant is not None:
            text = _("{id} counts only the cases to which it applies: {because}").format(
                id=entry.question.id, because=rule.because
            )
            yield step(edition, text, "relevance", rule)


def _driver_told(standard: Standard, driver: KeyQuestionRating, questions: int, edition: Edition) -> Step:
    name = f"{standard.id} {standard.title}"
    if not standard.rated:
        return Step(_("{name} is reported for information and not rated.").format(name=name))
    whole = len(standard.key_questions)
    counted = (
        _("the lowest of its {whole} key questions").format(whole=whole)
        if questions == whole
        else _("the lowest with a relevant case")
    )
    why = _("its only key question") if whole == 1 else counted
    percent = driver.proportion.percent
    text = _("{name} is '{rating}': {why}, {id}, stands at {percent} per cent.").format(
        name=name, rating=_(driver.band.rating), why=why, id=driver.question.id, percent=percent
    )
    return step(edition, text, "lowest_key_question", rules_of(edition).standards.case)
