"""The inner shape of the JSON in the rows of an archive: what the application reads from it without asking again.

A value that has another shape would be found by whoever opens a page, long after the import. ``SHAPES`` has every field
of JSON of an inspection's tables; ``tests/app/actions/test_archive_shape.py`` fails until a new one stands there.
"""

import datetime
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, StrictStr, TypeAdapter, ValidationError

from inspectorate.errors import BadInput
from inspectorate.rating.record import RatingRecord
from inspectorate.register.inspection import PublishedInspection
from inspectorate.report.document_json import from_json
from inspectorate.sampling.record import SampleRecord

_Number = Annotated[StrictInt, Field(ge=0)]
_Share = float | StrictInt
_Texts = list[StrictStr]
_ByText = dict[StrictStr, StrictStr]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Attendee(_Shape):
    role: StrictStr
    number: _Number


class _Question(_Shape):
    text: StrictStr
    standard: StrictStr = ""
    source: StrictStr = ""


class _FirstAnswer(_Shape):
    answer: StrictStr
    reason: StrictStr


class _Rated(_Shape):
    computed: StrictStr | None
    rating: StrictStr | None
    not_rated: StrictStr | None


class _Ratings(_Shape):
    standards: dict[StrictStr, _Rated]
    points: _Share | None
    maximum: _Share | None
    overall: StrictStr | None


class _Group(BaseModel):
    model_config = ConfigDict(extra="allow")
    name: StrictStr
    eligible: _Number
    share: _Share
    target: _Number
    selected: _Number


class _Watched(_Shape):
    characteristic: StrictStr
    value: StrictStr | None
    eligible: _Number
    selected: _Number
    reserve: _Number


class _Picture(BaseModel):
    model_config = ConfigDict(extra="allow")
    seed: StrictStr
    requested: _Number
    buffer_percent: _Number
    cap: _Number | None
    eligible: _Number
    excluded_by_kind: dict[StrictStr, _Number]
    main: _Number
    reserve: _Number
    shortfall: _Number
    reserve_shortfall: _Number
    strata: list[_Group]
    areas: list[_Group]
    teams: list[_Group]
    practitioners: list[_Group]
    watched: list[_Watched]
    last_code: _Number


class _Nothing(_Shape):
    """No draw: a sample made from the main one has neither record nor picture, but what its numbers came to."""

    last_number: _Number = 0


class _Released(_Shape):
    """A group of cases as it was told: how many, and how often each answer to each question was given."""

    cases: _Number
    counts: dict[StrictStr, dict[StrictStr, _Number]]


def _pair(value: Any) -> Any:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("it is no pair of numbers")
    return value


class _SubmittedAction(_Shape):
    number: _Number
    what: StrictStr
    who: StrictStr
    due_on: datetime.date
    measure: StrictStr


class _SubmittedAnswer(_Shape):
    lasting: _Number | None = None
    to: StrictStr
    recommendation: StrictStr
    response: StrictStr
    reasons: StrictStr
    actions: list[_SubmittedAction]


_Printed = Annotated[StrictStr, Field(pattern=r"^[0-9]{1,9}$")]


class _Submitted(_Shape):
    """An action plan as it was submitted, by the numbers of recommendations as printed."""

    report_on: list[datetime.date]
    answers: dict[_Printed, _SubmittedAnswer]


class _PublicAction(_Shape):
    what: StrictStr
    due_on: datetime.date
    state: StrictStr
    reported_on: datetime.date | None


class _PublicAnswer(_Shape):
    """``lasting`` is the lasting number of its recommendation, which versions of before did not keep."""

    lasting: _Number | None = None
    response: StrictStr
    reasons: StrictStr
    actions: list[_PublicAction]
    status: StrictStr
    found: StrictStr


class _Empty(_Shape):
    """Nothing yet, as long as files are made."""


class _Recommended(_Shape):
    number: _Number
    addressee: StrictStr
    addressed_as: StrictStr
    text: StrictStr
    unit: StrictStr | None = None
    lasting: _Number | None = None


class _Answered(_Shape):
    id: StrictStr
    question: StrictStr
    answer: StrictStr


def _document(value: Any) -> Any:
    try:
        from_json(value)
    except BadInput as error:
        raise ValueError(error.faults[0].problem) from None
    return value


_Document = Annotated[Any, BeforeValidator(_document)]
_Pair = Annotated[list[_Number], BeforeValidator(_pair)]
#: What each field of JSON holds, by table and field.
SHAPES: Mapping[tuple[str, str], Any] = MappingProxyType(
    {
        ("inspection", "cohort_weeks"): list[datetime.date],
        ("membership", "skills"): _Texts,
        ("membership", "conflicts"): _Texts,
        ("membership", "own"): _Texts,
        ("sample", "record"): _Nothing | SampleRecord,
        ("sample", "picture"): _Nothing | _Picture,
        ("case", "characteristics"): _ByText,
        ("tally", "counts"): dict[StrictStr, dict[StrictStr, _Number]],
        ("release", "groups"): dict[StrictStr, _Released],
        ("panel", "members"): _Texts,
        ("panel", "evidence"): RatingRecord | None,
        ("panel", "ratings"): _Ratings | None,
        ("evidencerequest", "standards"): _Texts,
        ("emergingfindings", "texts"): _ByText,
        ("meeting", "attendees"): list[_Attendee],
        ("meeting", "guide"): list[_Question],
        ("exercise", "standards"): _Texts,
        ("dipsample", "by_assessor"): dict[StrictStr, _Pair],
        ("blindreading", "first_answers"): dict[StrictStr, _FirstAnswer],
        ("surveyresponse", "answers"): dict[StrictStr, StrictStr | _Texts | StrictInt | float],
        # publications, their factual accuracy checks and reviews, letters
        ("claimsupport", "other_than"): _Texts,
        ("publication", "entry"): _Empty | PublishedInspection,
        ("publication", "recommendations"): list[_Recommended],
        ("publication", "texts"): dict[StrictStr, dict[StrictStr, _Number]],
        ("publication", "documents"): list[_Document],
        ("accuracycheck", "kinds"): _Texts,
        ("accuracycheck", "documents"): list[_Document],
        ("accuracycheck", "changed"): list[_Document],
        ("review", "frozen"): dict[StrictStr, _Number | StrictStr],
        ("review", "parts"): _Texts,
        ("review", "checklist"): list[_Answered],
        ("letter", "units"): _Texts,
        # action plans
        ("actionplan", "report_on"): list[datetime.date],
        ("actionplanversion", "content"): _Submitted,
        ("publicactionplan", "content"): dict[_Printed, _PublicAnswer],
    }
)


@cache
def _adapter(table: str, field: str) -> TypeAdapter[Any]:
    return TypeAdapter(SHAPES[table, field])


def wrong(table: str, field: str, value: Any) -> Iterator[str]:
    """What of a value has another shape than the application reads, each with its place in it; nothing where none is.

    A field that holds no JSON has none to be wrong.
    """
    if (table, field) not in SHAPES:
        return
    try:
        _adapter(table, field).validate_python(value)
    except ValidationError as error:
        seen = set()
        for each in error.errors(include_url=False, include_input=False, include_context=False):
            place = ".".join(str(part) for part in each["loc"] if not str(part).startswith("_"))
            told = f"{f'{place}: ' if place else ''}{each['msg'][:1].lower()}{each['msg'][1:]}"
            if told not in seen:
                seen.add(told)
                yield told[:200]
