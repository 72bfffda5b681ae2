"""Any document that the grammar of blocks allows, for what must hold of all of them; and the texts of a document."""

from collections.abc import Iterator
from itertools import takewhile

from hypothesis import strategies as st

from inspectorate.register.facts import NOT_RATED, RATINGS
from inspectorate.report.document import (
    Block,
    Blocks,
    Box,
    Break,
    Bullets,
    Cell,
    Document,
    Heading,
    Item,
    Numbered,
    Paragraph,
    Quote,
    Rated,
    Run,
    Runs,
    Table,
    walked,
)
from tests.unit.report.sample_document import HOSTILE, chart

#: Letters of Latin alphabets with their accents, signs, and what means something in some format.
letters = st.characters(
    min_codepoint=0x20, max_codepoint=0x17F, exclude_characters="\x7f\u00ad", exclude_categories=["Cc"]
)
texts = st.one_of(st.sampled_from(HOSTILE), st.text(letters, min_size=1, max_size=60))
lines = texts.filter(lambda text: bool(text.strip()))
links = st.sampled_from(
    ("", "https://example.org/a?b=1&c=%20#d", "mailto:a@example.org", "#first", "#nowhere", "javascript:x")
)
languages = st.sampled_from(("", "", "cy", "en-GB", "no such code"))

run = st.builds(Run, texts, st.booleans(), st.booleans(), links, languages)
noted = st.builds(lambda text, note: Run(text, note=(Run(note),)), texts, lines)
runs = st.lists(st.one_of(run, run, noted), max_size=3).map(tuple)
said = st.builds(lambda text, rest: (Run(text), *rest), lines, runs)
ratings = st.sampled_from((*RATINGS, NOT_RATED, "Annigonol"))
anchors = st.sampled_from(("", "", "first", "second", "with space"))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table whose rows have as many cells as it has columns."""
    columns = draw(st.integers(1, 4))
    cell = st.builds(Cell, runs, st.one_of(st.just(""), ratings))
    rows = draw(st.lists(st.lists(cell, min_size=columns, max_size=columns).map(tuple), max_size=5).map(tuple))
    head = draw(st.lists(runs, min_size=columns, max_size=columns).map(tuple))
    places = st.frozensets(st.integers(0, 4), max_size=2)
    return Table(draw(runs), head, rows, draw(places), draw(places), note=draw(runs), anchor=draw(anchors))


def _lists(
    inside: "st.SearchStrategy[tuple[Bullets | Numbered | Paragraph, ...]]",
) -> "st.SearchStrategy[Bullets | Numbered]":
    items = st.lists(st.builds(Item, runs, inside, anchors), max_size=3).map(tuple)
    return st.one_of(st.builds(Bullets, items), st.builds(Numbered, items, st.integers(1, 20)))


lists = _lists(st.lists(st.one_of(_lists(st.just(())), st.builds(Paragraph, runs)), max_size=2).map(tuple))
plain_blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, runs, st.integers(1, 4), anchors, st.one_of(st.just(""), ratings)),
    st.builds(
        Paragraph, runs, st.sampled_from(("body", "statement", "lead", "small", "address", "signature")), anchors
    ),
    lists,
    tables(),
    st.builds(Quote, said, st.one_of(st.just(""), lines), anchors),
    st.builds(Rated, lines, ratings, st.sampled_from(("", "2/27")), anchors),
    st.builds(lambda title: chart(title, (("a", 10),)), lines),
    st.just(Break()),
)
blocks: st.SearchStrategy[Blocks] = st.lists(
    st.one_of(
        plain_blocks,
        plain_blocks,
        st.builds(
            Box,
            st.sampled_from(("practice example", "notice", "key facts")),
            runs,
            st.lists(plain_blocks, max_size=2).map(tuple),
            anchors,
        ),
    ),
    max_size=6,
).map(tuple)

documents = st.builds(
    Document,
    kind=st.sampled_from(("report", "press-release", "letter", "poster", "slides")),
    title=texts,
    publisher=texts,
    language=st.sampled_from(("en-GB", "cy", "en", "")),
    dated=st.sampled_from(("13 March 2031", "13 Mawrth 2031", "soon", "")),
    blocks=blocks,
    subtitle=st.one_of(st.just(""), texts),
    subject=st.one_of(st.just(""), texts),
    mark=st.one_of(st.just(""), texts),
    cover=st.one_of(st.just(()), blocks),
    contents=st.booleans(),
    properties=st.dictionaries(texts, texts, max_size=2),
)


def in_order(document: Document) -> Blocks:
    """The blocks in the order in which they are read: the first addresses of a letter stand before its cover."""
    if document.kind != "letter":
        return document.cover + document.blocks
    head = tuple(takewhile(lambda block: isinstance(block, Paragraph) and block.role == "address", document.blocks))
    return head + document.cover + document.blocks[len(head) :]


def told(blocks: Blocks) -> Iterator[str]:
    """Every text of blocks in the order in which it is read, footnotes left out; a text may stand empty."""
    for block in walked(blocks):
        yield from _told(block)


def _told(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield from _texts(block.runs)
        case Bullets() | Numbered():
            for item in block.items:
                yield from _texts(item.runs)
                for inner in item.inside:
                    yield from _told(inner)
        case Table():
            for runs in (block.caption, *block.head, *(cell.runs for row in block.rows for cell in row), block.note):
                yield from _texts(runs)
        case Box():
            yield from _texts(block.title)
        case Quote():
            yield from (*_texts(block.runs), block.who)
        case Rated():
            yield from (block.label, block.rating, block.score)
        case _:
            yield from (block.title, *_told(block.table)) if not isinstance(block, Break) else ()


def _texts(runs: Runs) -> Iterator[str]:
    for run in runs:
        yield run.text


def notes(blocks: Blocks) -> Iterator[str]:
    """The words of every footnote, in the order in which they are called."""
    for block in walked(blocks):
        for runs in _runs(block):
            for run in runs:
                yield from _texts(run.note)


def _runs(block: object) -> Iterator[Runs]:
    match block:
        case Heading() | Paragraph() | Quote():
            yield block.runs
        case Bullets() | Numbered():
            for item in block.items:
                yield item.runs
                for inner in item.inside:
                    yield from _runs(inner)
        case Table():
            yield from (block.caption, *block.head, *(cell.runs for row in block.rows for cell in row), block.note)
        case Box():
            yield block.title
