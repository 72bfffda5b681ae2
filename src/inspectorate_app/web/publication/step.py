"""The way to publication as steps, each with its state and what stands in its way."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from inspectorate.inspection import Phase
from inspectorate_app.store.queries import disclosure_answer, draft_check
from inspectorate_app.store.queries import publication_gate as gate
from inspectorate_app.store.queries.disclosure_answer import Told
from inspectorate_app.store.queries.draft_check import Evidence
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.publication import PublicationFacts


@dataclass(frozen=True)
class Step:
    """One step: its words, its state with the colour of its tag (none: plain text), and what hinders it.

    ``href`` leads to where that is mended; blank where it is mended on this page, or nothing hinders it.
    """

    text: str
    status: str
    colour: str = ""
    hindering: tuple[str, ...] = ()
    href: str = ""

    @property
    def hint(self) -> str:
        """What hinders it, as a sentence; blank where nothing does."""
        told = "; ".join(self.hindering)
        return f"{told[:1].upper()}{told[1:]}." if told else ""


def steps(
    inspection: InspectionFacts,
    one: PublicationFacts | None,
    now: datetime.datetime,
    told: Iterable[Told],
    known: Evidence,
) -> tuple[Step, ...]:
    """The steps of the publication that is on its way, or of one that could be prepared.

    ``told`` is what could tell of a person; ``known`` what texts are held against, where texts are looked at still.
    """
    if one is None or one.is_open:
        before = (_texts(inspection, known), _persons(told, known), _checks(inspection))
        ready = all(step.colour == "green" for step in before)
        return (*before, _files(one, now, ready), *_open())
    before = (_done(_("The texts are right")), _done(_("Nobody could be recognised")), _done(_("They were checked")))
    return (*before, _files(one, now, True), *_end(inspection, one))


def _done(text: str) -> Step:
    return Step(text, _("Done"), "green")


def _texts(inspection: InspectionFacts, known: Evidence) -> Step:
    text = _("The texts are right")
    if known.base is None:
        return Step(text, _("Cannot start yet"), "", (_("sign off the ratings"),))
    found = tuple(draft_check.hindering(inspection, known))
    return Step(text, _("To do"), "red", found, _to("drafts", inspection)) if found else _done(text)


def _persons(told: Iterable[Told], known: Evidence) -> Step:
    text = _("Nobody could be recognised")
    if known.base is None:
        return Step(text, _("Cannot start yet"))
    found = tuple(disclosure_answer.left(told))
    return Step(text, _("To do"), "red", found) if found else _done(text)


def _checks(inspection: InspectionFacts) -> Step:
    text = _("They were checked")
    found = sorted(gate.by_room(inspection), key=lambda each: each[0] != "reviews")
    if list(Phase).index(inspection.phase) < list(Phase).index(Phase.FACTUAL_ACCURACY):
        found.append(("inspection", _("move the inspection to ‘factual accuracy’")))
    if not found:
        return _done(text)
    return Step(text, _("To do"), "red", tuple(words for _room, words in found), _to(found[0][0], inspection))


def _to(room: str, inspection: InspectionFacts) -> str:
    return reverse(room, kwargs={"inspection": inspection.slug})


def _files(one: PublicationFacts | None, now: datetime.datetime, ready: bool) -> Step:
    text = _("All files are made")
    if one is None or one.state == "begun":
        return Step(text, _("To do") if ready else _("Cannot start yet"), "blue" if ready else "")
    if one.state == "failed":
        return Step(text, _("Failed"), "red")
    if one.has_stopped(now):
        return Step(text, _("Stopped"), "red", (_("making them stopped without a word: have them made again"),))
    if one.state == "making":
        made = _("{made} of {all} files are made").format(made=one.files_made, all=one.files_to_make or "…")
        return Step(text, _("In progress"), "yellow", (made,))
    return _done(text)


def _open() -> Iterator[Step]:
    yield Step(_("The chief inspector approves them"), _("Cannot start yet"))
    yield Step(_("They are published"), _("Cannot start yet"))


def _end(inspection: InspectionFacts, one: PublicationFacts) -> Iterator[Step]:
    text = _("The chief inspector approves them")
    if one.state == "making":
        yield from _open()
        return
    hindering = tuple(gate.by_room(inspection)) if one.state == "prepared" else ()
    if hindering:
        yield Step(
            text,
            _("Cannot be done"),
            "red",
            tuple(words for _room, words in hindering),
            _to(hindering[0][0], inspection),
        )
    else:
        yield _done(text) if one.state == "approved" else Step(text, _("To do"), "blue")
    if one.state != "approved":
        yield Step(_("They are published"), _("Cannot start yet"))
    elif one.trouble:
        yield Step(_("They are published"), _("Not published"), "red", (one.trouble.rstrip("."),))
    else:
        yield Step(_("They are published"), _("Waits for its day"), "yellow")
