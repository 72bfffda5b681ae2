"""Every document of an inspection composed, and what the reader does not find in each."""

import random
from collections.abc import Callable, Iterator

from inspectorate.register.document import Document as Published
from inspectorate.report.document import Document
from inspectorate.report.house import product_house
from inspectorate.report.letter import letter
from inspectorate.report.plain_text import as_published
from inspectorate.report.press_release import press_release
from inspectorate.report.report import report
from inspectorate.report.slides import slides
from tests.composed.correspondence import written_of
from tests.composed.inspection import MadeUp, made_up_review
from tests.composed.reading import (
    between,
    letter_differs,
    press_release_differs,
    read_back,
    report_differs,
    slides_differ,
)


def differences_of_letter(seed: int, opened: Callable[[Document], Published] = as_published) -> Iterator[str]:
    """All that differs in the letter on a made-up review."""
    review = made_up_review(seed)
    written = written_of(random.Random(f"letter-{seed}"), review)
    document = letter(review, written.texts, product_house())
    read = read_back(document, opened)
    yield from (f"letter: {found}" for found in letter_differs(document, review, read, written.said))


def differences(given: MadeUp, opened: Callable[[Document], Published] = as_published) -> Iterator[str]:
    """All that differs, each with the kind of document that it stands in."""
    house = product_house()
    base = given.base
    composed = {
        "report": (report(base, given.texts, house), report_differs),
        "press release": (press_release(base, given.texts, house), press_release_differs),
        "slides": (slides(base, given.texts, house), slides_differ),
    }
    read = {kind: read_back(document, opened) for kind, (document, _differs) in composed.items()}
    for kind, (document, differs) in composed.items():
        yield from (f"{kind}: {found}" for found in differs(document, base, read[kind]))
    yield from (f"between: {found}" for found in between(*read.values()))
