"""A mail server in a process of its own that speaks TLS: ``python -m tests.app.tls_mail_server HOW CERTIFICATE KEY``.

``HOW`` is ``starttls`` (RFC 3207), ``implicit`` (RFC 8314 3.3) or ``plain``, which offers no encryption at all. It
prints its port, and then a line of JSON for each sign-in and each mail that it takes, with the version of TLS that it
came by (null: none). Nobody but tests uses it: it takes one connection after the other and believes everyone.
"""

import base64
import json
import socket
import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress

Tell = Callable[[str, str], None]


def _put(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _tell(connection: socket.socket) -> Tell:
    def tell(what: str, text: str) -> None:
        version = connection.version() if isinstance(connection, ssl.SSLSocket) else None
        _put(json.dumps({what: text, "tls": version}))

    return tell


def _say(connection: socket.socket, *lines: str) -> None:
    for place, line in enumerate(lines, start=1):
        connection.sendall(f"{line[:3]}{' ' if place == len(lines) else '-'}{line[4:]}\r\n".encode())


def _content(lines: Iterator[bytes]) -> str:
    found = []
    for line in lines:
        if line == b".\r\n":
            break
        found.append(line)
    return b"".join(found).decode()


def talk(connection: socket.socket, offers: tuple[str, ...]) -> bool:
    """Speak with a client until it leaves, or asks for encryption: then True, and nothing more was read."""
    tell, lines = _tell(connection), connection.makefile("rb", buffering=0)
    for line in lines:
        word = line[:4].upper()
        if word == b"EHLO":
            _say(connection, "250 test", *(f"250 {each}" for each in offers))
        elif word == b"STAR" and "STARTTLS" in offers:
            _say(connection, "220 go on")
            return True
        elif word == b"AUTH":
            tell("auth", base64.b64decode(line.split()[-1]).decode())
            _say(connection, "235 yes")
        elif word == b"DATA":
            _say(connection, "354 go on")
            tell("mail", _content(lines))
            _say(connection, "250 taken")
        elif word == b"QUIT":
            _say(connection, "221 bye")
            break
        else:
            _say(connection, "250 yes")
    return False


def serve(connection: socket.socket, how: str, context: ssl.SSLContext) -> None:
    """One client, encrypted as ``how`` says."""
    secret = ("AUTH PLAIN",)
    if how == "implicit":
        connection = context.wrap_socket(connection, server_side=True)
    _say(connection, "220 test")
    if talk(connection, ("STARTTLS",) if how == "starttls" else secret):
        connection = context.wrap_socket(connection, server_side=True)
        talk(connection, secret)
    connection.close()


def main(how: str, certificate: str, key: str) -> None:
    """Listen on a free port until killed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        _put(str(listening.getsockname()[1]))
        while True:
            connection, _ = listening.accept()
            with connection, suppress(OSError):  # a client that does not like the certificate hangs up
                serve(connection, how, context)


if __name__ == "__main__":
    main(*sys.argv[1:])
