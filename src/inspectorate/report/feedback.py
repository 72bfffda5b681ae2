"""What people on probation told us, made from their survey where the author of the part wrote nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from inspectorate.language import gettext as _
from inspectorate.language import noted
from inspectorate.report.document import Block, Blocks, Cell, Paragraph, Quote, Run, Table, words
from inspectorate.report.fact_base import Surveyed
from inspectorate.report.material import Material
from inspectorate.survey.result import QuestionResult

#: The part of an outline that tells of it.
PART = "people-on-probation"


def feedback(made: Material) -> Blocks:
    """Who answered, what they said, who they are beside the caseload, and their words."""
    found = [each for each in made.base.surveys if each.results.survey.audience == "people_on_probation"]
    return tuple(block for surveyed in found for block in _of(made, surveyed))


def _of(made: Material, surveyed: Surveyed) -> Iterator[Block]:
    survey = surveyed.id
    message = noted("As part of this inspection, {{KEY}} people on probation responded to our survey.")
    yield Paragraph(made.ours(message, key=f"survey:{survey}:respondents"), anchor=f"survey-{survey}")
    told = [each for each in surveyed.results.questions.values() if each.shown and each.favourable]
    if told:
        best, worst = max(told, key=_share), min(told, key=_share)
        yield _said(
            made,
            survey,
            best,
            noted("The highest share of favourable answers was to ‘{question}’: {{KEY | per cent}}."),
        )
        if worst is not best:
            message = noted("The smallest share was to ‘{question}’: {{KEY | per cent}}.")
            yield _said(made, survey, worst, message)
        yield _answers(made, survey, told)
    if any(each.respondents is not None for each in surveyed.beside):
        yield _beside(made, surveyed)
    for place, words_ in enumerate(surveyed.quotations, start=1):
        yield Quote(made.english(words_), _("Person on probation"), f"survey-{survey}-quotation-{place}")


def _share(result: QuestionResult) -> float:
    return float(result.favourable.share) if result.favourable else 0.0


def _said(made: Material, survey: str, result: QuestionResult, message: str) -> Paragraph:
    key = f"survey:{survey}:{result.question.id}:favourable"
    anchor = f"survey-{survey}-{result.question.id}"
    return Paragraph(made.ours(message, key=key, question=_asked(made, result)), anchor=anchor)


def _asked(made: Material, result: QuestionResult) -> Run:
    asked = made.named(result.question.text, lower=False)
    return replace(asked, text=asked.text.rstrip("?."))


def _answers(made: Material, survey: str, told: Iterable[QuestionResult]) -> Table:
    return Table(
        made.ours(noted("What people on probation told us")),
        (
            made.ours(noted("Statement or question")),
            made.ours(noted("Favourable answers")),
            made.ours(noted("Respondents")),
        ),
        tuple(_row(made, survey, each) for each in told),
        numbers=frozenset({1, 2}),
        widths=(6, 2, 2),
        anchor=f"survey-{survey}-answers",
    )


def _row(made: Material, survey: str, result: QuestionResult) -> tuple[Cell, ...]:
    key = f"survey:{survey}:{result.question.id}:favourable"
    share = result.favourable
    percent = f"{share.percent}%" if share else ""
    counts = _("{part} of {whole}").format(part=share.sufficient, whole=share.relevant) if share else ""
    return (
        Cell(made.of_edition(result.question.text)),
        Cell((Run(percent, statistic=key),)),
        Cell((Run(counts, statistic=key),)),
    )


def _beside(made: Material, surveyed: Surveyed) -> Table:
    return Table(
        made.ours(noted("Who responded, beside the caseload")),
        (made.ours(noted("Group")), made.ours(noted("Respondents")), made.ours(noted("Caseload"))),
        tuple(
            (
                Cell(made.of_edition(each.title)),
                Cell(words(_("not shown") if each.percent is None else f"{each.percent}%")),
                Cell(words(_("not known") if each.caseload is None else f"{each.caseload}%")),
            )
            for each in surveyed.beside
        ),
        numbers=frozenset({1, 2}),
        widths=(4, 2, 2),
        anchor=f"survey-{surveyed.id}-beside",
    )
