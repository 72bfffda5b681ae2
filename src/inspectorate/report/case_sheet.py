"""Sheets of a data workbook on the cases: questions with their counts, ratings and how each was reached, groups."""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace
from fractions import Fraction
from textwrap import shorten

from inspectorate.aggregation.counts import Count
from inspectorate.framework.model import CaseQuestion, KeyQuestion, Prompt, Question, Standard
from inspectorate.language import gettext as _
from inspectorate.rating.standard import KeyQuestionRating, StandardRating
from inspectorate.rating.working import Step
from inspectorate.report.fact_base import FactBase, Split
from inspectorate.report.workbook import Column, Sheet, Value

Row = tuple[Value, ...]

#: What stands for a group that is not shown, where a figure was not kept, and where there is nothing to count.
HIDDEN, UNKNOWN, NONE = "[c]", "[x]", "[z]"


def titled(what: str, base: FactBase) -> str:
    """The title of a sheet: what it holds, of which place and when."""
    return f"{what}, {base.unit.name}, {base.fieldwork[0].year}"


def yes_or_no(said: bool) -> str:
    """Yes or No, as cells say it."""
    return _("Yes") if said else _("No")


def share(count: Count) -> Value:
    """The whole per cent of relevant cases answered yes; [z] where there is none."""
    return Fraction(count.proportion.percent, 100) if count.proportion else NONE


def _standard_columns() -> tuple[Column, ...]:
    return (
        Column(_("Standard"), "standard", _("The number of the standard"), "text"),
        Column(_("Title of standard"), "standard_title", _("The title of the standard"), "text"),
    )


def _question_columns() -> tuple[Column, ...]:
    return (
        Column(_("Question number"), "question", _("The number or name of the question in the framework"), "text"),
        Column(_("Question"), "question_text", _("The question as inspectors answer it"), "text"),
    )


def _count_columns() -> tuple[Column, ...]:
    return (
        Column(_("Yes"), "yes", _("Cases answered in favour of the service"), "count"),
        Column(_("Relevant cases [note 1]"), "relevant", _("Cases answered yes or no: the base"), "count"),
        Column(_("Per cent yes [note 2]"), "percent_yes", _("The share of relevant cases answered yes"), "per cent"),
        Column(_("No"), "no", _("Cases answered against the service"), "count"),
        Column(_("Not applicable"), "not_applicable", _("Cases to which the question does not apply"), "count"),
        Column(_("Missing [note 3]"), "missing", _("Cases in which the question was not answered"), "count"),
    )


def _counts(count: Count | None) -> Row:
    if count is None:
        return (UNKNOWN,) * 6
    return count.yes, count.relevant, share(count), count.no, count.not_applicable, count.missing


def _told_of(base: FactBase, question: str) -> Row:
    """The counts of a question over all cases, hidden where that is the count of a hidden group."""
    return (HIDDEN,) * 6 if question in base.withheld else _counts(base.findings.counts.get(question))


def _withheld(base: FactBase, questions: Set[str]) -> Iterator[str]:
    """What to know above a table in which a question is hidden."""
    if base.withheld & questions:
        yield _("A question asked only of a group that may not be shown is marked [c]: see note 6, [note 6].")


def _named(question: Question) -> Row:
    return question.id, question.text


def _headed(standard: Standard) -> Row:
    return standard.id, standard.title


def _asked(base: FactBase) -> Iterator[tuple[Standard, KeyQuestion]]:
    """The key questions of the standards of this inspection that rest on cases."""
    for rated in base.rated.standards:
        if rated.standard.kind == "case":
            for question in rated.standard.key_questions:
                yield rated.standard, question


def key_questions(base: FactBase) -> Sheet:
    """Every key question with its counts, its band, and whether it decides the rating of its standard."""
    columns = (
        *_standard_columns(),
        *_question_columns(),
        *_count_columns(),
        Column(_("Rating band"), "band", _("The rating in whose band the percentage stands"), "rating"),
        Column(_("Decides the rating [note 4]"), "decides", _("Yes for the lowest of a rated standard"), "text"),
    )
    known = {each.question.id: (rated, each) for rated in base.rated.standards for each in rated.key_questions}
    rows = tuple(
        (*_headed(standard), *_named(question), *_counted(base, question, known.get(question.id)))
        for standard, question in _asked(base)
    )
    title = titled(_("Key questions: cases answered yes"), base)
    return Sheet(_("Key questions"), title, columns, rows, source=_("Inspection of cases"))


def _counted(base: FactBase, question: Question, known: tuple[StandardRating, KeyQuestionRating] | None) -> Row:
    """The counts of a key question with its band; a percentage that was published without its counts."""
    counts = _counts(base.findings.counts.get(question.id))
    if known is None:
        return (*counts, NONE, NONE)
    rated, each = known
    if question.id not in base.findings.counts:
        counts = (*counts[:2], Fraction(each.proportion.percent, 100), *counts[3:])
    return (*counts, each.band.rating, yes_or_no(each is rated.driven_by and rated.standard.rated))


def prompts(base: FactBase) -> Sheet:
    """Every prompt with its counts under its key question."""
    columns = (
        *_standard_columns(),
        Column(_("Key question"), "key_question", _("The number of the key question that it informs"), "text"),
        *_question_columns(),
        *_count_columns(),
    )
    rows = tuple(
        (*_headed(standard), question.id, *_named(prompt), *_told_of(base, prompt.id))
        for standard, question in _asked(base)
        for prompt in question.prompts
    )
    asked = {prompt.id for _standard, question in _asked(base) for prompt in question.prompts}
    says = (_("A prompt informs the answer to its key question and does not decide it."), *_withheld(base, asked))
    title = titled(_("Prompts: cases answered yes"), base)
    return Sheet(_("Prompts"), title, columns, rows, says, _("Inspection of cases"))


def other_questions(base: FactBase) -> Sheet:
    """The questions asked beside the standards that are answered yes or no, by topic."""
    columns = (
        Column(_("Topic"), "topic", _("What the question is about"), "text"),
        *_question_columns(),
        *_count_columns(),
    )
    rows = tuple(
        (question.topic, *_named(question), *_told_of(base, question.id))
        for question in base.findings.edition.case_questions
        if (count := base.findings.counts.get(question.id)) and (count.relevant or question.id in base.withheld)
    )
    title = titled(_("Further questions about cases: cases answered yes"), base)
    says = tuple(_withheld(base, {question.id for question in base.findings.edition.case_questions}))
    return Sheet(_("Further questions"), title, columns, rows, says, _("Inspection of cases"))


def rating_sheet(base: FactBase) -> Sheet:
    """Each standard with its rating and points; the score and the overall rating last."""
    columns = (
        *_standard_columns(),
        Column(_("Rating [note 5]"), "rating", _("The rating that stands"), "rating"),
        Column(_("Points"), "points", _("The points of the rating in the score"), "amount"),
        Column(_("By the rules"), "computed", _("The rating that the rules of the framework give"), "rating"),
        Column(_("Decided by the panel"), "panel", _("Whether the panel decided otherwise than the rules"), "text"),
        Column(_("Lowest key question"), "driven_by", _("The key question that decides the rating"), "text"),
        Column(_("Per cent yes [note 2]"), "percent_yes", _("The percentage of that key question"), "per cent"),
        Column(_("Reason"), "reason", _("Why it is not rated, or why the panel decided so"), "text"),
    )
    rows = [_rating_row(each, base) for each in base.rated.standards if each.standard.rated]
    if base.rated.overall:
        points = NONE if base.rated.points is None else base.rated.points
        of = _("{points} of {maximum} points").format(points=points, maximum=base.rated.maximum)
        told = of if base.rated.maximum else NONE
        rows.append((_("All"), _("Overall"), base.rated.overall, points, NONE, NONE, NONE, NONE, told))
    return Sheet(_("Ratings"), titled(_("Ratings of standards, and overall"), base), columns, tuple(rows))


def _rating_row(each: StandardRating, base: FactBase) -> Row:
    rules = base.rated.edition.rating
    scored = rules and each.rating and each.standard.counts_towards_score and base.rated.maximum is not None
    driver = each.driven_by
    return (
        *_headed(each.standard),
        each.rating or _("Not rated"),
        rules.points[each.rating] if rules and each.rating and scored else NONE,
        each.computed or NONE,
        yes_or_no(each.panel is not None) if each.rating else NONE,
        driver.question.id if driver else NONE,
        Fraction(driver.proportion.percent, 100) if driver else NONE,
        each.not_rated or (each.panel.reason if each.panel else NONE),
    )


def working(base: FactBase) -> Sheet:
    """How each rating was reached, step by step in words, with the rule and its source.

    Neither who sat on the panel nor what inspectors noted as their reason for a judgement is told: those were written
    for the inspection, not for print. The panel's reason is printed in the report.
    """
    columns = (
        Column(_("Step"), "step", _("The order of the steps"), "count"),
        Column(_("Standard"), "standard", _("The number of the standard; All for score and overall"), "text"),
        Column(_("What was done"), "working", _("The step in words"), "text"),
        Column(_("Rule"), "rule", _("The rule of the framework that was applied"), "text"),
        Column(_("Source of the rule"), "source", _("Where the rule was read"), "text"),
        Column(_("Certainty of the rule"), "certainty", _("published, derived or assumed"), "text"),
    )
    steps: list[tuple[str, Step]] = [(each.standard.id, step) for each in base.rated.standards for step in _told(each)]
    steps += [(_("All"), replace(step, text=_without_reason(step.text))) for step in base.rated.working]
    rows = tuple(
        (number, standard, step.text, step.rule or NONE, step.source or NONE, step.certainty or NONE)
        for number, (standard, step) in enumerate(steps, start=1)
    )
    return Sheet(_("How ratings were reached"), titled(_("How each rating was reached"), base), columns, rows)


def _told(each: StandardRating) -> Iterator[Step]:
    """The steps of a standard as they may be printed."""
    for step in each.working:
        if each.panel is not None and ", ".join(each.panel.members) in step.text:
            text = _(
                "The ratings panel decided '{rating}' where the percentages give '{computed}'. It had discretion: "
                "{reasons}. Its reason: {reason}."
            ).format(
                rating=each.panel.rating,
                computed=each.computed,
                reasons="; ".join(each.latitude.reasons),
                reason=each.panel.reason.rstrip("."),
            )
            yield replace(step, text=text)
        else:
            yield replace(step, text=_without_reason(step.text))


def _without_reason(text: str) -> str:
    """A step without the reason that inspectors noted, which its words name last."""
    return text.partition(_(" The reason given: {value}.").partition("{value}")[0])[0]


def split_sheets(base: FactBase, said: Callable[[str], str] = str) -> Iterator[Sheet]:
    """A sheet for each characteristic, with a row for each question and group; what may not be shown is [c].

    ``said`` says a text of the edition in the language of the workbook.
    """
    taken: set[str] = set()
    for split in base.splits:
        called = _("By {characteristic}").format(characteristic=said(split.title))
        yield replace(_split_sheet(base, split, _tab(called, taken), said(split.title).lower()), called=called)


def _tab(wanted: str, taken: set[str]) -> str:
    """A name for a tab, of 31 characters at most and like no other; cut behind a word."""
    plain = "".join(" " if letter in "[]:*?/\\" else letter for letter in wanted).replace("'", "’")
    whole = " ".join(plain.split())
    cut, number = shorten(whole, 31, placeholder=" …"), 1
    name = whole[:31] if cut == "…" else cut
    while name.casefold() in taken:
        number += 1
        name = f"{whole[:27].strip()} ({number})"
    taken.add(name.casefold())
    return name


def _split_sheet(base: FactBase, split: Split, name: str, by: str) -> Sheet:
    columns = (
        Column(_("Group"), "group", _("The value of the characteristic"), "text"),
        *_question_columns(),
        Column(_("Yes"), "yes", _("Cases of the group answered in favour of the service"), "count"),
        Column(_("Relevant cases [note 1]"), "relevant", _("Cases of the group answered yes or no"), "count"),
        Column(_("Per cent yes [note 2]"), "percent_yes", _("The share of them answered yes"), "per cent"),
        Column(_("Difference tested [note 7]"), "tested", _("Whether a difference between groups was tested"), "text"),
    )
    groups = _groups(base, split)
    tested = {None: _("Not tested"), True: _("Tested: they differ"), False: _("Tested: no difference shown")}
    rows = tuple(
        (group, *_named(question), *_shown(groups[group].get(question.id)), tested[split.tested.get(question.id)])
        for question in _split_questions(base, split)
        for group in groups
    )
    says = (_("Groups that may not be shown are marked [c]: see note 6, [note 6]."),)
    title = titled(_("Questions about cases by {characteristic}").format(characteristic=by), base)
    return Sheet(name, title, columns, rows, says, _("Inspection of cases"))


def _groups(base: FactBase, split: Split) -> dict[str, dict[str, Count | None]]:
    """Every group of the characteristic in the order of the edition; of one that is nowhere shown, no counts."""
    characteristic = base.findings.edition.characteristic_by_id.get(split.characteristic)
    titles = [value.title for value in characteristic.values] if characteristic else []
    return {title: dict(split.counts.get(title, {})) for title in dict.fromkeys([*titles, *split.counts])}


def _split_questions(base: FactBase, split: Split) -> Iterable[KeyQuestion | Prompt | CaseQuestion | Question]:
    """The questions of which any group is told."""
    told = {question for counts in split.counts.values() for question, count in counts.items() if count is not None}
    return (question for name, question in base.findings.edition.question_by_id.items() if name in told)


def _shown(count: Count | None) -> Row:
    return (HIDDEN,) * 3 if count is None else (count.yes, count.relevant, share(count))
