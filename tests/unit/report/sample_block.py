"""Blocks and texts from which the documents of the tests are made. All names and figures are made up."""

from inspectorate.register.drawing.sheet import MARGIN, rect, sheet, text
from inspectorate.report.document import Bullets, Cell, Chart, Item, Run, Runs, Table, words

#: What reading these must give, whatever the format: text that means something in some format.
HOSTILE = (
    *("#let x = 1", "$a^2$ and $$", "back\\slash \\n", "@reference", "<b>bold</b> & &amp;", "*stars* _under_"),
    *("`code` ``", "=heading", "- not a list", "// not a comment /* nor this */", "~ -- --- ... 'quotes' \"double\""),
    *("[link](x)", "{{a}}", "{% x %}", "עברית in the middle", "😀 🎉", "Llŷn, dŵr, tŷ, â î ô", "=1+1", "]]>", "%s"),
    *("a\u00adb", "x\u00a0y", "\u2028"),
)


def noted(before: str, note: str, after: str = "") -> Runs:
    """Words with a footnote called between them."""
    return (Run(before, note=words(note)), *words(after))


def bullets(*items: str) -> Bullets:
    """A list of these, each plain."""
    return Bullets(tuple(Item(words(item)) for item in items))


def rated(label: str, rating: str) -> tuple[Cell, Cell]:
    """A row of a table of ratings."""
    return Cell(words(label)), Cell(words(rating), rating=rating)


def questions(caption: str, *rows: tuple[str, str], lowest: int = 0) -> Table:
    """A table of key questions, that at place ``lowest`` in bold."""
    return Table(
        caption=words(caption),
        head=(words("Key question"), words("Percentage ‘Yes’")),
        rows=tuple((Cell(words(question)), Cell(words(share))) for question, share in rows),
        strong=frozenset({lowest}),
        numbers=frozenset({1}),
        widths=(3, 1),
        note=words("In bold: the key question with the lowest percentage, which decides the rating."),
    )


def chart(title: str, shares: tuple[tuple[str, int], ...], anchor: str = "") -> Chart:
    """Bars of percentages, drawn plainly."""
    width, step = 640, 44
    height = MARGIN * 2 + step * len(shares)
    parts = []
    for place, (name, share) in enumerate(shares):
        y = MARGIN + place * step
        parts += [
            text(MARGIN, y + 12, name, "text", 14),
            rect(MARGIN, y + 18, 5 * share, 14, "mark"),
            text(MARGIN + 5 * share + 6, y + 30, f"{share}%", "text b", 14),
        ]
    told = "; ".join(f"{name}: {share} per cent" for name, share in shares)
    return Chart(
        svg=sheet("bars", title, told, (width, height), parts),
        title=title,
        alternative=f"Bars of {len(shares)} percentages. {told}.",
        table=Table(
            caption=words(f"{title}: the figures"),
            head=(words("What was asked"), words("Per cent")),
            rows=tuple((Cell(words(name)), Cell(words(str(share)))) for name, share in shares),
            numbers=frozenset({1}),
            widths=(3, 1),
        ),
        width=width,
        height=height,
        anchor=anchor,
    )
