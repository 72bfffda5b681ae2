"""A document into everything that it states."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from inspectorate.organisation.directory import Directory, product_directory
from inspectorate.organisation.model import Organisation
from inspectorate.organisation.name import bare
from inspectorate.register.document import Document
from inspectorate.register.facts import UNIT_TYPES, DocumentFacts, Fact, Mention, Recommendations, UnitFacts
from inspectorate.register.reading.chapter import chapters
from inspectorate.register.reading.date import cohort, fieldwork, published
from inspectorate.register.reading.edition import edition, edition_of_table
from inspectorate.register.reading.finding import findings
from inspectorate.register.reading.heading import title
from inspectorate.register.reading.key_question import key_questions
from inspectorate.register.reading.kind import document_kind
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.naming import Named
from inspectorate.register.reading.others import other_units, previous
from inspectorate.register.reading.overall import overall_rating, rated_in_prose, score
from inspectorate.register.reading.quantity import quantities
from inspectorate.register.reading.rating_table import RatingTable, rating_tables
from inspectorate.register.reading.recommendation import by_unit, recommendations
from inspectorate.register.reading.sample import interviews, sample_size, survey_respondents
from inspectorate.register.reading.statement import chapter_ratings, statements
from inspectorate.register.reading.unit import Subject, subject


def facts_and_document(document: Document) -> tuple[DocumentFacts, Document]:
    """The facts of a document beside it, against the product's own directory: what a process at work sends back."""
    return read(document), document


def read(document: Document, directory: Directory | None = None) -> DocumentFacts:
    """Everything that a document states; for one that is no inspection document, little more than its kind."""
    return read_layout(Layout(document), directory or product_directory())


def read_layout(layout: Layout, directory: Directory) -> DocumentFacts:
    """Everything that a laid-out document states."""
    kind = document_kind(layout, directory)
    about = subject(layout, directory, kind.value)
    tables = rating_tables(layout)
    told = rated_in_prose(layout, directory, about)
    made = _recommendations(layout, directory, about)
    units = _units(layout, directory, about, tables, told, made)
    parts = chapters(layout, tables)
    return DocumentFacts(
        file=layout.document.file,
        kind=kind,
        subject=_subject(layout, directory, kind.value, about, [] if units else tables, made),
        title=title(layout, kind.value),
        published=published(layout),
        cohort=cohort(layout),
        sample_size=sample_size(layout),
        interviews=interviews(layout),
        survey_respondents=survey_respondents(layout),
        statements=statements(layout, parts),
        chapter_ratings=chapter_ratings(layout, parts),
        key_questions=key_questions(layout, parts),
        findings=findings(layout, parts),
        quantities=quantities(layout),
        other_units=other_units(layout, directory, about, _listed(units)),
        previous=previous(layout, directory, about),
        units=units,
        rated_in_prose=told,
    )


def _subject(
    layout: Layout,
    directory: Directory,
    kind: str,
    about: Subject,
    tables: Sequence[RatingTable],
    made: Recommendations,
) -> UnitFacts:
    """The unit that the document is about, with what stands in its own table of ratings."""
    table = tables[0].unit if len(tables) == 1 else UnitFacts()
    total = score(layout, directory, about)
    return replace(
        table,
        unit=about.unit,
        unit_type=about.unit_type,
        region=about.region,
        edition=edition(layout, kind, about.unit_type.value if about.unit_type else None, total),
        fieldwork=fieldwork(layout),
        overall_rating=overall_rating(layout, directory, about),
        score=total,
        recommendations=made,
        names=tuple(dict.fromkeys((*about.names, *table.names))),
    )


def _recommendations(layout: Layout, directory: Directory, about: Subject) -> Recommendations:
    """The recommendations, each with the canonical name of the unit that it comes from."""
    made = recommendations(layout)
    items = tuple(
        replace(item, value=replace(item.value, unit=_canonical(directory, about, item.value.unit)))
        if item.value.unit
        else item
        for item in made.items
    )
    return replace(made, items=items)


def _canonical(directory: Directory, about: Subject, written: str) -> str:
    known = _known(directory, about, written)
    return known.name if known else bare(written)[0]


def _known(directory: Directory, about: Subject, written: str) -> Organisation | None:
    """The organisation that a heading names, where the directory knows one: in a letter on a region a PDU of it."""
    kind = "PDU" if about.unit_type is not None and about.unit_type.value == "region" else None
    return directory.find(written, kind, about.region.value if about.region else None)


def _units(
    layout: Layout,
    directory: Directory,
    about: Subject,
    tables: Sequence[RatingTable],
    told: Sequence[Fact[Mention]],
    made: Recommendations,
) -> tuple[UnitFacts, ...]:
    """Each unit of a document on several: by its table, or by the sentences that rate it."""
    if len(tables) > 1:
        own = by_unit(made.items)
        return tuple(_tabled(layout, directory, about, table.unit, own) for table in tables)
    return tuple(_named(layout, named, told) for named in about.several)


def _tabled(
    layout: Layout, directory: Directory, about: Subject, table: UnitFacts, made: Mapping[str, Recommendations]
) -> UnitFacts:
    """A unit by its table: its canonical name, its edition, and the recommendations listed under its name.

    One that the directory does not know keeps its name as written, without the words for its kind.
    """
    if not table.names:
        return table
    written = table.names[0]
    known = _known(directory, about, written.value)
    name, stated = (known.name, known.kind) if known else bare(written.value)
    kind = Fact(stated, written.evidence) if stated and stated in UNIT_TYPES else None
    return replace(
        table,
        unit=Fact(name, written.evidence),
        unit_type=kind,
        region=Fact(known.region, written.evidence) if known and known.region else about.region,
        edition=edition_of_table(table, kind.value if kind else None),
        recommendations=made.get(name, table.recommendations),
    )


def _named(layout: Layout, named: Named, told: Sequence[Fact[Mention]]) -> UnitFacts:
    """A unit by its name, with the rating that a sentence gives it."""
    place = (layout.evidence(named.start, named.last, "named as one of several"),)
    rated = next((fact for fact in told if fact.value.unit == named.unit and fact.value.rating), None)
    return UnitFacts(
        unit=Fact(named.unit, place),
        unit_type=Fact(named.unit_type, place) if named.unit_type else None,
        overall_rating=Fact(rated.value.rating, rated.evidence) if rated and rated.value.rating else None,
        names=(Fact(named.as_written, place),),
    )


def _listed(units: Sequence[UnitFacts]) -> list[str]:
    return [unit.unit.value for unit in units if unit.unit]
