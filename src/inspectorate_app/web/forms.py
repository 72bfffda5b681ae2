"""Django forms in GOV.UK manners: a field as its template needs it, the error summary, and dates in three boxes.

Forms stay plain ``forms.Form``. A page draws them with ``component/field.html``::

    class Fieldwork(forms.Form):
        unit = forms.CharField(label="Unit", max_length=80)
        begins = DateField(label="Date of fieldwork", help_text="For example, 27 3 2023")

    {% from "component/field.html" import field %}
    {{ field(form["unit"], width="20") }}
    {{ field(form["begins"]) }}

The error summary and "Error:" in the title come from ``base.html``, for the form named ``form`` in the context.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.language import noted
from inspectorate.sampling.dates import in_words, read_date

_PARTS = (noted("day"), noted("month"), noted("year"))
_BOXES = {"day": noted("Day"), "month": noted("Month"), "year": noted("Year")}
_PASSED_ON = (
    "autocomplete",
    "inputmode",
    "spellcheck",
    "accept",
    "rows",
    "autocapitalize",
    "min",
    "max",
    "step",
    "pattern",
)
# Widgets from the most special to the most general: the first that fits names the kind of a field.
_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "password"),
    (forms.HiddenInput, "hidden"),
)
_GROUPS = frozenset({"radios", "checkboxes", "date"})


# --- dates --------------------------------------------------------------------------------------------------------


class DateWidget(forms.Widget):
    """Three boxes named ``<name>-day``, ``<name>-month`` and ``<name>-year``; its value is what was typed in them."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, ...]:
        """What was typed, the day first, each without blanks around it."""
        return tuple(str(data.get(f"{name}-{part}") or "").strip() for part in _PARTS)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether none of the boxes was in what was sent."""
        return not any(f"{name}-{part}" in data for part in _PARTS)


class DateField(forms.Field):
    """A date typed as day, month and year; the month may be a name ("Feb"). Gives a ``datetime.date``, or None.

    ``earliest`` and ``latest`` are the first and the last day allowed. Errors name the label and what is missing, and
    carry the boxes at fault in ``params["parts"]``.
    """

    widget = DateWidget

    def __init__(
        self, *, earliest: datetime.date | None = None, latest: datetime.date | None = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self.earliest, self.latest = earliest, latest

    def clean(self, value: Any) -> datetime.date | None:
        """The date typed. Raises ``ValidationError`` in the words of the GOV.UK Design System."""
        typed = tuple(value or ("", "", ""))
        missing = [part for part, text in zip(_PARTS, typed, strict=True) if not text]
        if len(missing) == len(_PARTS):
            if self.required:
                self._refuse("required", _("Enter {label}").format(label=_inside(self._name)), _PARTS)
            return None
        if missing:
            parts = _(" and ").join(_(part) for part in missing)
            self._refuse("incomplete", self._says(_("{label} must include a {parts}"), parts=parts), missing)
        if not (len(typed[2]) == 4 and typed[2].isdecimal()):
            self._refuse("year", self._says(_("{label} must have a year of 4 numbers")), ["year"])
        found = read_date("/".join(typed)) or read_date(" ".join(typed))
        if found is None:
            self._refuse("invalid", self._says(_("{label} must be a real date")), _PARTS)
        return self._within(found)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another date was typed than the one the form began with."""
        return tuple(data or ("", "", "")) != parts_of(initial)

    @property
    def _name(self) -> str:
        return str(self.label or _("Date"))

    def _says(self, message: str, **values: str) -> str:
        return message.format(label=self._name, **values)

    def _within(self, found: datetime.date) -> datetime.date:
        if self.earliest and found < self.earliest:
            self._refuse("early", self._says(_("{label} must be {day} or later"), day=in_words(self.earliest)), _PARTS)
        if self.latest and found > self.latest:
            self._refuse("late", self._says(_("{label} must be {day} or earlier"), day=in_words(self.latest)), _PARTS)
        return found

    def _refuse(self, code: str, words: str, parts: Iterable[str]) -> NoReturn:
        own = self.error_messages.get(code) if code == "required" else None
        standard = forms.Field.default_error_messages["required"]
        message = str(own) if own and own != standard else words
        raise ValidationError(message, code=code, params={"parts": tuple(parts)})


def parts_of(value: Any) -> tuple[str, ...]:
    """Day, month and year as text, of a date or of what was typed; three empty texts of nothing."""
    if isinstance(value, datetime.date):
        return str(value.day), str(value.month), str(value.year)
    return tuple(value) if value else ("", "", "")


# --- a field as its template needs it -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    """One radio button, checkbox, option or box of a date; of a box its ``part``, and whether that is ``at_fault``."""

    id: str
    name: str
    value: str
    label: str
    chosen: bool = False
    part: str = ""
    at_fault: bool = False


@dataclass(frozen=True)
class FieldView:
    """What ``component/field.html`` draws of one field. ``type`` is that of an ``<input>``, ``limit`` in characters."""

    kind: str
    id: str
    name: str
    label: str
    hint: str
    errors: tuple[str, ...]
    value: str
    choices: tuple[Choice, ...]
    type: str
    attributes: Mapping[str, str]
    limit: int | None
    disabled: bool

    @property
    def target(self) -> str:
        """The id that the error summary leads to: the control, or the first of a group, or the first box at fault."""
        faulty = [choice.id for choice in self.choices if choice.at_fault]
        inside = self.kind in _GROUPS and self.choices
        return faulty[0] if faulty else self.choices[0].id if inside else self.id

    @property
    def described_by(self) -> str:
        """The ids of hint and errors, in the order in which they are to be read out."""
        count = len(self.errors)
        hint = [f"{self.id}_hint"] if self.hint else []
        return " ".join(hint + [self.error_id(number) for number in range(1, count + 1)])

    def error_id(self, number: int) -> str:
        """The id of the error with this number, from 1."""
        return f"{self.id}_error" if number == 1 else f"{self.id}_error_{number}"


def view(bound: BoundField) -> FieldView:
    """A field of a form as ``component/field.html`` draws it: ``view(form["unit"])``."""
    widget = bound.field.widget
    kind = _kind(widget)
    own = {"autocomplete": "current-password"} if kind == "password" else {}
    own |= {name: str(widget.attrs[name]) for name in _PASSED_ON if name in widget.attrs}
    return FieldView(
        kind=kind,
        id=bound.auto_id or bound.html_name,
        name=bound.html_name,
        label=str(bound.label),
        hint=str(bound.help_text),
        errors=tuple(_words(error, bound, kind) for error in bound.errors.as_data()),
        value=_value(bound, kind),
        choices=_boxes(bound) if kind == "date" else _choices(bound, kind),
        type="text" if own.get("inputmode") else getattr(widget, "input_type", None) or "text",
        attributes=own,
        limit=getattr(bound.field, "max_length", None),
        disabled=bound.field.disabled,
    )


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, DateWidget):
        return "date"
    return next((kind for known, kind in _KINDS if isinstance(widget, known)), "text")


def _value(bound: BoundField, kind: str) -> str:
    """What stands in the control: never a password, which would be sent back in the page, nor a file."""
    if kind in {"password", "file", "date", "radios", "checkboxes", "select"}:
        return ""
    if kind == "checkbox":
        return "on" if bound.value() else ""
    return str(bound.field.widget.format_value(bound.value()) or "")


def _boxes(bound: BoundField) -> tuple[Choice, ...]:
    faulty = {part for error in bound.errors.as_data() for part in (error.params or {}).get("parts", _PARTS)}
    base, name = bound.auto_id or bound.html_name, bound.html_name
    return tuple(
        Choice(f"{base}_{part}", f"{name}-{part}", text, _(_BOXES[part]), part=part, at_fault=part in faulty)
        for part, text in zip(_PARTS, parts_of(bound.value()), strict=True)
    )


def _choices(bound: BoundField, kind: str) -> tuple[Choice, ...]:
    if kind not in {"radios", "checkboxes", "select"}:
        return ()
    given = bound.value()
    chosen = {str(each) for each in (given if isinstance(given, list | tuple | set) else [given]) if each is not None}
    base, name = bound.auto_id or bound.html_name, bound.html_name
    return tuple(
        Choice(f"{base}_{number}", name, str(value), str(label), chosen=str(value) in chosen)
        for number, (value, label) in enumerate(_flat(bound.field))
    )


def _flat(field: forms.Field) -> Iterable[tuple[Any, Any]]:
    """The choices of a field, those in groups too, without their groups."""
    for value, label in getattr(field, "choices", ()):
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield ("" if value is None else value), label


# --- errors -------------------------------------------------------------------------------------------------------


def _inside(label: str) -> str:
    """A label as it stands inside a sentence: "Name of unit" becomes "name of unit", "PDU" stays."""
    return label if label[1:2].isupper() or label.startswith("I ") else label[:1].lower() + label[1:]


def _words(error: ValidationError, bound: BoundField, kind: str) -> str:
    """The message of an error: Django's own words for what is missing become those of the GOV.UK Design System."""
    label = str(bound.label)
    if error.code == "required" and error.message == forms.Field.default_error_messages["required"]:
        if kind == "checkbox":
            return _("Select ‘{label}’ to continue").format(label=label)
        asked = _("Select {label}") if kind in {"radios", "checkboxes", "select", "file"} else _("Enter {label}")
        return asked.format(label=_inside(label))
    if error.code == "max_length" and error.params:
        most = f"{error.params['limit_value']:,}"
        return _("{label} must be {most} characters or less").format(label=label, most=most)
    if error.code == "invalid" and isinstance(bound.field, forms.EmailField):
        return _("Enter an email address in the correct format, like name@example.com")
    return str(next(iter(error)))


@dataclass(frozen=True)
class SummaryLine:
    """One line of the error summary: its words, and the address within the page that it leads to ("" for none)."""

    text: str
    href: str


def error_list(*given: forms.BaseForm | None) -> list[SummaryLine]:
    """The lines of the error summary for these forms, in the order of their fields; none of a form not yet sent."""
    return [line for form in given if form for line in _lines(form)]


def _lines(form: forms.BaseForm) -> Iterable[SummaryLine]:
    views = [view(bound) for bound in form]
    first = next((f"#{each.target}" for each in views if each.kind != "hidden"), "")
    for message in form.non_field_errors():
        yield SummaryLine(str(message), first)
    for each in views:
        for text in each.errors:
            yield SummaryLine(text, "" if each.kind == "hidden" else f"#{each.target}")


def add_faults(form: forms.BaseForm, error: BadInput) -> None:
    """Show every fault of refused input in a form: at the field of its name, or above the form where there is none."""
    for fault in error.faults:
        words = f"{fault.problem[:1].upper()}{fault.problem[1:]}: {fault.mend}" if fault.mend else fault.problem
        form.add_error(fault.field if fault.field in form.fields else NON_FIELD_ERRORS, words)
