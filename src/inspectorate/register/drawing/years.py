"""Overall ratings by year as an SVG: a bar for each year, as long as there were inspections, parted by rating."""

from inspectorate.register.drawing.chip import key
from inspectorate.register.drawing.figure import RatingYear, Years
from inspectorate.register.drawing.lettering import text_width
from inspectorate.register.drawing.palette import CLASSES
from inspectorate.register.drawing.sheet import MARGIN, paragraph, rect, sheet, text
from inspectorate.register.drawing.words import years_words

_WIDEST, _LABEL, _TOTAL, _BAR, _STEP, _SIZE = 900, 78, 36, 26, 36, 14


def years_svg(figure: Years, width: int = 640) -> str:
    """The years for a place ``width`` pixels wide, from 280. Text is 13 pixels high at least."""
    available = min(max(width, 280) - 2 * MARGIN, _WIDEST)
    most = max([1, *(year.inspections for year in figure.years)])
    scale = (available - _LABEL - _TOTAL) / most
    drawn, y = paragraph(MARGIN, MARGIN, figure.title, "text b", 18, available)
    y += 14
    for year in figure.years:
        drawn += _row(year, scale, y)
        y += _STEP
    foot, y = key([rating for year in figure.years for rating in year.counts], MARGIN, y + 6, available)
    if figure.note:
        more, y = paragraph(MARGIN, y + 4, figure.note, "quiet", 13, available)
        foot += more
    return sheet("years", figure.title, years_words(figure), (available + 2 * MARGIN, y + MARGIN), drawn + foot)


def _row(year: RatingYear, scale: float, y: float) -> list[str]:
    """One year: its name, the parts of its bar with their numbers, and how many inspections there were."""
    drawn = [text(MARGIN, y + 18, year.year, "text b", _SIZE)]
    x = float(MARGIN + _LABEL)
    for rating, count in year.counts.items():
        long, said = count * scale, str(count)
        drawn.append(rect(x, y, long, _BAR, CLASSES[rating]))
        if long >= text_width(said, _SIZE) + 4:
            drawn.append(text(x + long / 2, y + 18, said, f"{CLASSES[rating]}-t m", _SIZE))
        x += long
    return [*drawn, text(x + 6, y + 18, str(year.inspections), "text", _SIZE)]
