"""What authors write of a region in a letter: prose, lists and tables with numbers typed by hand (S1)."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from inspectorate.report.document import Blocks
from inspectorate.report.letter import RegionalReview, written_parts
from inspectorate.report.prose import read_prose
from inspectorate.report.wording import number, say
from tests.composed.authors import FOOTNOTE, QUOTED, TABLE

#: Sentences by the form in which they take in a number, as the letter to the North West has them.
COUNTS = (
    "Risk of harm was assessed as it should be in {slot} cases.",
    "Inspectors judged that, in {slot} relevant cases, contact with the police was too late.",
    "- Managers looked at the plan in {slot} cases, and practitioners knew what was expected of them.\n",
    "Information was shared in {slot} cases.^[In {other} cases that was not recorded.]",
)
SHARES = (
    "Management oversight was sufficient in {slot} of cases.",
    "Vacancies stood at {slot} for the grade of probation officer.",
    "- Of those asked, {slot} said that their workload was manageable.\n",
    "**Training** was completed by {slot} of staff.",
)
AMOUNTS = (
    "There are {slot} courts in the region, and staff in each of them.",
    "The region employs {slot} people.",
    "Accredited programmes were begun by {slot} people on probation.",
)


@dataclass(frozen=True)
class Correspondence:
    """Texts of a letter by part, and the numbers typed in them: as written, with the share or amount that each is."""

    texts: Mapping[str, Blocks]
    said: tuple[tuple[str, Fraction], ...]


def written_of(draw: random.Random, review: RegionalReview) -> Correspondence:
    """Texts of some of the parts of a letter on a review."""
    texts: dict[str, Blocks] = {}
    said: list[tuple[str, Fraction]] = []
    for part in written_parts(review.edition):
        if draw.random() < 0.7:
            pieces = list(_pieces(draw, said))
            prose = read_prose("\n\n".join(pieces), {}, say, name=f"text-{part.id}", below=3)
            assert not prose.faults, (pieces, prose.faults)
            texts[part.id] = prose.blocks
    return Correspondence(texts, tuple(said))


def _pieces(draw: random.Random, said: list[tuple[str, Fraction]]) -> Iterator[str]:
    """Paragraphs, each with a number of its own, and some of what stands beside prose."""
    for sentences in draw.sample((COUNTS, SHARES, AMOUNTS), k=draw.randint(1, 3)):
        text = draw.choice(sentences)
        yield text.format(
            slot=_typed(draw, sentences, said), other=_typed(draw, COUNTS, said if "{other}" in text else [])
        )
    if draw.random() < 0.5:
        yield draw.choice((TABLE, FOOTNOTE, QUOTED))


def _typed(draw: random.Random, sentences: tuple[str, ...], said: list[tuple[str, Fraction]]) -> str:
    """A number as an author types it, which is noted among what was ``said``."""
    whole = draw.randint(11, 240)
    part = draw.randint(2, whole - 1)
    if sentences is COUNTS:
        text, value = f"{number(part)} out of {whole}", Fraction(part, whole)
    elif sentences is SHARES:
        percent = part * 100 // whole
        # nobody writes "none per cent"
        text, value = f"{number(percent) if percent else 0} per cent", Fraction(percent)
    else:
        text, value = number(part * 10), Fraction(part * 10)
    said.append((text, value))
    return text
