"""What a document states: facts, each with the places where it stands and how it was found.

A fact that the document does not state is None, an empty tuple or an empty mapping; nothing is filled in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Generic, TypeVar

from inspectorate.recommendation.model import Recommendation

T = TypeVar("T", covariant=True)

KINDS = ("inspection report", "press release", "regional letter", "news", "other")
UNIT_TYPES = ("PDU", "region", "youth justice service", "CRC", "NPS division", "approved premises", "national")
#: The four ratings, worst first, as the frameworks spell them.
RATINGS = ("Inadequate", "Requires improvement", "Good", "Outstanding")
NOT_RATED = "Not rated"


@dataclass(frozen=True)
class Evidence:
    """Where a fact stands: characters ``start`` to ``end`` of the text, on which line and page (from 1).

    ``quote`` is what stands there, its white space collapsed; ``how`` says in a few words how it was found.
    """

    start: int
    end: int
    line: int
    page: int | None
    quote: str
    how: str


@dataclass(frozen=True)
class Fact(Generic[T]):
    """A value and its evidence, the place that decided first, then places that say the same."""

    value: T
    evidence: tuple[Evidence, ...]

    @property
    def place(self) -> Evidence:
        """The place that decided."""
        return self.evidence[0]


@dataclass(frozen=True)
class Period:
    """Fieldwork or a cohort week, each end a day ("2023-07-13") or a month ("2023-07"), None where it is not stated."""

    first: str | None
    last: str | None
    text: str


@dataclass(frozen=True)
class Score:
    """Points scored, and how many could be."""

    points: int
    maximum: int


@dataclass(frozen=True)
class KeyQuestionResult:
    """The published percentage of one key question: the standard's id as printed, the question's words.

    ``sufficient`` and ``relevant`` are the counts behind it, where the table prints them: 59 of 96.
    """

    standard: str
    question: str
    percent: int
    sufficient: int | None = None
    relevant: int | None = None


@dataclass(frozen=True)
class Quantity:
    """A number in the prose.

    ``kind`` is "count" (``numerator`` of ``denominator``), "percentage" (``value`` of a hundred), "fraction" (two
    thirds) or "amount" (1,900 people); ``value`` is the share for a count and a fraction. ``qualifier`` is the word
    before it that loosens it (nearly, over, just under, approximately), "" where there is none; ``emphasis`` is "only"
    or "just", which loosen nothing. ``what`` is the phrase that says what is counted; ``text`` the number as written;
    ``block`` the index of the block of the layout in which it stands.

    ``same_as`` and ``parts_of`` are indexes among the quantities of the document: of the number before it that says the
    same in another way ("half (15 out of 32)"), and of the total that it is a part of ("1,734 people, of which 1,132
    ...", "three-quarters of the 196 cases"). Not every part is a count: of 13 PDUs five were inspected.
    """

    kind: str
    value: Fraction
    what: str
    text: str
    qualifier: str = ""
    numerator: int | None = None
    denominator: int | None = None
    block: int = -1
    emphasis: str = ""
    same_as: int | None = None
    parts_of: int | None = None


@dataclass(frozen=True)
class Mention:
    """Another unit that the document names: the rating it gives it, None where it gives none."""

    unit: str
    as_written: str
    unit_type: str | None
    rating: str | None


@dataclass(frozen=True)
class PriorRating:
    """A rating of the same unit at an earlier inspection; ``year`` is None where the document does not say when."""

    year: int | None
    rating: str


@dataclass(frozen=True)
class StatedTotal:
    """A total of recommendations said in words: "13 recommendations: six for Cumbria PDU and the rest for ...".

    ``parts`` are the numbers said for each kind of addressee; ``recipients`` the kinds that are said to have received
    the whole ("Leicester, Leicestershire and Rutland PDU, and their East Midlands regional service, received 13").
    """

    total: int
    parts: Mapping[str, int] = field(default_factory=dict)
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recommendations:
    """The recommendations: how many, for whom, and each of them.

    ``total`` and ``by_addressee`` are how many the document lists or, where it lists none, what it says in words.
    ``stated`` is every total said in words, for holding against the list.
    """

    total: Fact[int] | None = None
    by_addressee: Mapping[str, Fact[int]] = field(default_factory=dict)
    items: tuple[Fact[Recommendation], ...] = ()
    stated: tuple[Fact[StatedTotal], ...] = ()


@dataclass(frozen=True)
class UnitFacts:
    """What a document states of one inspected unit.

    ``unit`` is its canonical name, ``names`` every way in which the document writes it; ``edition`` the framework's
    edition that the document shows; ``standards`` the rating of each standard by its id as printed, or ``NOT_RATED``;
    ``sections`` the headings over the standards by their number; ``unreadable`` the rows where a rating is missing, as
    "overall_rating" or "standards.2.1" (S1, annexe two, has the word "Rating" where one should stand).
    """

    unit: Fact[str] | None = None
    unit_type: Fact[str] | None = None
    region: Fact[str] | None = None
    edition: Fact[str] | None = None
    fieldwork: Fact[Period] | None = None
    overall_rating: Fact[str] | None = None
    score: Fact[Score] | None = None
    standards: Mapping[str, Fact[str]] = field(default_factory=dict)
    titles: Mapping[str, Fact[str]] = field(default_factory=dict)
    sections: Mapping[str, Fact[str]] = field(default_factory=dict)
    recommendations: Recommendations = field(default_factory=Recommendations)
    names: tuple[Fact[str], ...] = ()
    unreadable: tuple[Fact[str], ...] = ()


@dataclass(frozen=True)
class Finding:
    """A strength, an area for improvement, or a finding where no heading says which of the two.

    ``kind`` says which; ``under`` where it is listed (a standard's id, or the heading).
    """

    kind: str
    under: str
    text: str


@dataclass(frozen=True)
class DocumentFacts:
    """Everything that one document states. ``subject`` is the unit that the document is about.

    ``chapter_ratings`` is the rating of each standard as it stands again in its chapter, beside the table's.
    """

    file: str
    kind: Fact[str]
    subject: UnitFacts = field(default_factory=UnitFacts)
    title: Fact[str] | None = None
    published: Fact[str] | None = None
    cohort: tuple[Fact[Period], ...] = ()
    sample_size: Fact[int] | None = None
    interviews: Fact[int] | None = None
    survey_respondents: Fact[int] | None = None
    statements: Mapping[str, Fact[str]] = field(default_factory=dict)
    chapter_ratings: Mapping[str, Fact[str]] = field(default_factory=dict)
    key_questions: tuple[Fact[KeyQuestionResult], ...] = ()
    findings: tuple[Fact[Finding], ...] = ()
    quantities: tuple[Fact[Quantity], ...] = ()
    other_units: tuple[Fact[Mention], ...] = ()
    previous: tuple[Fact[PriorRating], ...] = ()
    units: tuple[UnitFacts, ...] = ()
    rated_in_prose: tuple[Fact[Mention], ...] = ()
