"""Made-up figures, and strategies for figures with anything in them."""

from hypothesis import strategies as st

from inspectorate.register.drawing.figure import (
    LETTERS,
    MOST_MARKED,
    NOT_IN_EDITION,
    NOT_PUBLISHED,
    Bound,
    Column,
    HeatPanel,
    HeatRow,
    HeatTable,
    History,
    Inspection,
    PercentLine,
    RatingLine,
    Spread,
    Strip,
)
from inspectorate.register.facts import NOT_RATED, Score

RATED = [rating for rating in LETTERS if rating != NOT_IN_EDITION]
BOUNDS = (Bound(0, "Inadequate"), Bound(50, "Requires improvement"), Bound(65, "Good"), Bound(80, "Outstanding"))

TWO_UNITS = HeatTable(
    "Northmoor and Eastvale",
    (
        HeatPanel(
            "Edition of 2021",
            (Column("1.1", "Leadership"), Column("2.4", "Implementation and delivery"), Column("2.1", "Court work")),
            (
                HeatRow(
                    "Northmoor", "March 2023", ("Good", "Outstanding", NOT_RATED), "Good", Score(5, 6), "Upper Shire"
                ),
                HeatRow("Eastvale", "", ("Inadequate", "Requires improvement", NOT_PUBLISHED), "Inadequate"),
            ),
        ),
    ),
    "Both are made up.",
)

HISTORY = History(
    "Northmoor",
    (
        Inspection("September 2018", "CRC 2018", "Good", Score(16, 30)),
        Inspection("March 2023", "PDU 2021", "Inadequate", Score(2, 27)),
        Inspection("April 2024", "PDU 2023", "Inadequate", Score(1, 21)),
        Inspection("May 2025", "PDU 2023", NOT_PUBLISHED),
    ),
    (
        RatingLine("Leadership", ("Good", "Inadequate", "Inadequate", NOT_PUBLISHED)),
        RatingLine("Court work", (NOT_IN_EDITION, NOT_RATED, NOT_IN_EDITION, NOT_IN_EDITION)),
    ),
    (PercentLine("Keeping people safe", (71, 31, 8, None), ("another type of unit", "", "")),),
)

SPREAD = Spread(
    "Assessment in four units",
    ("Northmoor",),
    (Strip("Keeping people safe", (20, 31, 31, 60), (31,), (25.5, 31, 45.5)), Strip("Engaging", (40, 55))),
    BOUNDS,
)


def heat_table(rows: int, columns: int = 9, name: str = "Leicester, Leicestershire and Rutland") -> HeatTable:
    """A table of so many rows and standards, every rating in turn."""
    titles = ("Leadership", "Implementation and delivery", "Out-of-court disposal policy and provision")
    standards = tuple(Column(f"P {place // 5 + 1}.{place % 5 + 1}", titles[place % 3]) for place in range(columns))

    def ratings(row: int) -> tuple[str, ...]:
        return tuple(RATED[(row + place) % len(RATED)] for place in range(columns))

    drawn = (
        HeatRow(
            f"{name} {row}", "September 2023", ratings(row), RATED[row % 4], Score(row % 28, 27), f"Region {row // 20}"
        )
        for row in range(rows)
    )
    return HeatTable("Every unit", (HeatPanel("An edition", standards, tuple(drawn)),))


NAMES = st.text(max_size=60) | st.sampled_from(["", "<b>&\"'</b>", "\x1b[31mred", "W" * 60, "Llanfair-" * 9])
IDS = st.text(max_size=2) | st.sampled_from(["P 2.1", "10.12"])
SCORES = st.none() | st.tuples(st.integers(0, 27), st.integers(0, 12)).map(lambda pair: Score(pair[0], sum(pair)))


@st.composite
def heat_tables(draw: st.DrawFn, most_rows: int = 12) -> HeatTable:
    panels = []
    for _ in range(draw(st.integers(0, 2))):
        columns = tuple(draw(st.lists(st.builds(Column, IDS, NAMES), max_size=12)))
        rating = st.sampled_from(list(LETTERS))
        ratings = st.lists(rating, min_size=len(columns), max_size=len(columns)).map(tuple)
        row = st.builds(HeatRow, NAMES, st.text(max_size=15), ratings, rating, SCORES, NAMES)
        panels.append(HeatPanel(draw(NAMES), columns, tuple(draw(st.lists(row, max_size=most_rows)))))
    return HeatTable(draw(NAMES), tuple(panels), draw(NAMES))


@st.composite
def histories(draw: st.DrawFn) -> History:
    count = draw(st.integers(0, 7))
    rating = st.sampled_from(list(LETTERS))

    def many(one: st.SearchStrategy[object], length: int) -> st.SearchStrategy[tuple[object, ...]]:
        return st.lists(one, min_size=length, max_size=length).map(tuple)

    inspection = st.builds(Inspection, st.text(max_size=20), NAMES, rating, SCORES)
    breaks = st.sampled_from(["", "", "another unit type", "<another> & sample"])
    percents = st.builds(
        PercentLine, NAMES, many(st.none() | st.integers(0, 100), count), many(breaks, max(0, count - 1))
    )
    ratings = st.builds(RatingLine, NAMES, many(rating, count))
    return History(
        draw(NAMES),
        draw(many(inspection, count)),
        tuple(draw(st.lists(ratings, max_size=3))),
        tuple(draw(st.lists(percents, max_size=3))),
        draw(NAMES),
    )


@st.composite
def spreads(draw: st.DrawFn) -> Spread:
    strips = []
    units = tuple(draw(st.lists(NAMES, max_size=MOST_MARKED)))
    for _ in range(draw(st.integers(0, 3))):
        values = tuple(draw(st.lists(st.integers(0, 100) | st.floats(0, 100), max_size=40)))
        mixed = draw(st.permutations([*values, *[None] * len(units)]))
        marked = tuple(mixed[: len(units)])
        quartiles = draw(st.none() | st.tuples(*[st.floats(0, 100)] * 3).map(sorted).map(tuple))
        strips.append(Strip(draw(NAMES), values, marked, quartiles))
    return Spread(draw(NAMES), units, tuple(strips), draw(st.sampled_from([(), BOUNDS])), draw(NAMES))
