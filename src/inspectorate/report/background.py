"""The background of a report as the evidence gives it: when, how many cases, which weeks, interviews, context."""

from collections.abc import Iterable

from inspectorate.context.catalogue import product_catalogue
from inspectorate.language import gettext as _
from inspectorate.report.document import Blocks, Paragraph, Run
from inspectorate.report.fact_base import FactBase
from inspectorate.sampling.dates import in_words, weeks_in_words


def background(base: FactBase) -> Blocks:
    """The first paragraph of the background; what the unit is like, an author tells after it."""
    first, last = base.fieldwork
    runs: list[Run] = [
        Run(
            _("We conducted fieldwork in {unit} between {first} and {last}. We inspected ").format(
                unit=base.unit.name, first=in_words(first), last=in_words(last)
            )
        ),
        Run(_("{cases} cases").format(cases=base.findings.cases), statistic="sample:cases"),
    ]
    if base.cohorts:
        weeks = weeks_in_words([monday for monday, _sunday in base.cohorts])
        runs.append(Run(_(" where sentences and licences had commenced {weeks}").format(weeks=weeks)))
    runs.append(Run("."))
    runs += _interviews(base)
    return (Paragraph(tuple(runs), anchor="background-fieldwork"),)


def _interviews(base: FactBase) -> Iterable[Run]:
    if base.interviews is not None:
        yield Run(_(" We also conducted "))
        figure = product_catalogue().by_id["practitioner_interviews"]
        noun = figure.one if base.interviews == 1 else figure.many
        yield Run(f"{base.interviews} {noun}", statistic="sample:interviews")
        yield Run(_(" with probation practitioners."))
