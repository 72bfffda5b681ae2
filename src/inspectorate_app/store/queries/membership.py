"""Who has which role in which inspection."""

from inspectorate_app.store.models import Membership


def roles_of(person: int, inspection: str) -> frozenset[str]:
    """The roles of a person in the inspection of a slug."""
    found = Membership.objects.filter(person_id=person, inspection__slug=inspection, person__is_active=True)
    return frozenset(found.values_list("role", flat=True))
