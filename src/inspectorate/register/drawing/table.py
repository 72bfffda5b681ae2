"""The values of each drawing as a table of text, header first: for readers who want it in place of the drawing."""

from inspectorate.register.drawing.figure import LETTERS, HeatPanel, History, Spread, Years, percent_text, score_text

Row = tuple[str, ...]


def heat_table_rows(panel: HeatPanel) -> list[Row]:
    """A panel of a heat table, ratings in words."""
    header = ("Unit", "Group", "When", *(column.heading for column in panel.columns), "Overall", "Score")
    rows = ((row.unit, row.group, row.when, *row.ratings, row.overall, score_text(row.score)) for row in panel.rows)
    return [header, *rows]


def history_rows(figure: History) -> list[Row]:
    """A unit's history: a column for each inspection. A break stands in the row below its key question, with why."""
    header = ("", *(one.when for one in figure.inspections))
    rows: list[Row] = [
        ("Edition", *(one.edition for one in figure.inspections)),
        ("Overall rating", *(one.overall for one in figure.inspections)),
        ("Score", *(score_text(one.score) for one in figure.inspections)),
        *((line.standard, *line.ratings) for line in figure.ratings),
    ]
    for line in figure.percents:
        rows.append((line.question, *map(percent_text, line.percents)))
        if any(line.breaks):
            rows.append((f"{line.question}: not comparable with the one before", "", *line.breaks))
    return [header, *rows]


def spread_rows(figure: Spread) -> list[Row]:
    """The spread of each key question: units, lowest, quartiles, highest, and the marked units."""
    header = ("Key question", "Units", "Lowest", "Lower quartile", "Median", "Upper quartile", "Highest")
    return [
        (*header, *figure.units),
        *(
            (
                strip.question,
                str(len(strip.values)),
                percent_text(min(strip.values, default=None)),
                *(percent_text(value) for value in strip.quartiles or (None, None, None)),
                percent_text(max(strip.values, default=None)),
                *map(percent_text, strip.marked or (None,) * len(figure.units)),
            )
            for strip in figure.strips
        ),
    ]


def years_rows(figure: Years) -> list[Row]:
    """A row for each year: how many inspections have each overall rating that occurs, and how many there were."""
    ratings = [rating for rating in LETTERS if any(rating in year.counts for year in figure.years)]
    rows = (
        (year.year, *(str(year.counts.get(rating, 0)) for rating in ratings), str(year.inspections))
        for year in figure.years
    )
    return [("Year", *ratings, "Inspections"), *rows]
