"""People who may sign in."""

from inspectorate_app.store.models import Membership


def has_second_factor(person: int) -> bool:
    """Whether a person has an authenticator app set up."""
    from allauth.mfa.models import Authenticator

    return bool(Authenticator.objects.filter(user_id=person, type=Authenticator.Type.TOTP).exists())


def is_member_anywhere(person: int) -> bool:
    """Whether a person has a role in any inspection."""
    return Membership.objects.filter(person_id=person).exists()
