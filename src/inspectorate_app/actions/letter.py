"""The letter on a regional review: the lead inspector says to whom it goes and which inspections it covers.

It tells the ratings of each of these. Of one that is not published it tells who may read the drafts of that one, and
nobody else: whoever composes it for someone asks ``readable``.
"""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.report.letter import is_letter
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.notification import forget
from inspectorate_app.actions.permission import Action, among, may
from inspectorate_app.actions.policy import letter_stands
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.actions.wording import check_printable
from inspectorate_app.store.models import Letter
from inspectorate_app.store.queries import draft_check
from inspectorate_app.store.queries.conflict import closed_to
from inspectorate_app.store.queries.draft_check import Evidence
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used, facts_of
from inspectorate_app.store.queries.letter import MOST_UNITS, Candidate, candidates, letter_of, unpublished
from inspectorate_app.store.queries.membership import conflicted_in

#: The longest text of addressees and of copies, and of whom the letter greets, in characters.
LONGEST, LONGEST_NAME = 2_000, 120


def address(
    actor: Actor, inspection: str, *, units: Sequence[str], to: str, dear: str, copies: str = "", version: int
) -> int:
    """Say of a letter which inspections it covers and to whom it goes. Gives the new version.

    Raises ``NotThere`` where the edition publishes no letter, ``BadInput``, ``Overtaken`` where someone saved in
    between, and ``NotNow`` where its files are made or it is published (``policy.letter_stands``). An inspection that
    is not published is covered only by someone who may see its results; none by someone whom a conflict of interest
    keeps off it, and a conflict of others in the team keeps them off the letter from now on.
    """
    with change_in(actor, Action.SET_LETTER, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        if not is_letter(edition_used(facts)):
            raise NotThere
        if why := letter_stands(facts):
            raise NotNow(why)
        before = letter_of(facts)
        if version != before.version:
            theirs = {"units": list(before.units), "to": before.to, "dear": before.dear, "copies": before.copies}
            told = _("Someone else saved whom the letter goes to after you opened it.")
            raise Overtaken(told, theirs | {"version": before.version, "by": before.changed_by})
        to, dear, copies = _plain(to), " ".join(dear.split()), _plain(copies)
        chosen = _checked(actor, facts, before.units, units, (to, dear, copies))
        Letter.objects.update_or_create(
            inspection=under_way.inspection,
            defaults={
                "units": chosen,
                "to": to,
                "dear": dear,
                "copies": copies,
                "version": version + 1,
                "changed_by_id": under_way.person,
                "changed_at": timezone.now(),
            },
        )
        names = {"to": kept_out(to), "dear": kept_out(dear), "copies": kept_out(copies)}
        was = {"units": list(before.units), "version": before.version}
        for person in conflicted_in(under_way.inspection.pk, facts.organisation):
            forget(under_way.inspection, person)
        under_way.note("letter", before=was, after={"units": chosen, "version": version + 1, **names})
        return version + 1


def may_be_covered(actor: Actor, inspection: InspectionFacts) -> tuple[Candidate, ...]:
    """The inspections that someone may choose: those published, and those whose results they may see."""
    return tuple(each for each in candidates(inspection) if each.published or may(actor, Action.SEE_RESULTS, each.slug))


def readable(actor: Actor, inspection: InspectionFacts, action: Action = Action.SEE_DRAFTS) -> frozenset[str]:
    """Of the inspections that a letter covers and that are not published, those of which it tells someone.

    It tells their ratings, so that whoever reads it must be one who may read the drafts of each of them.
    """
    return among(actor, action, (each.slug for each in unpublished(inspection)))


def evidence(actor: Actor, inspection: InspectionFacts) -> Evidence:
    """What the texts of an inspection are held against, as far as someone may be told what it says."""
    return draft_check.evidence(inspection, readable(actor, inspection))


def withheld(actor: Actor, inspection: InspectionFacts) -> tuple[str, ...]:
    """The units of which a letter tells and someone may not read yet."""
    known = readable(actor, inspection)
    return tuple(each.unit for each in unpublished(inspection) if each.slug not in known)


def require_all(actor: Actor, inspection: InspectionFacts) -> None:
    """Raise ``NotAllowed`` for whoever may not read all of which a letter tells. Part of whatever takes it whole."""
    if units := withheld(actor, inspection):
        raise NotAllowed(
            _(
                "The letter tells of inspections that are not published and that you may not read: {units}. "
                "Someone who may read them does this, or you once they are published."
            ).format(units=", ".join(units))
        )


def _checked(
    actor: Actor, facts: InspectionFacts, before: Sequence[str], units: Sequence[str], texts: tuple[str, str, str]
) -> list[str]:
    """The inspections that are covered, in their order. Raises ``BadInput`` with all that is wrong."""
    log = FaultLog("letter")
    known = {each.slug for each in may_be_covered(actor, facts)} | set(before)
    chosen = list(dict.fromkeys(units))
    if not chosen:
        log.add(_("no inspection is chosen"), _("Select the inspections that the letter covers"), field="units")
    if len(chosen) > MOST_UNITS or not known.issuperset(chosen):
        problem = _("an inspection is chosen that the letter cannot cover")
        log.add(problem, _("Select signed-off inspections of this region"), field="units")
    closed = closed_to(actor.person) if actor.person is not None else frozenset[str]()
    for unit in (each.unit for each in candidates(facts) if each.slug in closed.intersection(chosen)):
        log.add(
            _("a conflict of interest keeps you off the inspection of {unit}").format(unit=unit),
            _("Leave it out, or ask another lead inspector, who has none"),
            field="units",
        )
    to, dear, copies = texts
    for name, text, longest in (("to", to, LONGEST), ("dear", dear, LONGEST_NAME), ("copies", copies, LONGEST)):
        if not text and name != "copies":
            log.add(_("nothing is written"), _("Write something"), field=name)
        elif len(text) > longest or "\0" in text:
            mend = _("Shorten it to {longest:,} characters").format(longest=longest)
            log.add(_("it is too long, or holds a character that cannot be kept"), mend, field=name)
        check_printable(log, text, name)
    log.raise_if_any()
    return chosen


def _plain(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
