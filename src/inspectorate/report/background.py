"""The background of a report as the evidence gives it: when, how many cases, which weeks, interviews, context."""

from collections.abc import Iterable, Mapping, Sequence

from inspectorate.context.catalogue import Figure, product_catalogue
from inspectorate.context.moment import moment_words
from inspectorate.context.record import Record
from inspectorate.context.value import number_words, read_value, value_words
from inspectorate.language import gettext as _
from inspectorate.language import noted
from inspectorate.report.document import Block, Blocks, Cell, Paragraph, Run, Runs, Table, words
from inspectorate.report.material import Material
from inspectorate.report.unit_name import in_full, published_name, region_of
from inspectorate.sampling.dates import in_words, weeks_in_words


def background(made: Material, holds: Sequence[str]) -> Blocks:
    """The first paragraph of the background and the figures of context; what the unit is like, an author tells."""
    base = made.base
    first, last = base.fieldwork
    runs = list(
        made.ours(
            noted("We conducted fieldwork in {unit} between {first} and {last}."),
            unit=in_full(base.unit),
            first=in_words(first),
            last=in_words(last),
        )
    )
    runs += _cases(made)
    if base.interviews:
        message = noted(" We also conducted {{sample:interviews}} {interviews} with practitioners.")
        runs += made.ours(message, interviews=_("interview") if base.interviews == 1 else _("interviews"))
    blocks: list[Block] = [Paragraph(tuple(runs), anchor="background-fieldwork")]
    if "PDUs inspected" in holds and base.neighbours:
        blocks.append(Paragraph(_published(made), anchor="background-units"))
    return (*blocks, *_context(made))


def _cases(made: Material) -> Runs:
    base = made.base
    if not base.findings.cases:
        return ()
    if not base.cohorts:
        return made.ours(noted(" We inspected {{sample:cases}} {cases}."), cases=_noun(base.findings.cases))
    message = noted(
        " We inspected {{sample:cases}} {cases} where sentences and licences had commenced between {weeks}."
    )
    weeks = weeks_in_words([monday for monday, _sunday in base.cohorts])
    return made.ours(message, cases=_noun(base.findings.cases), weeks=weeks)


def _noun(cases: int) -> str:
    return _("case") if cases == 1 else _("cases")


def _published(made: Material) -> Runs:
    """The units of the region whose reports were published before."""
    named = [f"{published_name(each)} (‘{_(each.overall)}’)" for each in made.base.neighbours if each.overall]
    message = noted("We have published reports on these services in {region} region: {units}.")
    return made.ours(message, region=region_of(made.base.unit), units="; ".join(named))


def _context(made: Material) -> Iterable[Block]:
    """The figures of context as they stood last, each with its date and the number of its source below them."""
    shown = [each for each in made.base.context if each.figure != "practitioner_interviews"]
    if not shown:
        return
    sources = list(dict.fromkeys(each.source for each in shown))
    numbers = {source: str(place) for place, source in enumerate(sources, start=1)} if len(sources) > 1 else {}
    head = [made.ours(noted("Figure")), made.ours(noted("Value")), made.ours(noted("As of"))]
    yield Table(
        made.ours(noted("Key figures of {unit}"), unit=in_full(made.base.unit)),
        (*head, made.ours(noted("Source"))) if numbers else tuple(head),
        tuple(_figure(made, each, numbers) for each in shown),
        numbers=frozenset({1}),
        widths=(10, 6, 6, 4) if numbers else (6, 3, 3),
        note=_sources(made, sources, numbers),
        anchor="background-context",
    )


def _sources(made: Material, sources: Sequence[str], numbers: Mapping[str, str]) -> Runs:
    """Where the figures come from; each source behind its number where there are several."""
    lead = noted("Sources: ") if numbers else noted("Source: ")
    listed = "; ".join(f"{numbers[each]}. {each}" if numbers else each for each in sources)
    return (*made.ours(lead), *made.english(f"{listed.rstrip('.')}."))


def _figure(made: Material, record: Record, numbers: Mapping[str, str]) -> tuple[Cell, ...]:
    figure = product_catalogue().by_id[record.figure]
    level = {"unit": "", "region": _("region"), "nation": _("England and Wales")}[record.level]
    title = made.english(figure.title)
    said, language = _value(made, record, figure)
    key = f"context:{record.figure}" + (f"@{record.level}" if record.level != "unit" else "")
    key += f":{record.of}" if record.of else ""
    bound = key if key in made.statistics else ""
    cells = (
        Cell((*title, *_about(made, record.of), *_about(made, "", level))),
        Cell((Run(said, language=language, statistic=bound),)),
        Cell(words(moment_words(record.as_of))),
    )
    return (*cells, Cell(words(numbers[record.source]))) if numbers else cells


def _about(made: Material, of: str, level: str = "") -> Runs:
    """Of what or whom a figure speaks, as it was typed; or its level, in the language of the document."""
    return (Run(", "), made.written(of)) if of else words(f", {level}" if level else "")


def _value(made: Material, record: Record, figure: Figure) -> tuple[str, str]:
    """A value in words, and the language that it is marked with: in Welsh a bare number or per cent is said in it."""
    value = read_value(record.value, figure)
    if value is None or made.is_english:
        return value_words(value, figure, digits=True) if value else record.value, made.written("").language
    if value.exact is None or value.part or figure.unit == "place" or (figure.unit == "count" and figure.many):
        return value_words(value, figure, digits=True), made.written("").language
    number, unit = number_words(value, figure, digits=True), figure.unit
    said = {
        "per_cent": noted("{number} per cent"),
        "days": noted("{number} days"),
        "weeks": noted("{number} weeks"),
        "months": noted("{number} months"),
    }
    return _(said[unit]).format(number=number) if unit in said else number, ""
