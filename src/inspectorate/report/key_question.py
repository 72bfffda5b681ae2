"""The key questions of a standard as a table, and how a standard is headed."""

from inspectorate.framework.model import Standard
from inspectorate.language import gettext as _
from inspectorate.language import noted
from inspectorate.rating.standard import KeyQuestionRating, StandardRating
from inspectorate.report.document import Cell, Run, Runs, Table, words
from inspectorate.report.material import Material


def heading_of(made: Material, standard: Standard) -> Runs:
    """The number of a standard, where it has one, and its title."""
    title = made.of_edition(standard.title)
    return (Run(f"{standard.code} "), *title) if standard.code else title


def key_question_table(rated: StandardRating, made: Material | None = None) -> Table:
    """Key questions with the percentage of relevant cases judged sufficient, and the counts behind it.

    In English where no material says the language of the document.
    """
    strong = {
        place for place, each in enumerate(rated.key_questions) if each is rated.driven_by and rated.standard.rated
    }
    heading = heading_of(made, rated.standard) if made else words(rated.standard.heading)
    head = noted("Key question"), noted("Percentage ‘Yes’"), noted("Cases")
    return Table(
        (*heading, Run(_(": key questions"))),
        tuple(made.ours(each) if made else words(_(each)) for each in head),
        tuple(_row(made, each) for each in rated.key_questions),
        strong=frozenset(strong),
        numbers=frozenset({1, 2}),
        widths=(7, 2, 2),
        anchor=f"{rated.standard.id}-key-questions",
    )


def _row(made: Material | None, each: KeyQuestionRating) -> tuple[Cell, ...]:
    key = f"case:{each.question.id}"
    counted = each.proportion.relevant is not None
    cases = _("{sufficient} of {relevant}").format(
        sufficient=each.proportion.sufficient, relevant=each.proportion.relevant
    )
    return (
        Cell(made.of_edition(each.question.text) if made else words(each.question.text)),
        Cell((Run(f"{each.proportion.percent}%", statistic=key),)),
        Cell((Run(cases, statistic=key),) if counted else words(_("not published"))),
    )
