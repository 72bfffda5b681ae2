"""The five published documents, checked, and held against what a person found in them beforehand.

``expected/disagreements.yaml`` was written by close reading before there was a checker. What it calls certain must be
found; what is found must be in it; and a figure that is changed must be found too, and nothing else with it.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from inspectorate.organisation.directory import product_directory
from inspectorate.register.checking.check import check
from inspectorate.register.checking.disagreement import CERTAINTIES, Disagreement, Place
from inspectorate.register.document import Document
from inspectorate.register.facts import DocumentFacts
from inspectorate.register.opening.open import open_document
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.read import read_layout

SEEDS = Path(__file__).parents[4].parent / "shared" / "seeds"
EXPECTED: dict[str, Any] = yaml.load(
    (Path(__file__).parents[1] / "expected" / "disagreements.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
FILES: dict[str, str] = EXPECTED["files"]
ENTRIES: dict[str, dict[str, Any]] = {entry["id"]: entry for entry in EXPECTED["disagreements"]}

#: Which check finds what was listed by hand.
FOUND_BY = {
    "cheshire-north": "name",
    "knowsley-overall-missing": "rating-missing",
    "cumbria-fieldwork-month": "between-fieldwork",
    "blackburn-name": "name",
    "court-work-row-absent-knowsley": "standard-absent",
    "court-work-row-absent-liverpool-north": "standard-absent",
    "unpaid-work-backlog-strength-and-area": "strength-and-weakness",
    "assessment-engagement-57-or-50": "key-question",
    "annexe-one-holds-web-links": "annexe",
    "recommendations-attribution": "between-addressees",
    "web-address-misspelt": "web-address",
    "practice-examples-absent": "practice-example",
    "double-negative-interventions": "double-negative",
    "formal-reviews-sufficient-focus": "strength-against-table",
    "sources-of-support-all-or-all-but-one": "all-cases",
    "llr-fieldwork-into-december": "between-fieldwork",
    "footnote-score-of-one-question-llr": "note-on-key-question",
    "footnote-score-of-one-question-cambridgeshire": "note-on-key-question",
    "commissioned-services-name": "abbreviation",
    "some-of-the-cases-59": "words-against-figure",
    "links-without-address": "link",
}
#: What is listed apart and is one finding with another here.
PART_OF = {"liverpool-north-heading-court-work": "court-work-row-absent-liverpool-north"}
#: The kinds of finding as the list calls them.
KINDS = {"disagreement": "disagreement", "absence": "missing", "wording": "wording"}
#: How many lines a place found may lie off the lines listed: a sentence begins above the words that matter.
SLACK = 3

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the published documents stand beside the project, not in it"
)


@cache
def opened(name: str) -> Document:
    return open_document(SEEDS / FILES[name])


@cache
def read(name: str) -> tuple[DocumentFacts, Layout]:
    return laid_out(opened(name))


def laid_out(document: Document) -> tuple[DocumentFacts, Layout]:
    layout = Layout(document)
    return read_layout(layout, product_directory()), layout


@cache
def found() -> tuple[Disagreement, ...]:
    return check([read(name) for name in FILES])


def touches(place: Place, listed: list[Any]) -> bool:
    """Whether a place is a listed one; two lines are a range, more are single lines."""
    document, lines, *_ = listed
    ranges = [lines] if len(lines) == 2 else [[line] for line in lines]
    near = any(min(each) - SLACK <= place[1].line <= max(each) + SLACK for each in ranges)
    return place[0].endswith(FILES[document]) and near


def finders(id_: str) -> list[Disagreement]:
    """The findings by the rule for an entry whose every place is listed for it, and one is the first listed."""
    listed = ENTRIES[id_]["places"]
    return [
        each
        for each in found()
        if each.rule == FOUND_BY[id_]
        and all(any(touches(place, other) for other in listed) for place in each.places)
        and any(touches(place, listed[0]) for place in each.places)
    ]


@pytest.mark.parametrize("id_", [id_ for id_, entry in ENTRIES.items() if entry["sure"] == "certain"])
def test_what_is_certain_is_found(id_: str) -> None:
    (disagreement,) = finders(PART_OF.get(id_, id_))
    assert any(touches(place, ENTRIES[id_]["places"][0]) for place in disagreement.places)


@pytest.mark.parametrize("id_", FOUND_BY)
def test_what_is_found_is_of_the_kind_listed_and_not_surer(id_: str) -> None:
    (disagreement,) = finders(id_)
    assert disagreement.severity == KINDS[ENTRIES[id_]["severity"]]
    assert CERTAINTIES.index(disagreement.certainty) >= CERTAINTIES.index(ENTRIES[id_]["sure"])


def test_nothing_is_found_that_was_not_listed() -> None:
    listed = [disagreement for id_ in FOUND_BY for disagreement in finders(id_)]
    assert [each for each in found() if each not in listed] == []


def test_each_document_alone_gives_what_it_gives_among_others() -> None:
    alone = [each for name in FILES for each in check([read(name)])]
    within = [each for each in found() if not each.rule.startswith("between-")]
    assert alone == within


class Change(NamedTuple):
    """Words of one line changed, and the rules by which that is found, each once."""

    line: int
    old: str
    new: str
    rules: tuple[str, ...]


#: Figures and ratings of each document, changed all at once; each must be found, and nothing else.
CHANGED = {
    "llr-report": (
        Change(49, "2/27", "3/27", ("score-sum", "between-score")),
        Change(140, "02 December 2022", "05 November 2022", ("fieldwork-order",)),
        Change(47, "November", "October", ("fieldwork",)),
        Change(141, "24 April", "28 April", ("cohort-week",)),
        Change(144, "six", "nine", ("region-size",)),
        Change(161, "15 per cent", "25 per cent", ("percentage-of-count",)),
        Change(191, "all five", "all four", ("all-standards",)),
        Change(127, "12.", "14.", ("recommendation-number",)),
        Change(29, "31", "37", ("key-question",)),
        Change(16, "five", "nine", ("key-question",)),
        Change(234, "74", "78", ("words-against-figure",)),
        Change(285, "65", "69", ("words-against-figure",)),
        Change(309, "43", "34", ("key-question",)),
        Change(372, "15 out of 32", "19 out of 32", ("words-against-figure",)),
        Change(471, "46", "56", ("words-against-figure",)),
        Change(547, "Inadequate", "Good", ("rating-in-chapter",)),
        Change(570, "16 out", "20 out", ("count-impossible",)),
        Change(619, "31", "41", ("lowest-score",)),
        Change(854, "39", "49", ("key-question",)),
    ),
    "letter": (
        Change(48, "13 PDUs", "12 PDUs", ("region-size",)),
        Change(48, "inspected five", "inspected six", ("inspections",)),
        Change(193, "17", "18", ("subtotal",)),
        Change(231, "4.", "5.", ("recommendation-number",)),
        Change(375, "7/24", "8/24", ("score-sum",)),
        Change(398, "10/27", "10/24", ("score-maximum",)),
        Change(430, "Inadequate", "Good", ("overall-band", "rating-in-prose", "between-overall-rating")),
        Change(432, "Inadequate", "Requires improvement", ("score-sum",)),
    ),
    "cumbria-press": (
        Change(25, "five", "six", ("inspections",)),
        Change(35, "13", "12", ("between-recommendations",)),
        Change(35, "six", "five", ("between-recommendations",)),
        Change(42, "July", "March", ("fieldwork-after-publication",)),
    ),
    "llr-press": (
        Change(23, "two inspection points", "three inspection points", ("between-score",)),
        Change(25, "one of two", "one of three", ("inspections",)),
        Change(31, "43", "34", ("between-percentage",)),
        Change(31, "five", "eight", ("key-question",)),
        Change(35, "13", "14", ("between-recommendations",)),
    ),
    "cambridgeshire": (
        Change(63, "Inadequate", "Good", ("rating-in-prose",)),
        Change(87, "April", "May", ("fieldwork",)),
        Change(89, "1/21", "2/21", ("score-sum",)),
        Change(154, "4.", "5.", ("recommendation-number",)),
        Change(160, "10 September", "17 September", ("cohort-week",)),
        Change(162, "eight", "nine", ("region-size",)),
        Change(164, "1,132", "1,123", ("subtotal",)),
        Change(273, "33", "43", ("words-against-figure",)),
        Change(269, "83", "43", ("words-against-figure",)),
        Change(308, "8%", "68%", ()),
        Change(333, "37%", "67%", ("standard-band",)),
        Change(378, "51", "49", ("words-against-figure",)),
    ),
}


def changed(name: str, changes: Iterable[Change]) -> tuple[DocumentFacts, Layout]:
    """A published document with words of some lines changed."""
    lines = opened(name).text.split("\n")
    for change in changes:
        line = lines[change.line - 1]
        assert change.old in line
        lines[change.line - 1] = line.replace(change.old, change.new, 1)
    document = opened(name)
    return laid_out(Document(document.file, document.format, "\n".join(lines)))


@pytest.mark.parametrize("name", CHANGED)
def test_every_figure_that_is_changed_is_found_and_nothing_else(name: str) -> None:
    documents = [changed(name, CHANGED[name]) if other == name else read(other) for other in FILES]
    before = {(each.rule, each.what) for each in found()}
    new = [each for each in check(documents) if (each.rule, each.what) not in before]
    assert sorted(each.rule for each in new) == sorted(rule for change in CHANGED[name] for rule in change.rules)
