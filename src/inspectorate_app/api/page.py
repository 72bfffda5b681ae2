"""Lists in pages: a bound on each, and where the next begins."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Query

LONGEST = 200
Limit = Annotated[int, Query(50, ge=1, le=LONGEST, description="How many at most")]
After = Annotated[
    str, Query("", max_length=100, description="Where the page begins: what 'next' of the page before ended with")
]
AfterNumber = Annotated[
    int, Query(0, ge=0, le=2**53, description="Where the page begins: after the one of this number")
]
Row = TypeVar("Row")


def page(
    request: HttpRequest,
    response: HttpResponse,
    rows: Sequence[Row],
    limit: int,
    place: Callable[[Row], str | int],
) -> dict[str, Any]:
    """One page of rows that begin where it begins, with one more than ``limit`` where there is a next page.

    ``place`` says of a row where it stands. The address of the next page is in the body and in the header ``Link``.
    """
    shown = list(rows[:limit])
    following = None
    if len(rows) > limit:
        following = f"{request.path}?{urlencode({'limit': limit, 'after': place(shown[-1])})}"
        response["Link"] = f'<{following}>; rel="next"'
    return {"items": shown, "next": following}
