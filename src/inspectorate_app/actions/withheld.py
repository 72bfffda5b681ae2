"""What someone must not read, although their role lets them see every case: the one place where this is said.

A membership lists areas, teams, practitioners and cases ("must not read"). Allocation gives nobody such a case, and
what they have of them is taken back; here lead inspectors, quality leads and analysts are kept from them as well. So is
whoever is to read a case blind, until they have submitted their reading.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.refusal import NotAllowed
from inspectorate_app.store.queries.audit import EntryFacts
from inspectorate_app.store.queries.blind_reading import read_blind
from inspectorate_app.store.queries.case import CaseFacts
from inspectorate_app.store.queries.inspection import find
from inspectorate_app.store.queries.withheld import withheld_from

#: Why a case that someone is to read a second time, or in an exercise, is withheld from them.
BLIND = "You are to read it blind, and have not submitted your reading"
_CASE = re.compile(r"case (\d+)\b")


def reasons(actor: Actor, inspection: int) -> dict[int, str]:
    """Why each case that is withheld from someone is, by its number; ``inspection`` is the id of one."""
    if actor.person is None:
        return {}
    found = {number: _told(what) for number, what in withheld_from(actor.person, inspection).items()}
    return {**dict.fromkeys(read_blind(inspection, actor.person), BLIND), **found}


def reasons_in(actor: Actor, inspection: str) -> dict[int, str]:
    """The same in the inspection of a slug."""
    facts = find(inspection)
    return reasons(actor, facts.id) if facts else {}


def reason(actor: Actor, inspection: int, case: int, allocated_to: int | None) -> str:
    """Why a case is withheld from someone; blank where it is not, as no case is that they were given to read."""
    if actor.person is None or allocated_to == actor.person:
        return ""
    if (inspection, case) not in actor.withheld:
        told = _told(withheld_from(actor.person, inspection, case).get(case, ""))
        actor.withheld[inspection, case] = told or (BLIND if case in read_blind(inspection, actor.person) else "")
    return actor.withheld[inspection, case]


def hidden(case: CaseFacts, why: Mapping[int, str]) -> CaseFacts:
    """A case as someone is shown it: of one that is withheld, by its number in ``why``, nothing that tells which it is.

    What is left is its number, its role, who reads it and how far they are.
    """
    if case.number not in why:
        return case
    unplaced = replace(case, stratum="", area="", team="", practitioner="")
    return replace(unplaced, reference="", characteristics={}, has_name=False, withheld=why[case.number])


def require_none(actor: Actor, inspection: int) -> None:
    """Raise ``NotAllowed`` for someone who must not read some case, of what shows all of them."""
    if actor.person is not None and withheld_from(actor.person, inspection):
        raise NotAllowed(_("Some cases are withheld from you by a conflict of interest. Ask another lead inspector."))


def require(actor: Actor, inspection: int, case: int, allocated_to: int | None) -> None:
    """Raise ``NotAllowed`` for a case that is withheld from someone."""
    why = reason(actor, inspection, case, allocated_to)
    if why:
        raise NotAllowed(
            _("Case {case} is withheld from you: {why}{why_2}.").format(case=case, why=why[:1].lower(), why_2=why[1:])
        )


def entries(found: Iterable[EntryFacts], withheld: Mapping[int, str]) -> Iterator[EntryFacts]:
    """Entries of an audit trail, those on a case that is withheld without what stood before and after."""
    for entry in found:
        case = _CASE.match(entry.subject)
        why = withheld.get(int(case[1])) if case else None
        yield replace(entry, before=None, after={"withheld": why}) if why else entry


def _told(what: str) -> str:
    return _("You have a conflict of interest {what}").format(what=what) if what else ""
