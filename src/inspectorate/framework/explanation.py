"""What one thing in an edition is: its words, where it is used, when it applies, and where it was read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from inspectorate.errors import BadInput, Fault
from inspectorate.framework.model import (
    CaseQuestion,
    Certainty,
    Edition,
    KeyQuestion,
    Question,
    Relevance,
    Sourced,
    Standard,
    Translation,
    fold_id,
)
from inspectorate.framework.wording import conditions_words, rating_words, relevance_words, sampling_words


@dataclass(frozen=True)
class Explanation:
    """One thing in an edition, in words."""

    kind: str
    id: str
    title: str
    text: tuple[str, ...]
    used_in: tuple[str, ...]
    relevance: str | None
    source: str
    certainty: Certainty | None


def explain(edition: Edition, name: str) -> list[Explanation]:
    """Everything in the edition that goes by a name. Raises ``BadInput``, naming what is near, where nothing does."""
    wanted = fold_id(name)
    everything = list(explanations(edition))
    found = [one for one in everything if fold_id(one.id) == wanted]
    if not found:
        near = [one.id for one in everything if wanted in fold_id(one.id) or fold_id(one.id) in wanted][:8]
        mend = (
            f"give one of {', '.join(near)}" if near else f"see what there is: inspectorate framework show {edition.id}"
        )
        raise BadInput([Fault(edition.id, 0, "id", f"the edition has nothing called '{name}'", mend)])
    return found


def explanations(edition: Edition) -> Iterator[Explanation]:
    """Everything in the edition that has a name, in words."""
    for standard in edition.standards:
        yield _standard(edition, standard)
        for key_question in standard.key_questions:
            yield _question(edition, key_question, f"standard {standard.id} {standard.title}")
            for prompt in key_question.prompts:
                yield _question(edition, prompt, f"key question {key_question.id}: {key_question.text}")
    for question in edition.case_questions:
        yield _question(edition, question, f"questions on {question.topic}, module {question.module}")
    yield from _surveys(edition)
    yield from _words(edition)
    if edition.rating:
        for name, (lines, entry) in rating_words(edition.rating).items():
            kind = "decision rule" if name in {rule.id for rule in edition.rating.decision_rules} else "rule"
            yield _told(edition, kind, name, "", tuple(lines), entry, used_in=("rating.yaml",))
    if edition.sampling:
        for name, text, entry in sampling_words(edition, edition.sampling):
            yield _told(edition, "sampling", name, "", (text,), entry, used_in=("sampling.yaml",))


def certainties(edition: Edition) -> dict[str, int]:
    """How many of the entries of an edition that have a source are published, derived and assumed."""
    counts = Counter(entry.certainty for entry in _sourced(edition))
    return {certainty.value: counts[certainty] for certainty in Certainty}


def _sourced(value: object) -> Iterator[Sourced]:
    if isinstance(value, Translation):
        return  # says what stands elsewhere again
    if isinstance(value, Sourced):
        yield value
    if isinstance(value, BaseModel):
        yield from (entry for name in type(value).model_fields for entry in _sourced(getattr(value, name)))
    elif isinstance(value, tuple):
        yield from (entry for item in value for entry in _sourced(item))


def _standard(edition: Edition, standard: Standard) -> Explanation:
    rated = "Rated" if standard.rated else "Not rated"
    score = "" if standard.scored or not standard.rated else ", not part of the score"
    unrated = "; an inspection may leave it unrated" if standard.may_be_not_rated and standard.rated else ""
    lines = [standard.statement, f"{rated}{score}{unrated}. It rests on: {standard.kind}."]
    lines += [f"Only for {standard.service}."] if standard.service else []
    lines += [f"{question.id}  {question.text}" for question in standard.key_questions]
    lines += [f"{rating}: {text}" for rating, text in standard.rating_characteristics.items()]
    parts = edition.report.outline if edition.report else ()
    used = [f"report: {part.title}" for part in parts if part.standard == standard.id]
    rules = edition.rating.decision_rules if edition.rating else ()
    used += [f"decision rule {rule.id}" for rule in rules if standard.id == rule.standard]
    text = tuple(line for line in (*lines, standard.note) if line)
    return _told(edition, "standard", standard.id, standard.title, text, standard, used_in=tuple(used))


def _question(edition: Edition, question: Question, where: str) -> Explanation:
    answered = question.id in edition.question_by_id
    scale = edition.scale_by_id.get(question.scale)
    lines = [question.text]
    if answered and scale:
        lines.append(f"Answers ({scale.id}): {', '.join(answer.title for answer in scale.answers)}.")
    if isinstance(question, KeyQuestion | CaseQuestion) and question.series:
        lines.append(f"Series: {question.series}.")
    lines += [question.guidance] if question.guidance else []
    relevance = _relevance(edition, question) if answered else None
    module = edition.module_of.get(question.id)
    if relevance and module and module.relevance:
        relevance = f"{relevance}\nIn the module '{module.id}': {relevance_words(edition, module.relevance)}"
    kind = "key question" if isinstance(question, KeyQuestion) else "question"
    kind = kind if isinstance(question, KeyQuestion | CaseQuestion) else "prompt"
    used = (where, *_conditions_on(edition, question=question.id))
    return _told(edition, kind, question.id, "", tuple(lines), question, used_in=used, relevance=relevance)


def _relevance(edition: Edition, question: Question) -> str:
    """When a question applies; what a relevance rule rests on may be less certain than the question itself."""
    words, rule = relevance_words(edition, question.relevance), question.relevance
    if rule is None or (rule.source, rule.certainty) == (question.source, question.certainty):
        return words
    return f"{words} ({edition.cite(rule.source)}; {rule.certainty})"


def _surveys(edition: Edition) -> Iterator[Explanation]:
    """The questions of surveys, each under the name ``survey:question``."""
    for survey in edition.surveys:
        for question in survey.question_by_id.values():
            choices = ", ".join(choice.title for choice in survey.choices_of(question))
            text = (question.text, f"Answers: {choices}.") if choices else (question.text,)
            condition = question.shown_if
            asked = f"those who answered {condition.question}: {', '.join(condition.any_of)}" if condition else None
            name, used = f"{survey.id}:{question.id}", (f"survey {survey.title}",)
            yield _told(edition, "survey question", name, "", text, question, used_in=used, relevance=asked)


def _words(edition: Edition) -> Iterator[Explanation]:
    """The words of framework.yaml: sections, modules, scales and characteristics."""
    for section in edition.framework.sections:
        used = tuple(f"standard {standard.id}" for standard in edition.standards if standard.section == section.id)
        yield _told(edition, "section", section.id, section.title, (), section, used_in=used)
    for module in edition.framework.modules:
        used = tuple(f"standard {standard.id}" for standard in edition.standards if standard.module == module.id)
        relevance = relevance_words(edition, module.relevance)
        yield _told(edition, "module", module.id, module.title, (), module, used_in=used, relevance=relevance)
    for scale in edition.framework.scales:
        lines = tuple(f"{answer.answer}: {answer.title} (counts as {answer.counts_as})" for answer in scale.answers)
        used = tuple(question.id for question in edition.question_by_id.values() if question.scale == scale.id)
        yield _told(edition, "scale", scale.id, scale.title, lines, scale, used_in=used)
    for characteristic in edition.framework.characteristics:
        lines = tuple(f"{value.value}: {value.title}" for value in characteristic.values)
        used = tuple(_conditions_on(edition, characteristic=characteristic.id))
        yield _told(
            edition, "characteristic", characteristic.id, characteristic.title, lines, characteristic, used_in=used
        )


def _conditions_on(edition: Edition, *, characteristic: str = "", question: str = "") -> Iterator[str]:
    """What depends on a characteristic or on the answer to a question."""

    def depends(relevance: Relevance | None) -> bool:
        conditions = relevance.when if relevance else ()
        return any(
            (characteristic and one.characteristic == characteristic) or (question and one.question == question)
            for one in conditions
        )

    yield from (f"relevance of {one.id}" for one in edition.question_by_id.values() if depends(one.relevance))
    yield from (f"relevance of module {one.id}" for one in edition.framework.modules if depends(one.relevance))
    if edition.sampling and characteristic:
        sampling = edition.sampling
        uses = [("what is eligible", sampling.eligible)]
        uses += [(f"stratum {stratum.id}", stratum.where) for stratum in sampling.strata]
        uses += [(f"skill {skill.id}", skill.where) for skill in sampling.skills]
        for name, conditions in uses:
            if any(condition.characteristic == characteristic for condition in conditions):
                yield f"{name}: {conditions_words(edition, conditions)}"
        if characteristic in sampling.monitored:
            yield "monitored in the sample"


def _told(
    edition: Edition,
    kind: str,
    id_: str,
    title: str,
    text: tuple[str, ...],
    entry: Sourced,
    *,
    used_in: tuple[str, ...] = (),
    relevance: str | None = None,
) -> Explanation:
    return Explanation(kind, id_, title, text, used_in, relevance, edition.cite(entry.source), entry.certainty)
