"""One standard rated: on the percentages of its key questions, or on a judgement; and how."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspectorate.aggregation.proportion import Proportion
from inspectorate.framework.model import Band, Edition, KeyQuestion, Standard
from inspectorate.rating.band import Latitude, PercentageScale
from inspectorate.rating.evidence import Judgement, PanelDecision, StandardEvidence
from inspectorate.rating.rule import lowest_key_question, rules_of
from inspectorate.rating.working import Step, step

NO_LATITUDE = Latitude()


@dataclass(frozen=True)
class KeyQuestionRating:
    """A key question with its proportion and the band in which that stands."""

    question: KeyQuestion
    proportion: Proportion
    band: Band


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
        return StandardRating(standard, working=(Step(f"{name} has not been assessed yet."),))
    if evidence is None or evidence.not_rated:
        reason = evidence.not_rated if evidence else "nothing was given on it, and the edition lets it be left unrated"
        return StandardRating(standard, not_rated=reason, working=(Step(f"{name} is not rated: {reason}."),))
    if evidence.judgement:
        return _judged(standard, evidence.judgement, edition)
    return _counted(standard, evidence.proportions, edition)


def _judged(standard: Standard, judgement: Judgement, edition: Edition) -> StandardRating:
    name = f"{standard.id} {standard.title}"
    if standard.kind == "case":
        working = Step(f"{name} was published as '{judgement.rating}'; its percentages were not given here.")
    else:
        reason = f" The reason given: {judgement.reason.rstrip('.')}." if judgement.reason else ""
        text = f"{name} was judged '{judgement.rating}' on the evidence about the organisation.{reason}"
        working = step(edition, text, "judgement", rules_of(edition).standards.organisational)
    return StandardRating(standard, computed=judgement.rating, judgement=judgement, working=(working,))


def _counted(standard: Standard, proportions: Sequence[Proportion | None], edition: Edition) -> StandardRating:
    scale = PercentageScale.of(rules_of(edition))
    questions = [
        KeyQuestionRating(question, proportion, scale.band_for(proportion))
        for question, proportion in zip(standard.key_questions, proportions, strict=True)
        if proportion
    ]
    place = lowest_key_question([question.proportion for question in questions])
    if place is None:
        return StandardRating(standard, working=(Step(f"{standard.id} {standard.title}: no case was relevant."),))
    driver = questions[place]
    return StandardRating(
        standard,
        computed=driver.band.rating if standard.rated else None,
        key_questions=tuple(questions),
        driven_by=driver,
        latitude=scale.latitude(driver.proportion) if standard.rated else NO_LATITUDE,
        working=(*_questions_told(questions, scale, edition), _driver_told(standard, driver, len(questions), edition)),
    )


def _questions_told(questions: Sequence[KeyQuestionRating], scale: PercentageScale, edition: Edition) -> list[Step]:
    """Each key question with its counts and its band; and where rounding moves one from band to band, that it does."""
    told = []
    for entry in questions:
        id_, proportion = entry.question.id, entry.proportion
        text = (
            f"{id_} '{entry.question.text}': {proportion}. "
            f"That is '{entry.band.descriptor}', the band of '{entry.band.rating}'."
        )
        told.append(step(edition, text, "bands", scale.bands))
        if scale.rounding_decides(proportion):
            text = (
                f"Rounding decides the band of {id_}: {float(proportion.share * 100):.2f} per cent is published as "
                f"{proportion.percent}, which stands in another band; the {scale.rounding.band_of} figure is used."
            )
            told.append(step(edition, text, "rounding", scale.rounding))
    return told


def _driver_told(standard: Standard, driver: KeyQuestionRating, questions: int, edition: Edition) -> Step:
    name = f"{standard.id} {standard.title}"
    if not standard.rated:
        return Step(f"{name} is reported for information and not rated.")
    why = "its only key question" if questions == 1 else f"the lowest of its {questions} key questions"
    percent = driver.proportion.percent
    text = f"{name} is '{driver.band.rating}': {why}, {driver.question.id}, stands at {percent} per cent."
    return step(edition, text, "lowest_key_question", rules_of(edition).standards.case)
