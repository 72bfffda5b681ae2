"""Cases that someone must not read: those of an area, team or practitioner, or a case itself, by their membership."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from inspectorate_app.store.models import Case, Membership
from inspectorate_app.store.statement import Given, Read


def conflict_with(reference: str, area: str, team: str, practitioner: str, conflicts: Collection[str]) -> str:
    """With what of a case someone has a conflict of interest, in words that name nobody; blank for none.

    ``conflicts`` are ``folded``.
    """
    parts = (
        (_("with the case itself"), reference),
        (_("with its area, {area}").format(area=area), area),
        (_("with its team, {team}").format(team=team), team),
        (_("with its practitioner"), practitioner),
    )
    return next((what for what, name in parts if folded(name) in conflicts), "")


_DECLARED = Read(
    lambda: Membership.objects.filter(inspection_id=Given("inspection"), person_id=Given("person")).values_list(
        "conflicts", "own"
    )
)


def withheld_from(person: int, inspection: int, number: int | None = None) -> dict[int, str]:
    """With what each case that someone must not read has to do, by number; one case where ``number`` is given.

    Not those that were given to them to read: allocation gives nobody a case that they must not read.
    """
    found = _DECLARED.rows(inspection=inspection, person=person)
    conflicts = {folded(each) for declared, own in found for each in (*declared, *own)}
    if not conflicts:
        return {}
    rows = Case.objects.filter(inspection_id=inspection).exclude(allocated_to_id=person)
    if number is not None:
        rows = rows.filter(number=number)
    fields = ("number", "reference", "area", "team", "practitioner", "identity__practitioner")
    told = {
        number: conflict_with(reference, area, team, name or code, conflicts)
        for number, reference, area, team, code, name in rows.values_list(*fields)
    }
    return {number: what for number, what in told.items() if what}


def folded(name: str) -> str:
    """A name as conflicts of interest are compared by it."""
    from inspectorate.sampling.person import plain

    return plain(name)
