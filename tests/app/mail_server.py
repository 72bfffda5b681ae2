"""A mail server in a thread, which speaks as much SMTP as the service needs, and answers as a test wants."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class MailServer:
    """``took`` are the mails that it took, to whom and what, over so many ``connections``.

    It says ``refuse_to`` and ``refuse`` instead of yes, and hangs up after ``at_a_time`` mails of one connection, or in
    the middle of the one that is named ``dies_at``, counted from 1 over all connections.
    """

    port: int
    took: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refuse_to: str = ""
    refuse: str = ""
    connections: int = 0
    at_a_time: int = 0
    dies_at: int = 0
    begun: int = 0


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """One that listens on a free port until the end."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = MailServer(listening.getsockname()[1])
        ended = threading.Event()
        thread = threading.Thread(target=_serve, args=(listening, server, ended))
        thread.start()
        try:
            yield server
        finally:
            ended.set()
            socket.create_connection(("127.0.0.1", server.port)).close()
            thread.join()


def _serve(listening: socket.socket, server: MailServer, ended: threading.Event) -> None:
    while True:
        connection, _ = listening.accept()
        if ended.is_set():
            connection.close()
            return
        with connection, connection.makefile("rb") as lines:
            _talk(connection, lines, server)


def _talk(connection: socket.socket, lines: object, server: MailServer) -> None:
    def say(text: str) -> None:
        connection.sendall(f"{text}\r\n".encode())

    to, taken = "", 0
    server.connections += 1
    say("220 test")
    for line in lines:
        word = line[:4].upper().decode()
        if word == "RCPT":
            to = line.decode().partition("<")[2].partition(">")[0]
            say(server.refuse_to or "250 yes")
        elif word == "DATA":
            say("354 go on")
            server.begun += 1
            if server.begun == server.dies_at:
                return
            content = _content(lines)
            if not server.refuse:
                server.took.append((to, content))
            say(server.refuse or "250 taken")
            taken += 1
            if taken == server.at_a_time:
                return
        elif word == "QUIT":
            say("221 bye")
            return
        else:
            say("250 yes")


def _content(lines: object) -> EmailMessage:
    given = []
    for line in lines:
        if line == b".\r\n":
            break
        given.append(line.removeprefix(b".") if line.startswith(b"..") else line)
    return message_from_bytes(b"".join(given), policy=policy.default)
