"""The reference page of one edition, for people who inspect: every value with its source and certainty."""

from collections.abc import Iterator

from inspectorate.framework.explanation import certainties
from inspectorate.framework.model import Edition, Prompt, Question, Sourced, Standard
from inspectorate.framework.wording import rating_words, relevance_words, sampling_words


def edition_page(edition: Edition) -> str:
    """The page as Markdown."""
    return (
        "\n".join(
            [
                *_head(edition),
                *_standards(edition),
                *_words(edition),
                *_rules(edition),
                *_outline(edition),
                *_surveys(edition),
            ]
        )
        + "\n"
    )


def _head(edition: Edition) -> Iterator[str]:
    framework, counts = edition.framework, certainties(edition)
    maximum = "no score is kept" if edition.maximum_score is None else f"the maximum score is {edition.maximum_score}"
    yield f"# {framework.title} (`{edition.id}`)\n"
    dates = f"{framework.in_force.from_} to {framework.in_force.to or 'now'}"
    yield f"{framework.inspectorate} inspects a {framework.subject}.\n"
    yield f"In force {dates}{_where(framework.in_force)}.\n"
    yield f"{edition.rated_standards} standards are rated in one inspection; {maximum}."
    told = f"{counts['published']} are published, {counts['derived']} derived, **{counts['assumed']} assumed**"
    yield f"Of its entries {told}.\n"
    about = edition.guidance.get("about", "")
    yield "\n".join(about.splitlines()[1:]).strip() + "\n"


def _standards(edition: Edition) -> Iterator[str]:
    for section in edition.framework.sections:
        yield f"## {section.title if len(section.id) > 2 else f'{section.id} {section.title}'}\n"
        for standard in edition.standards:
            if standard.section == section.id:
                yield from _standard(edition, standard)


def _standard(edition: Edition, standard: Standard) -> Iterator[str]:
    title = (
        standard.title
        if standard.id == standard.title.casefold().replace(" ", "-")
        else f"{standard.id} {standard.title}"
    )
    yield f"### {title}\n"
    if standard.statement:
        yield f"> {standard.statement}\n"
    facts = ["Rated" if standard.rated else "Not rated", f"rests on: {standard.kind}"]
    facts += [f"module `{standard.module}`"] if standard.module else []
    facts += [f"{standard.service} only"] if standard.service else []
    facts += ["not part of the score"] if standard.rated and not standard.scored else []
    facts += ["an inspection may leave it unrated"] if standard.may_be_not_rated else []
    yield f"{'; '.join(facts)}.{_where(standard)}\n"
    if standard.note:
        yield f"{standard.note}\n"
    for question in standard.key_questions:
        yield from _question(edition, question, "- **", "**")
        for prompt in question.prompts:
            yield from _question(edition, prompt, "  - ", "", question)
    if standard.key_questions:
        yield ""
    for rating, text in standard.rating_characteristics.items():
        yield f"{rating}: {text}\n"


def _question(
    edition: Edition, question: Question, before: str, after: str, over: Question | None = None
) -> Iterator[str]:
    relevance = ""
    if (
        question.relevance
        and question.id in edition.question_by_id
        and (over is None or question.relevance != over.relevance)
    ):
        words = relevance_words(edition, question.relevance)
        relevance = f" *Asked of {words}*{_where(question.relevance)}"
    scale = f" Answers: `{question.scale}`." if question.scale != "yes_no" else ""
    elsewhere = "" if isinstance(question, Prompt) and over and _same(question, over) else _where(question)
    yield f"{before}{question.id} {question.text}{after}{scale}{elsewhere}{relevance}"


def _same(one: Sourced, other: Sourced) -> bool:
    return (one.source, one.certainty) == (other.source, other.certainty)


def _words(edition: Edition) -> Iterator[str]:
    if edition.case_questions:
        yield "## Questions asked of a case beside the standards\n"
        for question in edition.case_questions:
            yield from _question(edition, question, "- ", "")
        yield ""
    if edition.framework.modules:
        yield "## Modules\n"
        for module in edition.framework.modules:
            words = relevance_words(edition, module.relevance)
            yield f"- `{module.id}` {module.title}: asked of {words.rstrip('.')}.{_where(module)}"
        yield ""
    if edition.framework.scales:
        yield "## Scales\n"
        for scale in edition.framework.scales:
            answers = ", ".join(f"{answer.title} ({answer.counts_as})" for answer in scale.answers)
            yield f"- `{scale.id}` {scale.title}: {answers}.{_where(scale)}"
        yield ""
    if edition.framework.characteristics:
        yield "## Characteristics recorded\n"
        for recorded in edition.framework.characteristics:
            values = ", ".join(value.title for value in recorded.values)
            yield f"- `{recorded.id}` {recorded.title}: {values}.{_where(recorded)}"
        yield ""


def _rules(edition: Edition) -> Iterator[str]:
    if edition.rating:
        yield "## Rating\n"
        for name, (lines, entry) in rating_words(edition.rating).items():
            yield f"- `{name}`:{_where(entry)}"
            yield from (f"  - {line}" for line in lines)
        yield ""
    if edition.sampling:
        yield "## Sampling\n"
        for name, text, entry in sampling_words(edition, edition.sampling):
            yield f"- `{name}` {text}{_where(entry)}"
        yield ""


def _outline(edition: Edition) -> Iterator[str]:
    if edition.report is None:
        return
    yield "## Report\n"
    yield f"{edition.report.title}.{_where(edition.report)}\n"
    for number, part in enumerate(edition.report.outline, 1):
        yield f"{number}. {part.title}{': ' + ', '.join(part.holds) if part.holds else ''}"


def _sources(edition: Edition) -> Iterator[str]:
    yield "\n## Sources\n"
    for name, title in edition.framework.sources.items():
        yield f"- {name}: {title}"


def _where(entry: Sourced) -> str:
    """Where a value was read, by the short names of the sources; what was not verified stands out."""
    certainty = "**assumed**" if entry.certainty == "assumed" else entry.certainty
    return f" ({certainty}: {entry.source})"


def _surveys(edition: Edition) -> Iterator[str]:
    for survey in edition.surveys:
        yield f"\n## Survey: {survey.title} (`{survey.id}`)\n"
        yield f"> {survey.introduction}\n"
        for question in survey.question_by_id.values():
            choices = "; ".join(choice.title for choice in survey.choices_of(question))
            condition = question.shown_if
            asked = f" *Asked after `{condition.question}`: {', '.join(condition.any_of)}.*" if condition else ""
            yield f"- `{question.id}` {question.text}{f' ({choices})' if choices else ''}{asked}{_where(question)}"
