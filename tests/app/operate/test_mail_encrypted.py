"""Mail goes out encrypted, to a server whose certificate holds, or not at all: against servers in their own processes.

What goes over the wire is recorded between the two.
"""

import datetime
import ipaddress
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import dj_email_url
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from inspectorate_app.configuration import mail_server
from tests.app.operate.process import environment, ran

SCHEMES = {"starttls": "smtp+tls", "implicit": "smtp+ssl"}
TO = "somebody@inspectorate.test"
UNREAD = "not-to-be-read"
#: The same as AUTH PLAIN sends it (RFC 4616): "\0service\0not-to-be-read" in base64.
AS_SENT = b"AHNlcnZpY2UAbm90LXRvLWJlLXJlYWQ="


@dataclass
class Wire:
    """A relay to a mail server: ``port`` to speak to, and every byte that a client sent."""

    port: int
    sent: bytearray = field(default_factory=bytearray)


@contextmanager
def recorded(to: int) -> Iterator[Wire]:
    """A wire to a port, which listens until the end."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        wire = Wire(listening.getsockname()[1])
        listening.settimeout(0.2)
        ended = threading.Event()

        def copy(source: socket.socket, target: socket.socket, note: bytearray | None) -> None:
            with suppress(OSError):
                while content := source.recv(65536):
                    if note is not None:
                        note.extend(content)
                    target.sendall(content)
            with suppress(OSError):
                target.shutdown(socket.SHUT_WR)

        def relay() -> None:
            while not ended.is_set():
                with suppress(TimeoutError):
                    client, _ = listening.accept()
                    with client, socket.create_connection(("127.0.0.1", to)) as server:
                        back = threading.Thread(target=copy, args=(server, client, None))
                        back.start()
                        copy(client, server, wire.sent)
                        back.join()

        thread = threading.Thread(target=relay)
        thread.start()
        try:
            yield wire
        finally:
            ended.set()
            thread.join()


def certificate(folder: Path, host: str = "localhost", days: int = 1) -> tuple[Path, Path, Path]:
    """A certificate for a host that holds for so many days, its key, and the authority that signed it: made here."""
    now = datetime.datetime.now(datetime.UTC)
    authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())

    def signed(subject: str, public: ec.EllipticCurvePublicKey, until: datetime.datetime, ca: bool) -> x509.Certificate:
        made = x509.CertificateBuilder().subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        made = made.issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test authority")]))
        made = made.public_key(public).serial_number(x509.random_serial_number())
        made = made.not_valid_before(now - datetime.timedelta(days=9)).not_valid_after(until)
        names = [x509.DNSName(subject), x509.IPAddress(ipaddress.ip_address("192.0.2.1"))]
        made = made.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        identifier = x509.SubjectKeyIdentifier.from_public_key(public)
        made = made.add_extension(identifier, critical=False)
        by = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
        made = made.add_extension(by, critical=False)
        if ca:
            usage = dict.fromkeys(
                ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
                False,
            )
            usage |= {"key_cert_sign": True, "crl_sign": True, "encipher_only": False, "decipher_only": False}
            made = made.add_extension(x509.KeyUsage(**usage), critical=True)
        else:
            made = made.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return made.sign(authority_key, hashes.SHA256())

    pem, none = serialization.Encoding.PEM, serialization.NoEncryption()
    authority = signed("Test authority", authority_key.public_key(), now + datetime.timedelta(days=9), True)
    own = signed(host, key.public_key(), now + datetime.timedelta(days=days), False)
    paths = (folder / "certificate.pem", folder / "key.pem", folder / "authority.pem")
    paths[0].write_bytes(own.public_bytes(pem))
    paths[1].write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, none))
    paths[2].write_bytes(authority.public_bytes(pem))
    return paths


@contextmanager
def server(how: str, own: Path, key: Path) -> Iterator[tuple[int, "subprocess.Popen[str]"]]:
    """The port of a mail server, and its process, which has told nothing else yet."""
    command = [sys.executable, "-m", "tests.app.tls_mail_server", how, str(own), str(key)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield int(process.stdout.readline()), process
    finally:
        process.kill()
        process.communicate()


@dataclass
class Went:
    """How a test mail went: how the command ended, what the server took, and what went over the wire to it."""

    status: int
    err: str
    took: list[dict[str, str | None]]
    wire: bytes


#: Sends a test mail by the address of a mail server, with the authority that it trusts, if any: status and errors.
Send = Callable[[str, Path | None], tuple[int, str]]


def sent(folder: Path, send: Send, how: str, scheme: str, *, trusted: bool = True, **made: object) -> Went:
    """``inspectorate mail test`` to a server with such a certificate."""
    own, key, authority = certificate(folder, **made)
    with server(how, own, key) as (port, process), recorded(port) as wire:
        status, err = send(f"{scheme}://service:{UNREAD}@localhost:{wire.port}", authority if trusted else None)
        process.kill()
        took = [json.loads(line) for line in process.stdout.read().splitlines()]
    return Went(status, err, took, bytes(wire.sent))


@pytest.fixture
def from_apart(tmp_path) -> Send:
    """From a process that is told by its environment, as an operator sends one."""

    def send(address: str, authority: Path | None) -> tuple[int, str]:
        trusted = {"SSL_CERT_FILE": str(authority)} if authority else {}
        left = ran(environment(tmp_path, INSPECTORATE_EMAIL_URL=address, **trusted), "mail", "test", TO)
        return left.returncode, left.stderr

    return send


@pytest.fixture
def from_here(run, settings, monkeypatch) -> Send:
    """From this process, set up by the same address: to start another one for each takes two seconds."""

    def send(address: str, authority: Path | None) -> tuple[int, str]:
        for name, value in dj_email_url.parse(mail_server(address)).items():
            setattr(settings, name, value)
        monkeypatch.delenv("SSL_CERT_FILE", raising=False)
        if authority:
            monkeypatch.setenv("SSL_CERT_FILE", str(authority))
        left = run("mail", "test", TO)
        return left.status, left.err

    return send


@pytest.mark.parametrize("how", SCHEMES)
def test_mail_and_password_go_encrypted(tmp_path, from_apart, how):
    went = sent(tmp_path, from_apart, how, SCHEMES[how])
    assert went.status == 0, went.err
    auth, mail = went.took
    assert auth["auth"] == f"\0service\0{UNREAD}"
    assert f"To: {TO}" in str(mail["mail"])
    assert {auth["tls"], mail["tls"]} <= {"TLSv1.2", "TLSv1.3"}
    assert_nothing_to_read(went.wire)


@pytest.mark.parametrize("how", SCHEMES)
@pytest.mark.parametrize(
    "bad", [{"trusted": False}, {"host": "elsewhere.test"}, {"days": -1}], ids=["unknown", "another host", "expired"]
)
def test_a_server_whose_certificate_does_not_hold_gets_neither_password_nor_mail(tmp_path, from_here, how, bad):
    went = sent(tmp_path, from_here, how, SCHEMES[how], **bad)
    assert went.status == 2
    assert "the mail was not sent: SSLCertVerificationError" in went.err
    assert went.took == []
    assert_nothing_to_read(went.wire)


def test_a_server_that_offers_no_encryption_gets_nothing_where_it_was_asked_for(tmp_path, from_here):
    went = sent(tmp_path, from_here, "plain", "smtp+tls")
    assert went.status == 2
    assert "the mail was not sent: SMTPNotSupportedError" in went.err
    assert went.took == []
    assert_nothing_to_read(went.wire)


def test_the_wire_is_read_as_it_is(tmp_path, from_here):
    """Without encryption, which an operator may ask for, the same record shows all: so the others prove something."""
    went = sent(tmp_path, from_here, "plain", "smtp")
    assert went.status == 0, went.err
    assert TO.encode() in went.wire
    assert AS_SENT in went.wire


def assert_nothing_to_read(wire: bytes) -> None:
    assert wire, "something went over it"
    for secret in (TO.encode(), UNREAD.encode(), AS_SENT, b"AUTH", b"MAIL FROM", b"Subject"):
        assert secret not in wire
