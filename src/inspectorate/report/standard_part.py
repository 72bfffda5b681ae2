"""The part of a report on one standard: statement, rating, what drives it, strengths, areas for improvement."""

from collections.abc import Iterable, Sequence

from inspectorate.framework.model import Standard
from inspectorate.language import gettext as _
from inspectorate.rating.standard import KeyQuestionRating, StandardRating
from inspectorate.report.document import (
    Block,
    Blocks,
    Bullets,
    Cell,
    Heading,
    Item,
    Paragraph,
    Rated,
    Run,
    Runs,
    Table,
    words,
)
from inspectorate.report.fact_base import FactBase, Point
from inspectorate.report.house import House

#: Numbers in words as far as standards have key questions.
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def standard_part(base: FactBase, standard: Standard, house: House, prose: Blocks, level: int) -> Blocks:
    """The part on one standard under a heading of ``level``; ``prose`` stands before the findings."""
    rated = next((each for each in base.rated.standards if each.standard.id == standard.id), None)
    blocks: list[Block] = [Heading(words(standard.heading), level, standard.id)]
    if standard.statement:
        blocks.append(Paragraph(words(standard.statement), "statement", f"{standard.id}-statement"))
    if rated is not None and standard.rated:
        blocks += _rating(rated)
    if rated is not None and rated.key_questions:
        blocks += _driving(rated, house)
    return (*blocks, *prose, *findings(base.points, standard.id, level + 1))


def _rating(rated: StandardRating) -> Iterable[Block]:
    if rated.rating:
        yield Rated(rated.standard.title, rated.rating, anchor=f"{rated.standard.id}-rating")
    elif rated.not_rated:
        text = _("{title} is not rated: {reason}.").format(
            title=rated.standard.title, reason=rated.not_rated.rstrip(".")
        )
        yield Paragraph(words(text), anchor=f"{rated.standard.id}-rating")


def _driving(rated: StandardRating, house: House) -> Iterable[Block]:
    """The table of key questions, the driving one in bold, and the sentence before it."""
    standard, questions = rated.standard, rated.key_questions
    lead: Runs
    if standard.rated and len(questions) > 1:
        text = house.driven.text.format(standard=standard.title.lower(), number=_NUMBERS[len(questions)])
        lead = (Run(text, note=words(house.driven.note)),)
    elif standard.rated:
        lead = words(
            _("Our rating for {standard} is based on one key question:").format(standard=standard.title.lower())
        )
    else:
        lead = words(_("This standard is not rated; the figures are for information:"))
    yield Paragraph(lead, anchor=f"{standard.id}-driven")
    yield key_question_table(rated)
    if rated.panel is not None:
        yield Paragraph(words(_decided(rated)), anchor=f"{standard.id}-panel")


def key_question_table(rated: StandardRating) -> Table:
    """Key questions with the percentage of relevant cases judged sufficient, and the counts behind it."""
    strong = {
        place for place, each in enumerate(rated.key_questions) if each is rated.driven_by and rated.standard.rated
    }
    return Table(
        words(_("{heading}: key questions").format(heading=rated.standard.heading)),
        (words(_("Key question")), words(_("Percentage ‘Yes’")), words(_("Cases"))),
        tuple(_row(each) for each in rated.key_questions),
        strong=frozenset(strong),
        numbers=frozenset({1, 2}),
        widths=(7, 2, 2),
        anchor=f"{rated.standard.id}-key-questions",
    )


def _row(each: KeyQuestionRating) -> tuple[Cell, ...]:
    key = f"case:{each.question.id}"
    counted = each.proportion.relevant is not None
    cases = _("{sufficient} of {relevant}").format(
        sufficient=each.proportion.sufficient, relevant=each.proportion.relevant
    )
    return (
        Cell(words(each.question.text)),
        Cell((Run(f"{each.proportion.percent}%", statistic=key),)),
        Cell((Run(cases, statistic=key),) if counted else words(_("not published"))),
    )


def _decided(rated: StandardRating) -> str:
    """That the panel decided beside what the percentages give."""
    return _("The lowest score gives ‘{computed}’. The ratings panel decided ‘{rating}’: {reason}.").format(
        computed=rated.computed, rating=rated.rating, reason=rated.panel.reason.rstrip(".") if rated.panel else ""
    )


def findings(points: Sequence[Point], heading: str, level: int) -> Blocks:
    """Strengths and areas for improvement under one heading of the report; nothing where there are none."""
    blocks: list[Block] = []
    for kind, title in (("strength", _("Strengths:")), ("improvement", _("Areas for improvement:"))):
        found = [point for point in points if point.heading == heading and point.kind == kind]
        if found:
            blocks.append(Heading(words(title), min(level, 4), f"{heading}-{kind}"))
            blocks.append(Bullets(tuple(Item(words(each.text), anchor=f"finding-{each.number}") for each in found)))
    return tuple(blocks)
