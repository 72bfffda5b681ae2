"""What mails to subscribers say: what was published and where it stands, and how to leave. Nothing counts who reads it.

Links are plain addresses of this service, and no picture is fetched.
"""

import json
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from inspectorate_app.actions.mail_text import Letter
from inspectorate_app.store.queries.subscriber import EVERYTHING, Following, PublicationTold
from inspectorate_app.store.seal import seal, unseal


def seal_confirmation(key: str, days: int) -> str:
    """What the mail says with which an address is confirmed: nobody reads its link in the database."""
    return _sealed({"confirm": key, "days": str(days)})


def seal_reminder(key: str, wanted: Following) -> str:
    """What the mail says to an address that is told already, when someone asks for it again."""
    chosen: dict[str, Sequence[str]] = {"region": wanted.regions, "kind": wanted.kinds, "unit": wanted.units}
    asked = {"what": [EVERYTHING]} if wanted.everything else {name: of for name, of in chosen.items() if of}
    return _sealed({"change": key, "asked": urlencode(asked, doseq=True)})


def asked(sealed: str) -> Letter:
    """The mail to whom the form named: how to confirm, or how to change what they are told of."""
    said = dict(json.loads(unseal(sealed)))
    return _confirmation(said) if "confirm" in said else _reminder(said)


def _confirmation(said: Mapping[str, str]) -> Letter:
    return Letter(
        subject=_("Confirm that you want to be told of new inspection reports and letters"),
        paragraphs=(
            _(
                "Someone asked that this address be told when inspection reports and letters are published. "
                "To confirm it, open:"
            ),
            _(
                "The link works for {days} days. If you do not confirm, you get no more mail and the address is "
                "deleted. If it was not you, there is nothing to do."
            ).format(days=said["days"]),
        ),
        link=address("subscribe_confirm", key=said["confirm"]),
        link_after=1,
    )


def _reminder(said: Mapping[str, str]) -> Letter:
    question = f"?{said['asked']}" if said["asked"] else ""
    return Letter(
        subject=_("You are told of new inspection reports and letters already"),
        paragraphs=(
            _(
                "Someone asked that this address be told when inspection reports and letters are published. It is told "
                "already. "
                "To see what you follow and to change it, open:"
            ),
            _("If it was not you, there is nothing to do: nothing was changed."),
        ),
        link=address("subscribe_change", key=said["change"]) + question,
        link_after=1,
        links=(_leaving(said["change"]),),
        leave_link=_leaving(said["change"])[1],
    )


def published(told: PublicationTold, key: str) -> Letter:
    """The mail that tells a subscriber of a publication, or of its correction with the notice."""
    subject, first = _said(told)
    unit = told.unit_id.partition("/")[::2]
    inspection = told.inspection.split("/")
    where = dict(zip(("kind", "place", "when"), inspection, strict=True))
    return Letter(
        subject=subject.format(unit=told.unit),
        paragraphs=(first.format(unit=told.unit), *_rating(told), *_notice(told)),
        link="",
        link_after=0,
        links=(
            *_document(told),
            (
                _("All documents") if told.kind == "letter" else _("Ratings and all documents"),
                f"{address('inspection', **where)}#documents",
            ),
            (_("All inspections of {unit}").format(unit=told.unit), address("unit", kind=unit[0], place=unit[1])),
            (_("Change what you are told of"), address("subscribe_change", key=key)),
            _leaving(key),
        ),
        leave_link=_leaving(key)[1],
    )


def _said(told: PublicationTold) -> tuple[str, str]:
    """The subject and the first sentence; an edition that rates nothing publishes a letter, and no report."""
    if told.kind == "letter":
        if told.number > 1:
            return _("{unit}: inspection letter corrected"), _("The letter on the inspection of {unit} was corrected.")
        return _("{unit}: inspection letter published"), _("The letter on the inspection of {unit} was published.")
    if told.number > 1:
        return _("{unit}: inspection report corrected"), _("The report of the inspection of {unit} was corrected.")
    return _("{unit}: inspection report published"), _("The report of the inspection of {unit} was published.")


def _document(told: PublicationTold) -> tuple[tuple[str, str], ...]:
    """The report or the letter itself, where it is among what was published."""
    if not told.document:
        return ()
    path = reverse("published_file", kwargs={"inspection": told.slug, "number": told.number, "file": told.document})
    label = _("The letter") if told.kind == "letter" else _("The report")
    return ((label, f"{settings.ADDRESS}{path}"),)


def _rating(told: PublicationTold) -> tuple[str, ...]:
    """The overall rating as a line of its own; nothing where there is none."""
    if not told.overall:
        return ()
    if told.points is None or told.maximum is None:
        return (_("Overall rating: {rating}.").format(rating=_(told.overall)),)
    said = _("Overall rating: {rating}, {points} of {maximum} points.")
    return (said.format(rating=_(told.overall), points=told.points, maximum=told.maximum),)


def _notice(told: PublicationTold) -> tuple[str, ...]:
    """What a correction corrected, and that what is made up is."""
    synthetic = _("Demonstration: this inspection is synthetic.") if told.demonstration else ""
    return tuple(filter(None, (told.notice, synthetic)))


def _leaving(key: str) -> tuple[str, str]:
    return _("Leave: get no more of these mails"), address("subscribe_leave", key=key)


def address(name: str, **arguments: str) -> str:
    """The address of a page of the register in the language of the mail."""
    spoken = "cy" if get_language() == "cy" else "en"
    return f"{settings.ADDRESS}{reverse(f'register_{name}', kwargs={'language': spoken, **arguments})}"


def _sealed(said: Mapping[str, str]) -> str:
    return seal(json.dumps(said).encode()).decode()
