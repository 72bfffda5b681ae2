"""Every document of an inspection composed, and what the reader does not find in each."""

from collections.abc import Iterator

from inspectorate.report.fact_base import FactBase
from inspectorate.report.house import product_house
from inspectorate.report.letter import letter
from inspectorate.report.press_release import press_release
from inspectorate.report.report import report
from tests.composed.inspection import made_up_review
from tests.composed.reading import between, letter_differs, press_release_differs, report_differs


def differences_of_letter(seed: int) -> Iterator[str]:
    """All that differs in the letter on a made-up review."""
    review = made_up_review(seed)
    yield from (f"letter: {found}" for found in letter_differs(letter(review, {}, product_house()), review))


def differences(base: FactBase) -> Iterator[str]:
    """All that differs, each with the kind of document that it stands in."""
    house = product_house()
    made = report(base, {}, house)
    released = press_release(base, {}, house)
    yield from (f"report: {found}" for found in report_differs(made, base))
    yield from (f"press release: {found}" for found in press_release_differs(released, base))
    yield from (f"between: {found}" for found in between(made, released))
