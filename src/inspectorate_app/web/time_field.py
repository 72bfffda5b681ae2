"""The field of a form that takes a time of day."""

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from inspectorate.sampling.dates import clock

_TIME = re.compile(r"(\d{1,2})(?:[.:](\d\d))?\s*([ap]m)?", re.IGNORECASE)


class TimeField(forms.CharField):
    """A time as people write it: 2pm, 2.30pm, 10:30am, 14:00. Gives a ``datetime.time``."""

    def prepare_value(self, value: Any) -> Any:
        """What stands in the box: 2.30pm."""
        return clock(value) if isinstance(value, datetime.time) else value

    def clean(self, value: Any) -> Any:
        """The time typed. Raises ``ValidationError`` where it is none."""
        typed = super().clean(value)
        found = _TIME.fullmatch(typed.strip())
        hour, half = (int(found[1]), (found[3] or "").casefold()) if found else (24, "")
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        elif half:
            hour = 24
        try:
            return datetime.time(hour, int((found and found[2]) or 0))
        except ValueError:
            raise ValidationError(
                _("{label} must be a time, like 2.30pm or 14:30").format(label=self.label), code="time"
            ) from None
