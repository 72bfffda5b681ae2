"""What the register holds of one inspection: the facts as published, and corrections of them, kept apart.

Each class is what one kind of entry may hold; the checks that need an edition or the directory of organisations are in
``register.validation``.
"""

import datetime
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from inspectorate.framework.entry import Certainty, Entry, Prose

#: What a correction may speak of: these fields, or one entry inside them ("score.points", "standards.2.1").
CORRECTABLE = (
    "edition",
    "published",
    "fieldwork",
    "overall",
    "score",
    "standards",
    "percentages",
    "sample_size",
    "interviews",
    "recommendations",
)
IDENTIFIER = re.compile(r"([a-z]+/[a-z0-9-]+)/(\d{4}(?:-\d{2})?|undated)(?:-(\d))?")


def moment(text: str) -> str:
    """A day, a month or a year that exists. Raises ``ValueError`` otherwise."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        raise ValueError("should be a day, a month or a year, as 2023-07-13, 2023-07 or 2023")
    try:
        datetime.date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        raise ValueError("is not in the calendar; correct it") from None
    return text


def _identifier(text: str) -> str:
    if not IDENTIFIER.fullmatch(text):
        raise ValueError("should be the id of the unit and a month, as pdu/northmoor/2023-07")
    return text


Moment = Annotated[str, AfterValidator(moment)]
Number = Annotated[int, Field(ge=0)]
Percent = Annotated[int, Field(ge=0, le=100)]
InspectionId = Annotated[str, AfterValidator(_identifier)]


class Span(Entry):
    """When fieldwork took place; an end that no document states is left out."""

    first: Moment | None = Field(None, alias="from", description="its first day or month")
    last: Moment | None = Field(None, alias="to", description="its last day or month")


class PublishedScore(Entry):
    """The score as printed: 2/27."""

    points: Number = Field(description="points scored")
    maximum: Number | None = Field(None, description="points that could be scored; left out where it is not printed")


class Placed(Entry):
    """When the inspection took place, so far as it can be told where no document gives a date."""

    at: Moment = Field(description="a day, a month or a year")
    by: Prose = Field(description="what tells it, such as the address of the page")


class Citation(Entry):
    """A document, and which facts were read in it."""

    document: Prose = Field(description="its title")
    publisher: str = Field("", description="who published it")
    published: Moment | None = Field(None, description="when, where it says so")
    url: str | None = Field(None, description="its address; left out where it is not known")
    place: str = Field("", description="where in it: a page, an annexe, lines of its text")
    gives: tuple[str, ...] = Field((), description="the fields that were read there")
    says: str = Field("", description="what was read there, or how, in the register's own words")
    certainty: Certainty = Field(
        Certainty.PUBLISHED,
        description="published: by the inspectorate that inspected; derived: at second hand, from a council, in "
        "news, in a list, or on a page about another unit",
    )


class Review(Entry):
    """Who held the entry against its sources, and when."""

    by: Prose = Field(description="a person, or those who keep the register")
    on: datetime.date = Field(description="the day")
    note: str = Field("", description="what should be known of it")


class PublishedInspection(Entry):
    """One inspection, as published. What no document states is left out; what was worked out is told by `derived`."""

    inspection: InspectionId = Field(
        description="the id of the unit, and the month of publication (of fieldwork, where it is not known); never "
        "changed, though the date may be corrected"
    )
    unit: Prose = Field(description="the id of the organisation, such as pdu/cumbria")
    unit_name: str | None = Field(None, description="its name; only where the directory of organisations lacks it")
    unit_kind: str | None = Field(None, description="PDU, region, approved premises ...; as `unit_name`")
    region: str | None = Field(None, description="the region it lies in; as `unit_name`")
    edition: str | None = Field(None, description="the edition of the framework, where it is known")
    published: Moment | None = Field(None, description="when its findings were published")
    fieldwork: Span | None = Field(None, description="when inspectors were there")
    placed: Placed | None = Field(None, description="its place in time, where no date is published")
    overall: str | None = Field(None, description="the overall rating")
    score: PublishedScore | None = Field(None, description="the score")
    standards: Mapping[str, str] = Field({}, description="the rating of each standard by its id, or Not rated")
    percentages: Mapping[str, Percent] = Field(
        {}, description="the whole per cent of each key question by its id in the edition"
    )
    sample_size: Number | None = Field(None, description="cases inspected")
    interviews: Number | None = Field(None, description="interviews with practitioners or people supervised")
    recommendations: Mapping[str, Number] = Field(
        {}, description="how many, by addressee (PDU, region, HMPPS ...), and `total`"
    )
    sources: Annotated[tuple[Citation, ...], Field(min_length=1)] = Field(description="where all this was read")
    certainty: Certainty = Field(description="how well the rating is known: published, or derived")
    derived: Mapping[str, Prose] = Field(
        {}, description="fields that no document states in so many words, each with how it was worked out"
    )
    note: str = Field("", description="what should be known of it")
    reviewed: Review = Field(description="who held it against its sources")

    @property
    def when(self) -> str | None:
        """Its place in time: the day, month or year of publication; failing that what places it, or fieldwork."""
        fieldwork = (self.fieldwork.last or self.fieldwork.first) if self.fieldwork else None
        return self.published or (self.placed.at if self.placed else None) or fieldwork

    @property
    def known_from(self) -> str | None:
        """When its findings could first be read: publication; failing that what places it, or its first dated source.

        Never fieldwork, months before anyone outside could know of it; None where nothing else tells.
        """
        dated = [source.published for source in self.sources if source.published and source.gives]
        return self.published or (self.placed.at if self.placed else None) or min(dated, default=None)

    @property
    def total_recommendations(self) -> int | None:
        """How many recommendations were made: as stated, or as the addressees add up."""
        parts = [number for addressee, number in self.recommendations.items() if addressee != "total"]
        return self.recommendations.get("total", sum(parts) if parts else None)


def _as_written(value: Any) -> Any:
    """Whole numbers stay numbers; text that is one is read as it where a field wants it."""
    return int(value) if isinstance(value, str) and re.fullmatch(r"\d{1,3}", value) else value


Value = Annotated[int | str | None, BeforeValidator(_as_written)]


class Correction(Entry):
    """Where the register uses another value than a document states, and why. The fact itself is never changed."""

    inspection: InspectionId = Field(description="the inspection that it speaks of")
    field: Prose = Field(description="the field, or the entry in it: overall, fieldwork.from, standards.2.1")
    published: Value = Field(description="the value as published, null where there is none")
    value: Value = Field(description="the value that the register uses")
    otherwise: Value = Field(
        None, description="the value that another document states, where documents disagree; left out where none does"
    )
    kind: Literal["corrected", "disputed", "supplied"] = Field(
        description="corrected: what is published is wrong; disputed: documents disagree, and one is used; supplied: "
        "the document leaves it out, and it was found elsewhere or follows from what it states"
    )
    reason: Prose = Field(description="why, in plain words")
    source: Prose = Field(description="where the value used was read")
    certainty: Certainty = Field(description="how well the value used is known")
    reviewed: Review = Field(description="who decided it")

    @property
    def path(self) -> tuple[str, ...]:
        """The field as the way to it: ``standards.2.1`` is the entry ``2.1`` of ``standards``."""
        return tuple(self.field.split(".", 1))


class CorrectionsFile(Entry):
    """``corrections.json``: every correction to the inspections of the folder, or of those that it stands on."""

    corrections: tuple[Correction, ...] = Field(
        description="in the order in which they were made; of several of one field the last holds"
    )
