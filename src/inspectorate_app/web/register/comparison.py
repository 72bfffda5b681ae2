"""Two to six units side by side, each at its last inspection or at the one that the address names."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.register import figures
from inspectorate.register.beside import Row, side_by_side
from inspectorate.register.comparison import fuller
from inspectorate.register.drawing.figure import MOST_MARKED
from inspectorate.register.drawing.table import spread_rows
from inspectorate.register.finding import inspection_named
from inspectorate.register.inspection import PublishedInspection
from inspectorate_app.store.queries.published import day_words
from inspectorate_app.store.queries.register import held
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.register.drawing import WIDTHS, as_image
from inspectorate_app.web.register.page import Unknown, open_to_all, shown
from inspectorate_app.wording import later

#: More units than this do not stand side by side on a page.
MOST = 6


class AddForm(forms.Form):
    """One more unit, by any of its names."""

    add = forms.CharField(
        label=later("Add a unit"),
        help_text=later("For example, Cumbria or Leicester City youth justice service"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


@open_to_all
def compare(request: HttpRequest) -> HttpResponse:
    """The units of the address, and a box to add another: what it names is put into the address."""
    known = held()
    chosen = _chosen(request)
    form = AddForm(request.GET if "add" in request.GET else None)
    if form.is_bound and form.is_valid() and form.cleaned_data["add"]:
        added = _added(form, chosen)
        if added:
            return redirect(f"{request.path}?{_query([*chosen, added])}")
    values: dict[str, Any] = {
        "form": form,
        "chosen": [(one, _query([each for each in chosen if each != one])) for one in chosen],
        "rows": _rows(chosen) if len(chosen) > 1 else (),
        "fuller": [(one, found) for one in chosen if (found := fuller(known.register, one))],
        "spread": _spread(chosen),
        "full": len(chosen) >= MOST,
        "register": known.register,
        "day_words": day_words,
        "noindex": bool(request.GET),
    }
    return shown(request, "compare", values, active="compare")


@open_to_all
def drawing(request: HttpRequest, version: str, width: int) -> HttpResponse:
    """The spread of the key questions of the first unit, those of the address marked."""
    chosen = _chosen(request)
    figure = _figure(chosen)
    if figure is None or width not in WIDTHS:
        raise Unknown("")
    if version != held().version:
        return redirect(f"{address_of_drawing(width)}?{_query(chosen)}")
    return as_image(figure, width)


def address_of_drawing(width: int) -> str:
    """The address of the drawing, without the units."""
    return reverse("register_spread", kwargs={"version": held().version, "width": width})


def _chosen(request: HttpRequest) -> list[PublishedInspection]:
    """The inspections that the address names, each once; what it names wrongly is passed over."""
    found = []
    for name in request.GET.getlist("unit")[: 2 * MOST]:
        try:
            found.append(inspection_named(held().register, name[:200]))
        except BadInput:
            continue
    return list({one.inspection: one for one in found}.values())[:MOST]


def _added(form: AddForm, chosen: list[PublishedInspection]) -> PublishedInspection | None:
    """The inspection that was typed; None, with the fault in the form, where it is none or cannot be added."""
    name = form.cleaned_data["add"]
    try:
        found = inspection_named(held().register, name)
    except BadInput as error:
        fault = error.faults[0]
        add_faults(form, BadInput([type(fault)("", 0, "add", fault.problem, _in_words(fault.mend))]))
        return None
    if found in chosen:
        form.add_error("add", _("This unit is compared already."))
        return None
    if len(chosen) >= MOST:
        form.add_error("add", _("Up to {most} units stand side by side. Remove one first.").format(most=MOST))
        return None
    return found


def _in_words(mend: str) -> str:
    """What to do, for who has no command line."""
    return mend if "inspectorate register" not in mend else _("look it up in the search")


def _query(chosen: list[PublishedInspection]) -> str:
    return urlencode([("unit", one.inspection) for one in chosen])


def _rows(chosen: list[PublishedInspection]) -> list[tuple[str, list[Row]]]:
    """Matters by kind, each with what every unit has."""
    rows = [replace(row, title=_title(row, chosen)) for row in side_by_side(held().register, chosen)]
    kinds = dict.fromkeys(row.kind for row in rows)
    return [(slugify(kind), [row for row in rows if row.kind == kind]) for kind in kinds]


def _title(row: Row, chosen: list[PublishedInspection]) -> str:
    """What stands before a row: of a key question its words, as the first inspection that has it puts them."""
    if row.kind in ("overall", "score"):
        return _("Overall rating") if row.kind == "overall" else _("Score")
    for one, id_ in zip(chosen, row.ids, strict=True):
        edition = held().register.edition(one)
        if row.kind == "key question" and id_ and edition:
            return edition.question_by_id[id_].text
    return row.title


def _figure(chosen: list[PublishedInspection]) -> Any:
    register = held().register
    first = next((one for one in chosen if one.percentages), None)
    if first is None:
        return None
    others = [one.unit for one in chosen if one.unit != first.unit and one.percentages]
    return figures.spread_of(register, first, (), others[: MOST_MARKED - 1])


def _spread(chosen: list[PublishedInspection]) -> dict[str, Any] | None:
    figure = _figure(chosen) if len(chosen) > 1 else None
    if figure is None:
        return None
    query = _query(chosen)
    images = {width: f"{address_of_drawing(width)}?{query}" for width in WIDTHS}
    return {"images": images, "title": figure.title, "rows": spread_rows(figure)}
