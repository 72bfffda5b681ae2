"""An action plan as a document: each recommendation with its answer, its actions, how far they are, what was judged."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from inspectorate.language import gettext as _
from inspectorate.recommendation.action_plan import ActionPlanRules, Answered, PlannedAction, product_rules
from inspectorate.recommendation.progress import product_statuses
from inspectorate.report.document import Block, Cell, Document, Heading, Paragraph, Run, Table, words
from inspectorate.sampling.dates import in_words

#: The shares of the columns of actions: what, who, by when, measure, how far.
_WIDTHS = (32, 17, 13, 22, 16)


@dataclass(frozen=True)
class ActionPlanFacts:
    """Of which unit a plan is, whose report it answers, and how it stands: ``state`` in words, ``as_of`` a day.

    ``report_on`` are the days on which progress is reported.
    """

    unit: str
    publisher: str
    published: datetime.date | None
    state: str
    as_of: datetime.date
    answers: Sequence[Answered]
    report_on: Sequence[datetime.date] = ()


def action_plan(facts: ActionPlanFacts, *, mark: str = "", language: str = "en-GB") -> Document:
    """The plan as it stands on a day, for people of the service and of the inspectorate."""
    title = _("Action plan: {unit}").format(unit=facts.unit)
    return Document(
        kind="action-plan",
        title=title,
        publisher=facts.publisher,
        language=language,
        dated=in_words(facts.as_of),
        subject=_("How the recommendations of the inspection of {unit} are answered").format(unit=facts.unit),
        blocks=tuple(_blocks(facts)),
        mark=mark,
    )


def _blocks(facts: ActionPlanFacts) -> Iterator[Block]:
    yield Paragraph(words(_introduction(facts)), "lead", "introduction")
    if facts.report_on:
        days = ", ".join(in_words(day) for day in facts.report_on)
        yield Paragraph(words(_("Progress is reported on: {days}.").format(days=days)), anchor="days")
    for name, group in groupby(facts.answers, key=lambda each: each.recommendation.addressed_as):
        answers = tuple(group)
        yield Heading(words(name), 1, f"to-{answers[0].recommendation.number}")
        for each in answers:
            yield from _answer(each, product_rules())


def _introduction(facts: ActionPlanFacts) -> str:
    if facts.published is None:
        return _("The plan is {state}.").format(state=facts.state)
    day = in_words(facts.published)
    told = _("This plan answers the recommendations of the report published on {day}. It is {state}.")
    return told.format(day=day, state=facts.state)


def _answer(each: Answered, rules: ActionPlanRules) -> Iterator[Block]:
    one = each.recommendation
    yield Heading(words(_("Recommendation {number}").format(number=one.number)), 2, f"recommendation-{one.number}")
    yield Paragraph(words(one.text), "statement")
    response = rules.response_by_id.get(each.response)
    yield Paragraph(_said(_("Response"), _(response.label) if response else each.response or _("none yet")))
    if each.reasons:
        yield Paragraph(_said(_("Reasons"), each.reasons))
    if each.actions:
        yield _actions(one.number, each.actions, rules)
    status = product_statuses().by_id.get(each.status)
    if each.status:
        yield Paragraph(_said(_("Judged by the inspectorate"), _(status.label) if status else each.status))
        yield Paragraph(words(each.found))


def _said(label: str, text: str) -> tuple[Run, ...]:
    return (Run(f"{label}: ", strong=True), Run(text))


def _actions(number: int, actions: Iterable[PlannedAction], rules: ActionPlanRules) -> Table:
    head = (_("Action"), _("Who"), _("By when"), _("How success is measured"), _("How far"))
    return Table(
        caption=words(_("What will be done about recommendation {number}").format(number=number)),
        head=tuple(words(each) for each in head),
        rows=tuple(tuple(Cell(words(text)) for text in _row(each, rules)) for each in actions),
        widths=_WIDTHS,
        anchor=f"actions-{number}",
    )


def _row(each: PlannedAction, rules: ActionPlanRules) -> tuple[str, ...]:
    state = rules.state_by_id.get(each.state)
    far = _(state.label) if state else each.state
    if each.reported_on:
        far = _("{state}, reported {day}").format(state=far, day=in_words(each.reported_on))
    return (each.what, each.who, in_words(each.due_on), each.measure, far)
