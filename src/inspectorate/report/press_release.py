"""The press release of an inspection: what it was rated, what the author tells, recommendations, notes to editors."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from inspectorate.context.moment import last_day
from inspectorate.language import ENGLISH, noted, speaking
from inspectorate.language import gettext as _
from inspectorate.organisation.name import bare
from inspectorate.register.inspection import PublishedInspection
from inspectorate.report.document import Block, Document, Heading, Item, Numbered, Paragraph, Run, Runs, plain, words
from inspectorate.report.edition_language import explained
from inspectorate.report.fact_base import FactBase, Statistics
from inspectorate.report.house import House, Note
from inspectorate.report.listing import listed
from inspectorate.report.material import Material, Texts
from inspectorate.report.unit_name import in_full, published_name, region_of
from inspectorate.report.wording import number
from inspectorate.sampling.dates import in_words, month_in_words

#: The text that an author writes for it, with the quotations of the chief inspector.
PART = "press-release"
#: How many days before publication another inspection of the region may have been published to be told of. Assumed.
RECENT = 366
_BEST_FIRST = ("Outstanding", "Good", "Requires improvement", "Inadequate")
#: How titles and first sentences call each kind of unit (S0, S3; what is not a PDU is ours).
_TITLES = {
    "PDU": noted("Probation service for {name} is ‘{rating}’"),
    "youth justice service": noted("Youth justice service in {name} is ‘{rating}’"),
}
_CALLED = {
    "PDU": noted("The probation service, also known as a Probation Delivery Unit (PDU*), for {name}"),
    "youth justice service": noted("The youth justice service in {name}"),
    "region": noted("The Probation Service – {name} region"),
}
_TITLE_OF_ANY = noted("{unit} is ‘{rating}’")
_ANY_UNIT = noted("{unit}")


def press_release(
    base: FactBase,
    texts: Texts,
    house: House,
    *,
    mark: str = "",
    language: str = ENGLISH,
    known: Statistics | None = None,
) -> Document:
    """The press release; ``texts`` has what the author wrote under ``PART``, ``known`` the statistics of ``base``."""
    with speaking(language):
        made = Material(base, house, texts, language, known)
        return explained(_composed(made, mark), made)


def _composed(made: Material, mark: str) -> Document:
    base, house = made.base, made.house
    blocks = [
        Paragraph(tuple(_rated(made)), "lead", "rated"),
        *_others(made),
        *(made.prose.get(PART) or _ratings(made)),
        *_recommendations(made),
        *_notes(made),
    ]
    return Document(
        kind="press-release",
        title=_title(made),
        publisher=made.said(house.publisher.name),
        language=made.language,
        dated=in_words(base.published) if base.published else "",
        subject=_("{unit}: what the inspection found").format(unit=in_full(base.unit)),
        blocks=tuple(blocks),
        mark=mark,
    )


def _named(made: Material, message: str) -> Runs:
    """A message with the name of the unit, bare or in full, and its rating."""
    unit = made.base.unit
    rating = made.rating(made.base.rated.overall or "")
    return made.ours(message, name=bare(unit.name)[0], unit=in_full(unit), rating=rating)


def _title(made: Material) -> str:
    base = made.base
    if not base.rated.overall:
        return plain(made.ours(noted("Inspection of {unit} is published"), unit=in_full(base.unit)))
    return plain(_named(made, _TITLES.get(base.unit.kind, _TITLE_OF_ANY)))


def _rated(made: Material) -> Iterator[Run]:
    """The sentence that rates, with the score in words where there is one (S3)."""
    base = made.base
    yield from _named(made, _CALLED.get(base.unit.kind, _ANY_UNIT))
    if not base.rated.overall:
        yield from made.ours(noted(" has been inspected by {publisher}."), publisher=_publisher(made))
        return
    message = noted(" has been rated as ‘{{rating:overall}}’ following an inspection by {publisher}")
    yield from made.ours(message, publisher=_publisher(made))
    if base.rated.points is not None and base.rated.maximum:
        one = noted(" – scoring {points} inspection point out of a possible {maximum}")
        many = noted(" – scoring {points} inspection points out of a possible {maximum}")
        points = _("zero") if base.rated.points == 0 else number(base.rated.points)
        said = made.ours(one if base.rated.points == 1 else many, points=points, maximum=str(base.rated.maximum))
        yield Run("".join(run.text for run in said), statistic="score", language=said[0].language)
    yield Run(".")


def _publisher(made: Material) -> Run:
    return made.named(made.house.publisher.name, lower=False)


def _others(made: Material) -> Iterator[Paragraph]:
    """The other units of the region that were rated of late."""
    base = made.base
    found = [each for each in base.neighbours if each.overall in _BEST_FIRST and _is_recent(each, base)]
    if not found or base.unit.kind != "PDU":
        return
    region = region_of(base.unit)
    if len(found) == 1:
        message = noted(
            "This inspection is one of two carried out in the Probation Service – {region} region recently. The second "
            "is {unit}, which received an overall rating of ‘{rating}’."
        )
        one = found[0]
        said = made.ours(message, region=region, unit=published_name(one), rating=made.rating(one.overall or ""))
        yield Paragraph(said, anchor="others")
        return
    message = noted(
        "We have completed {number} inspections in the Probation Service – {region} region. The others are {others}."
    )
    others = listed([_rated_so(made, rating, units) for rating, units in _by_rating(found)], serial=True)
    yield Paragraph(made.ours(message, number=number(len(found) + 1), region=region, others=others), anchor="others")


def _is_recent(each: PublishedInspection, base: FactBase) -> bool:
    """Whether it was published within a year before this inspection is, to the day that is known of either."""
    day = base.published or base.fieldwork[1]
    return bool(each.published) and 0 <= (day - last_day(each.published or "")).days <= RECENT


def _by_rating(found: Sequence[PublishedInspection]) -> list[tuple[str, list[str]]]:
    ordered = sorted(found, key=lambda each: (_BEST_FIRST.index(each.overall or ""), published_name(each)))
    return [
        (rating, [published_name(each) for each in units])
        for rating, units in groupby(ordered, key=lambda each: each.overall or "")
    ]


def _rated_so(made: Material, rating: str, units: Sequence[str]) -> str:
    message = {
        1: noted("{units} (rated ‘{rating}’)"),
        2: noted("{units} (both rated ‘{rating}’)"),
    }.get(len(units), noted("{units} (all rated ‘{rating}’)"))
    return plain(made.ours(message, units=listed(units), rating=made.rating(rating)))


def _ratings(made: Material) -> Iterator[Paragraph]:
    """How many standards have each rating: what the evidence gives where the author wrote nothing."""
    keys = [(rating, f"ratings:{rating}") for rating in _BEST_FIRST if f"ratings:{rating}" in made.statistics]
    if not keys:
        return
    runs: list[Run] = [*made.ours(noted("Inspectors rated {{ratings | number}} standards: "))]
    for place, (rating, key) in enumerate(keys):
        joint = "" if place == 0 else _(" and ") if place == len(keys) - 1 else ", "
        runs += [
            Run(joint),
            *made.ours(noted("{{KEY | number}} as ‘{rating}’"), key=key, inside=True, rating=made.rating(rating)),
        ]
    yield Paragraph((*(run for run in runs if run.text), Run(".")), anchor="ratings")


def _recommendations(made: Material) -> Iterator[Paragraph]:
    """How many recommendations were made, and to whom (S0)."""
    given = made.base.recommendations
    if not given:
        return
    parts = [(_addressee(to), len(list(group))) for to, group in groupby(given, key=lambda each: each.addressed_as)]
    total = made.ours(
        noted("This inspection made {{recommendations}} recommendation")
        if len(given) == 1
        else noted("This inspection made {{recommendations}} recommendations")
    )
    if len(parts) == 1:
        rest = made.ours(noted(" for {addressee}."), addressee=parts[0][0])
    else:
        told = [plain(made.ours(noted("{number} for {addressee}"), number=number(n), addressee=to)) for to, n in parts]
        rest = words(f": {listed(told)}.")
    yield Paragraph((*total, *rest), anchor="recommendations")


def _addressee(name: str) -> str:
    """An addressee inside a sentence."""
    region = name.removesuffix(" region")
    if region != name:
        return _("the {region} regional service").format(region=region)
    return {"HM Prison and Probation Service": "HMPPS", "The Ministry of Justice": "the Ministry of Justice"}.get(
        name, name
    )


def _notes(made: Material) -> Iterator[Block]:
    """The notes to editors that are for this kind of unit, and of which everything is known."""
    base, press = made.base, made.house.press
    names: dict[str, str | Run] = {
        "region": region_of(base.unit),
        "day": in_words(base.published) if base.published else "",
        "fieldwork": months(base),
        "contact": made.named(press.contact),
    }
    told = [note for note in press.notes if _is_for(note, base) and not _lacks(note, names)]
    yield Heading(made.ours(noted("Notes to editor")), 1, "notes")
    items = [Item(made.of_edition(note.text, **names), anchor=f"note-{at}") for at, note in enumerate(told, start=1)]
    yield Numbered(tuple(items))


def _is_for(note: Note, base: FactBase) -> bool:
    return not note.of or base.unit.kind in note.of


def _lacks(note: Note, names: Mapping[str, str | Run]) -> bool:
    return any(f"{{{name}}}" in note.text and not value for name, value in names.items())


def months(base: FactBase) -> str:
    """The month of fieldwork, or the months: April 2023; November and December 2022."""
    first, last = (month_in_words(f"{day:%Y-%m}") for day in base.fieldwork)
    if first == last:
        return first
    same_year = base.fieldwork[0].year == base.fieldwork[1].year
    return _("{first} and {last}").format(first=first.rpartition(" ")[0] if same_year else first, last=last)
