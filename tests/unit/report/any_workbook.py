"""Workbooks of any content, as hypothesis makes them: text that means something to a spreadsheet among it."""

from fractions import Fraction

from hypothesis import strategies as st

from inspectorate.report.workbook import Column, Sheet, Workbook

#: What spreadsheets, XML, CSV or a reader of them take for more than text.
HOSTILE = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", " =1", "=cmd|' /C calc'!A0", "'", "'=1", '"', '""', ";", ","),
    *(
        "http://example.org",
        "internal:Cover!A1",
        "1",
        "0.5",
        "1e5",
        "TRUE",
        "2031-03-13",
        "#REF!",
        "[c]",
        "[z]",
        "{=1}",
    ),
    *("_x0041_", "<b>&amp;</b>", "]]>", "a\nb", "a\r\nb", "a\rb", "two  spaces", " x ", "", "\u00a0"),
    *("עברית", "😀", "Llŷn", "\u2028", "\u0085", "null", "None", "NaN", "%s", "{0}"),
)
TEXT = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=30),
)
NAME = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz ABC'()-_."), min_size=1, max_size=31).filter(
    lambda name: name == " ".join(name.split()) and not (name.startswith("'") or name.endswith("'"))
)
VALUES = {
    "text": TEXT,
    "count": st.integers(0, 10**9),
    "per cent": st.integers(0, 1000).map(lambda thousandths: Fraction(thousandths, 1000)),
    "amount": st.integers(0, 10**6).map(lambda hundredths: Fraction(hundredths, 100)),
}
GAP = st.sampled_from(["[c]", "[x]", "[z]", None])


@st.composite
def sheets(draw: st.DrawFn, name: str) -> Sheet:
    """A sheet with up to five columns and five rows."""
    units = draw(st.lists(st.sampled_from([*VALUES]), min_size=1, max_size=5))
    columns = tuple(
        Column(f"{draw(TEXT)} {place}", f"name_{place}", draw(TEXT), unit) for place, unit in enumerate(units)
    )
    row = st.tuples(*(st.one_of(VALUES[unit], GAP) for unit in units))
    rows = draw(st.lists(row, max_size=5))
    return Sheet(name, draw(TEXT), columns, tuple(rows), tuple(draw(st.lists(TEXT, max_size=2))), draw(TEXT))


@st.composite
def workbooks(draw: st.DrawFn) -> Workbook:
    """A workbook with up to three sheets, and notes or none."""
    taken = {"cover", "contents", "notes", "data dictionary", "history"}
    names = draw(st.lists(NAME.filter(lambda name: name.casefold() not in taken), max_size=3, unique_by=str.casefold))
    made = tuple(draw(sheets(name)) for name in names)
    texts = st.lists(TEXT, max_size=2).map(tuple)
    dated = draw(st.sampled_from(["13 March 2031", "March 2031", ""]))
    return Workbook(draw(TEXT), draw(TEXT), "en-GB", dated, draw(texts), made, draw(texts), draw(TEXT))
