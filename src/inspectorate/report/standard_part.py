"""The part of a report on one standard: statement, rating, what drives it, strengths, areas for improvement."""

from collections.abc import Iterable, Sequence

from inspectorate.framework.model import Standard
from inspectorate.language import gettext as _
from inspectorate.language import noted
from inspectorate.rating.standard import KeyQuestionRating, StandardRating
from inspectorate.report.chart import key_question_chart
from inspectorate.report.document import (
    Block,
    Blocks,
    Bullets,
    Heading,
    Item,
    Paragraph,
    Rated,
    Run,
    Runs,
)
from inspectorate.report.fact_base import Point
from inspectorate.report.key_question import heading_of, key_question_table
from inspectorate.report.material import Material
from inspectorate.report.unit_name import in_full
from inspectorate.report.wording import number


def standard_part(made: Material, standard: Standard, holds: Sequence[str], prose: Blocks, level: int) -> Blocks:
    """The part on one standard under a heading of ``level``: what it ``holds``; ``prose`` before the findings."""
    rated = next((each for each in made.base.rated.standards if each.standard.id == standard.id), None)
    blocks: list[Block] = [Heading(heading_of(made, standard), level, standard.id)]
    if standard.statement and "statement" in holds:
        blocks.append(Paragraph(made.of_edition(standard.statement), "statement", f"{standard.id}-statement"))
    elif standard.rated:
        blocks.append(Paragraph(_basis(made, standard), anchor=f"{standard.id}-basis"))
    if rated is not None and standard.rated:
        blocks += _rating(made, rated)
    if rated is not None and rated.key_questions:
        blocks += _driving(made, rated)
    return (*blocks, *prose, *findings(made, standard.id, holds, level + 1))


def _basis(made: Material, standard: Standard) -> Runs:
    """On what a standard is rated, where the edition prints no statement of it."""
    if standard.kind == "case":
        return made.ours(noted("This standard is rated on the work that we inspected in cases."))
    return made.ours(noted("This standard is rated on the judgement of inspectors."))


def _rating(made: Material, rated: StandardRating) -> Iterable[Block]:
    anchor = f"{rated.standard.id}-rating"
    if rated.rating:
        yield Rated(_("Rating"), rated.rating, anchor=anchor)
    elif rated.not_rated:
        yield Rated(_("Rating"), _("Not rated"), anchor=anchor)
        message = noted("We have not rated this standard: {reason}.")
        yield Paragraph(made.ours(message, reason=made.written(rated.not_rated.rstrip("."))), anchor=f"{anchor}-reason")


def _driving(made: Material, rated: StandardRating) -> Iterable[Block]:
    """The key questions drawn, with their table, the driving one in bold; and the sentence before it."""
    standard, questions = rated.standard, rated.key_questions
    yield Paragraph(_lead(made, standard, len(questions)), anchor=f"{standard.id}-driven")
    yield key_question_chart(rated, made.edition, made) or key_question_table(rated, made)
    left_out = len(standard.key_questions) - len(questions)
    if left_out:
        message = noted("The other key questions applied to no case that we inspected.")
        yield Paragraph(made.ours(message), "small", anchor=f"{standard.id}-no-case")
    if rated.panel is not None:
        yield Paragraph(decided(made, rated), anchor=f"{standard.id}-panel")
    elif rated.driven_by and rated.driven_by.band.rating == rated.rating and standard.rated and len(questions) > 1:
        yield Paragraph(_driven(made, rated, rated.driven_by), anchor=f"{standard.id}-lowest")


def _lead(made: Material, standard: Standard, questions: int) -> Runs:
    if not standard.rated:
        return made.ours(noted("This standard is not rated. The figures are for information:"))
    driven = made.house.driven
    text, note = (driven.text, driven.note) if questions > 1 else (driven.one, driven.note_of_one)
    lead = made.of_edition(text, standard=made.named(standard.title), number=number(questions))
    return (*lead[:-1], Run(lead[-1].text, language=lead[-1].language, note=made.of_edition(note)))


def _driven(made: Material, rated: StandardRating, lowest: KeyQuestionRating) -> Runs:
    """What the rating rests on in a sentence (S2, 2.2 to 2.5)."""
    message = noted(
        "{unit} is rated as ‘{rating}’ for {standard} as the lowest score of the {number} key questions was "
        "{{KEY | per cent}}."
    )
    return made.ours(
        message,
        key=f"case:{lowest.question.id}",
        number=number(len(rated.key_questions)),
        unit=in_full(made.base.unit),
        rating=made.rating(rated.rating or ""),
        standard=made.named(rated.standard.title),
    )


def decided(made: Material, rated: StandardRating) -> Runs:
    """That the panel decided beside what the percentages give."""
    message = noted("The lowest score gives ‘{computed}’. The ratings panel decided otherwise: {reason}.")
    reason = rated.panel.reason.rstrip(".") if rated.panel else ""
    return made.ours(message, computed=made.rating(rated.computed or ""), reason=made.written(reason))


def findings(made: Material, heading: str, holds: Sequence[str], level: int, *, key: bool = False) -> Blocks:
    """Strengths and areas for improvement under one heading of the report; in one list where it holds "findings".

    ``key`` calls them key strengths and key areas for improvement, as letters do.
    """
    told = [point for point in made.base.points if point.heading == heading]
    if "findings" in holds:
        listed = sorted(told, key=lambda point: point.kind != "strength")
        return (_list(made, listed),) if listed else ()
    blocks: list[Block] = []
    strengths = noted("Key strengths:") if key else noted("Strengths:")
    improvements = noted("Key areas for improvement:") if key else noted("Areas for improvement:")
    for kind, title in (("strength", strengths), ("improvement", improvements)):
        found = [point for point in told if point.kind == kind]
        if found:
            blocks += [Heading(made.ours(title), min(level, 4), f"{heading}-{kind}"), _list(made, found)]
    return tuple(blocks)


def _list(made: Material, points: Sequence[Point]) -> Bullets:
    anchors = {point.number: f"finding-{point.number}" for point in points}
    return Bullets(tuple(Item(made.inline(p.text, anchors[p.number]), anchor=anchors[p.number]) for p in points))
