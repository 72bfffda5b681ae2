"""What a test of the API starts from: a person with a token, calling."""

import datetime
import hashlib
import json
from typing import Any

from django.test import Client
from django.utils import timezone

from inspectorate_app.rate import WINDOW
from inspectorate_app.store import guard
from inspectorate_app.store.models import Person, Token


def token(of: Person, *scopes: str, days: int = 1, **facts: Any) -> str:
    """A token of a person, put straight into the table; of all scopes where none are given."""
    secret = "insp_" + hashlib.sha256(f"{of.pk} {scopes} {days}".encode()).hexdigest()[:43]
    with guard.allowed():
        Token.objects.create(
            person=of,
            name="test",
            sha256=hashlib.sha256(secret.encode()).hexdigest(),
            scopes=list(scopes or ("read", "assess", "manage")),
            expires_at=timezone.now() + datetime.timedelta(days=days),
            **facts,
        )
    return secret


class Caller:
    """Calls the API with a token; ``get``, ``put`` and so on give the response, its JSON under ``.data``."""

    def __init__(self, secret: str = ""):
        WINDOW.forget()
        self.client = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}

    def __call__(self, method: str, path: str, body: Any = None, key: str = "", **headers: str) -> Any:
        sent = {**self.headers, **({"Idempotency-Key": key} if key else {}), **headers}
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        kind = sent.pop("Content-Type", "application/json")
        address = path if path.startswith("/") else f"/api/v1/{path}"
        response = self.client.generic(method, address, content, content_type=kind, headers=sent)
        response.data = json.loads(response.content) if response.content else None
        return response


def calling(of: Person, *scopes: str) -> Caller:
    """A person's program, with a token of these scopes."""
    return Caller(token(of, *scopes))
