"""GOV.UK Notify in a thread, as far as its documentation says how it answers to an email; and as a test wants.

https://docs.notifications.service.gov.uk/rest-api.html: the token is read by PyJWT, and not by what is tested.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import jwt

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"  # noqa: S105 - from its documentation, of no service
KEY = f"my_test_key-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"


@dataclass
class NotifyServer:
    """``took`` are the bodies that it took. It answers ``refuse`` instead, a status and errors, where that is set."""

    port: int = 0
    took: list[dict[str, Any]] = field(default_factory=list)
    refuse: tuple[int, list[tuple[str, str]]] | None = None
    raw: bytes = b""


@contextmanager
def notify_server() -> Iterator[NotifyServer]:
    """One that listens on a free port until the end."""
    told = NotifyServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, said = _answered(told, self.path, self.headers.get("Authorization", ""), body)
            content = told.raw or json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        told.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()


def _answered(told: NotifyServer, path: str, authorization: str, body: dict[str, Any]) -> tuple[int, Any]:
    if path != "/v2/notifications/email":
        return _errors(404, [("NotFoundError", "no such address")])
    fault = _fault_of_token(authorization)
    if fault:
        return _errors(403, [("AuthError", fault)])
    if told.refuse:
        return _errors(*told.refuse)
    if "@" not in body["email_address"]:
        return _errors(400, [("ValidationError", "email_address Not a valid email address")])
    if body["template_id"] != TEMPLATE or set(body["personalisation"]) != {"subject", "body"}:
        return _errors(400, [("BadRequestError", "Missing personalisation: subject, body")])
    told.took.append(body)
    return 201, {"id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": body.get("reference")}


def _fault_of_token(authorization: str) -> str:
    try:
        claims = jwt.decode(authorization.removeprefix("Bearer "), SECRET, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        return "Invalid token: API key not found"
    if claims["iss"] != SERVICE:
        return "Invalid token: service not found"
    return (
        ""
        if abs(claims["iat"] - time.time()) < 30
        else "Error: Your system clock must be accurate to within 30 seconds"
    )


def _errors(status: int, errors: list[tuple[str, str]]) -> tuple[int, Any]:
    return status, {"status_code": status, "errors": [{"error": kind, "message": said} for kind, said in errors]}
