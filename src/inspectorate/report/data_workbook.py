"""The data workbook of an inspection: every figure behind its report, in tables, with how each was reached.

What it holds follows METHOD 7 ("contents sheet, context, caseload, every question with n and %, demographic splits,
surveys, methodology"). Of small groups nothing is in it: what the fact base hides stands as [c].
"""

from inspectorate.language import ENGLISH, speaking
from inspectorate.language import gettext as _
from inspectorate.report.case_sheet import key_questions, other_questions, prompts, rating_sheet, split_sheets, working
from inspectorate.report.edition_language import explained_workbook
from inspectorate.report.fact_base import FactBase
from inspectorate.report.house import House
from inspectorate.report.inspection_sheet import (
    context,
    inspected,
    method,
    previous_ratings,
    progress,
    recommendation_sheet,
    region_sheet,
    sample_sheet,
)
from inspectorate.report.material import Material
from inspectorate.report.survey_sheet import respondents, survey_sheets
from inspectorate.report.workbook import Sheet, Workbook
from inspectorate.report.workbook_part import GAPS, gap_words
from inspectorate.sampling.dates import in_words


def data_workbook(base: FactBase, house: House, *, mark: str = "", language: str = ENGLISH) -> Workbook:
    """The workbook. ``mark`` stands on each sheet of what is not published; a sheet without any row is left out."""
    with speaking(language):
        made = Material(base, house, {}, language)
        return explained_workbook(_composed(made, mark), made)


def _composed(made: Material, mark: str) -> Workbook:
    base, house = made.base, made.house
    sheets: tuple[Sheet, ...] = (
        inspected(base),
        context(base),
        sample_sheet(base),
        rating_sheet(base),
        working(base),
        key_questions(base),
        prompts(base),
        other_questions(base),
        *split_sheets(base, made.said),
        *survey_sheets(base),
        respondents(base),
        recommendation_sheet(base),
        progress(base),
        previous_ratings(base),
        region_sheet(base),
        method(base),
    )
    return Workbook(
        title=_("Data workbook: inspection of {unit}").format(unit=base.unit.name),
        publisher=made.said(house.publisher.name),
        language=made.language,
        dated=in_words(base.published) if base.published else "",
        cover=_cover(made),
        sheets=tuple(sheet for sheet in sheets if sheet.rows),
        notes=_notes(made),
        mark=mark,
        licence=house.licence.url,
    )


def _cover(made: Material) -> tuple[str, ...]:
    """What it is, of which inspection, how to read it, whom to ask, how it may be used."""
    base, house = made.base, made.house
    first, last = map(in_words, base.fieldwork)
    framework = base.rated.edition.framework
    lines = [
        _("The figures behind the report of this inspection, with how each rating was reached."),
        _("Inspected under: {framework}.").format(framework=made.said(framework.title)),
        _("Fieldwork took place between {first} and {last}.").format(first=first, last=last),
        _("{cases} cases were inspected.").format(cases=base.findings.cases),
        _("Each worksheet has one table. The next worksheet lists them all; the last says what each column holds."),
        _("Where a cell has no number, letters in square brackets say why."),
        *map(gap_words, GAPS),
    ]
    if house.publisher.email:
        lines.append(_("Questions about these figures: {email}").format(email=house.publisher.email))
    year = f" {base.published.year}" if base.published else ""
    holder, text, name = map(made.said, (house.licence.holder, house.licence.text, house.licence.name))
    lines.append(f"© {holder}{year}. {text} {name}: {house.licence.url}")
    return tuple(lines)


def _untested(made: Material) -> str:
    """The caveat of the house, all of it in one language."""
    text = made.house.untested.text
    said = made.said(text)
    return said.format(group="groups of cases" if said == text and not made.is_english else _("groups of cases"))


def _notes(made: Material) -> tuple[str, ...]:
    """The notes that headings name by number: see ``case_sheet``."""
    return (
        _(
            "Relevant cases are those answered yes or no. Cases to which the question does not apply, and cases in "
            "which it was not answered, are not among them."
        ),
        _(
            "The percentage is the share of relevant cases answered yes, as a whole number: halves are rounded up. It "
            "is worked out from the counts beside it. Answers of small numbers of cases change it by many points."
        ),
        _("Missing: the question applies to the case, or may apply, and was not answered."),
        _("A key question’s percentage is placed in a rating band. The lowest decides the rating of its standard."),
        _("The rating that stands: the one decided by the ratings panel where it used its discretion."),
        _(
            "Nothing is shown of a group where that could tell of a person: it has fewer than {threshold} cases, or "
            "such a group could be worked out from it. Groups without any relevant case may be hidden with it, and a "
            "question that is asked of the cases of such a group alone, or of all cases but those."
        ).format(threshold=made.base.rated.edition.fewest),
        _untested(made),
        _("The base is the respondents whose answer counts: not those who did not answer or said it does not apply."),
    )
