"""Who signs in with a password, and whose session a request brings."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from inspectorate_app.store.queries.person import who_is_signed_in


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """allauth's own, but for how the person of a session is read: nearly every request asks for them."""

    def get_user(self, user_id: int) -> Any:
        """The active person of an id; None where there is none."""
        return who_is_signed_in(user_id)
