"""Figures as a report says them, beside those of the region and of an earlier inspection."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from inspectorate.context.catalogue import Figure
from inspectorate.context.value import Value, number_words, value_words
from inspectorate.language import gettext as _


def said(figure: Figure, value: Value, of: str = "") -> str:
    """A figure as a report says it: "a vacancy rate of 43 per cent for court staff".

    Of what or whom it speaks stands in brackets where its pattern has no place for that.
    """
    pattern = figure.said_of if of and figure.said_of else figure.said
    # Not format(): what was typed is never read as a pattern.
    filled = pattern.replace("{value}", value_words(value, figure)).replace("{number}", number_words(value, figure))
    return f"{filled} ({of})" if of and pattern is figure.said else filled.replace("{of}", of)


def beside_region(figure: Figure, value: Value, region: Value) -> str:
    """What is said after it of the region's average, as "higher than the regional average of 12.9 days".

    Blank where the region's figure is no average, or one of the two is not exact.
    """
    if not figure.averaged or value.exact is None or region.exact is None:
        return ""
    told = value_words(region, figure)
    if value.exact == region.exact:
        return _("the same as the regional average of {told}").format(told=told)
    return (
        _("higher than the regional average of {told}").format(told=told)
        if value.exact > region.exact
        else _("lower than the regional average of {told}").format(told=told)
    )


@dataclass(frozen=True)
class Movement:
    """What changed since an earlier figure: in words, and by how much where that can be said."""

    words: str
    difference: Fraction | None = None


def movement(figure: Figure, before: Value, after: Value) -> Movement:
    """What changed from one value to a later one: "up 2.1 days", "down 4 percentage points", "from amber to red"."""
    if figure.unit == "status":
        return Movement(
            _("no change")
            if before == after
            else _("from {text} to {text_2}").format(text=before.text, text_2=after.text)
        )
    if before.exact is None or after.exact is None:
        return Movement(_("cannot be compared: one of the two is not exact"))
    difference = after.exact - before.exact
    if not difference:
        return Movement(_("no change"), difference)
    direction = "up" if difference > 0 else "down"
    if figure.unit == "place":
        places = abs(int(difference))
        return Movement(f"{direction} {places} {'place' if places == 1 else 'places'}", difference)
    return Movement(f"{direction} {_counted(abs(difference), figure)}", difference)


def _counted(number: Fraction, figure: Figure) -> str:
    """A difference with its unit, in digits."""
    digits = f"{(Decimal(number.numerator) / Decimal(number.denominator)).normalize():,f}"
    units = {"per_cent": (_("percentage point"), _("percentage points")), "count": (figure.one, figure.many)}
    one, many = units.get(figure.unit, (figure.unit.removesuffix("s"), figure.unit))
    return f"{digits} {one if number == 1 else many}".strip()
