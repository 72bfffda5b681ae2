"""The mail server of the settings, read as the service reads it: in a process of its own."""

import os
import subprocess
import sys

import pytest

ASK = (
    "from inspectorate_app import settings as s; print(s.EMAIL_BACKEND, s.EMAIL_PORT, s.EMAIL_USE_TLS, s.EMAIL_USE_SSL)"
)
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def asked(**given: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INSPECTORATE_EMAIL")}
    environment |= {"INSPECTORATE_SECRET_KEY": "k" * 60, **given}
    return subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=False, env=environment)


def test_without_a_mail_server_no_mail_is_sent():
    assert asked().stdout.split()[0] == "django.core.mail.backends.dummy.EmailBackend"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp+tls://user:password@mail.example:587", f"{SMTP} 587 True False"),
        ("smtp+ssl://user:password@mail.example:465", f"{SMTP} 465 False True"),
        ("smtp://mail.example:25", f"{SMTP} 25 False False"),
    ],
)
def test_mail_is_encrypted_as_the_address_says(url, expected):
    assert asked(INSPECTORATE_EMAIL_URL=url).stdout.strip() == expected


def test_an_address_of_another_kind_is_refused_and_not_shown():
    ran = asked(INSPECTORATE_EMAIL_URL="smpt+tls://user:password@mail.example:587")
    assert ran.returncode != 0
    assert "INSPECTORATE_EMAIL_URL must begin with smtp+tls://" in ran.stderr
    assert "user:password" not in ran.stderr.splitlines()[-1]
