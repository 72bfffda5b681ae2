"""The number under which booksellers and libraries know a report: an ISBN of 13 digits (ISO 2108)."""

import re

from inspectorate.errors import FaultLog
from inspectorate.language import gettext as _

#: With its four hyphens, as it is printed.
LONGEST = 17
_DIGITS = 13


def read_isbn(log: FaultLog, text: str, field: str = "isbn") -> str:
    """An ISBN as it is printed, with the hyphens that were typed; blank where none was.

    Its last digit checks the others: all 13, times 1 and 3 in turn, come to a multiple of 10. Notes what is wrong.
    """
    found = re.sub(r"[\s\u2010-\u2015-]+", "-", re.sub(r"^ISBN(?:-13)?:?", "", text.strip(), flags=re.IGNORECASE))
    found = found.strip("-")
    digits = plain_digits(found)
    if not found:
        return ""
    if not re.fullmatch(r"97[89][0-9]{10}", digits) or len(found) > LONGEST:
        log.add(
            _("‘{text}’ is no ISBN of 13 digits").format(text=text.strip()[:30]),
            _("type the 13 digits, of which the first three are 978 or 979, as 978-1-916621-29-9"),
            field=field,
        )
    elif sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10:
        log.add(
            _("the last digit of {isbn} does not fit the others").format(isbn=found),
            _("hold each digit against the number that was assigned: one is wrong, or two changed places"),
            field=field,
        )
    return found


def plain_digits(isbn: str) -> str:
    """Its digits alone, so that two can be compared however they were typed."""
    return isbn.replace("-", "")
