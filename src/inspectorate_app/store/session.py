"""Sessions in the database, as Django keeps them, read by a statement: nearly every request begins with one."""

from typing import Any

from django.contrib.sessions.backends import db
from django.db.models import QuerySet
from django.utils import timezone

from inspectorate_app.store.statement import Given, Read


def _sessions() -> QuerySet[Any, Any]:
    from django.contrib.sessions.models import Session

    return Session.objects.filter(session_key=Given("key")).values_list("session_data", "expire_date")


_SESSION = Read(_sessions)


class SessionStore(db.SessionStore):
    """Django's own, but for how a session is read."""

    def load(self) -> dict[str, Any]:
        """What a session holds; nothing where there is none, or it has expired."""
        found = _SESSION.row(key=self.session_key)
        if found is None or found[1] <= timezone.now():
            self._session_key = None
            return {}
        return self.decode(found[0])
