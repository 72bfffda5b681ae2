"""A proxy as small as can be: each request to the next server, and once more to another where a connection broke.

Only what may be sent twice is sent twice: reading, and writes under a key of their own.
"""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_OF_A_CONNECTION = frozenset({"connection", "transfer-encoding", "content-length", "date", "server"})


class BrokenError(ConnectionError):
    """A server went away before it had answered."""


@dataclass
class Proxy:
    """What stands behind it, and what it has seen. ``lose_next`` throws the answer to the next write away."""

    behind: list[int]
    port: int = 0
    under_way: dict[int, int] = field(default_factory=dict)
    retried: list[str] = field(default_factory=list)
    lose_next: bool = False
    turn: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next_server(self) -> int:
        """The server whose turn it is."""
        with self.lock:
            self.turn += 1
            return self.behind[self.turn % len(self.behind)]

    def give_up(self, server: int) -> None:
        """Send nothing more to a server that went away."""
        with self.lock:
            if server in self.behind and len(self.behind) > 1:
                self.behind.remove(server)

    def count(self, server: int, change: int) -> None:
        """How many requests a server is working on."""
        with self.lock:
            self.under_way[server] = self.under_way.get(server, 0) + change


class _Handler(BaseHTTPRequestHandler):
    proxy: Proxy

    def do_GET(self) -> None:
        self._pass_on()

    do_PUT = do_POST = do_GET  # noqa: N815 - the names are those of http.server

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        server = self.proxy.next_server()
        try:
            response, content = self._asked(server, body)
        except (OSError, HTTPException):
            if self.command != "GET" and "Idempotency-Key" not in self.headers:
                self.send_error(502)
                return
            self.proxy.retried.append(f"{self.command} {self.path}")
            response, content = self._asked(self.proxy.next_server(), body)
        self.send_response(response.status)
        for name, value in response.getheaders():
            if name.casefold() not in _OF_A_CONNECTION:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _asked(self, server: int, body: bytes) -> tuple[HTTPResponse, bytes]:
        self.proxy.count(server, 1)
        try:
            with closing(HTTPConnection("127.0.0.1", server, timeout=30)) as connection:
                connection.request(self.command, self.path, body or None, dict(self.headers))
                response = connection.getresponse()
                content = response.read()
        except (OSError, HTTPException):
            self.proxy.give_up(server)
            raise
        finally:
            self.proxy.count(server, -1)
        if self.proxy.lose_next and self.command == "PUT":
            self.proxy.lose_next = False
            raise BrokenError
        return response, content

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def proxy_before(*servers: int) -> Iterator[Proxy]:
    """A proxy on a port of its own."""
    proxy = Proxy(list(servers))
    handler = type("Handler", (_Handler,), {"proxy": proxy})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        proxy.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield proxy
        finally:
            server.shutdown()
            thread.join()
