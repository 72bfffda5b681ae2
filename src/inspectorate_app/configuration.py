"""What an operator sets from outside: every variable of the environment, in the table that the reference shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Variable:
    """One variable: its name, what it is for, and what holds where it is not set."""

    name: str
    purpose: str
    default: str
    secret: bool = False


VARIABLES = (
    Variable(
        "INSPECTORATE_SECRET_KEY", "signs sessions and links; 50 random characters or more", "none: required", True
    ),
    Variable("INSPECTORATE_OLD_SECRET_KEYS", "keys used before, separated by commas, still accepted", "none", True),
    Variable(
        "INSPECTORATE_DATA",
        "folder of the database file, of the documents and of the static files",
        "./inspectorate-data",
    ),
    Variable(
        "DATABASE_URL", "the database, as postgresql://user:password@host/name", "SQLite in INSPECTORATE_DATA", True
    ),
    Variable("INSPECTORATE_HOSTS", "host names it answers to, separated by commas", "localhost, 127.0.0.1, [::1]"),
    Variable("INSPECTORATE_HTTPS", "true where people reach it by https, as they must but on one laptop", "true"),
    Variable("INSPECTORATE_PROXIES", "how many proxies stand in front of it and say who is calling", "0"),
    Variable("INSPECTORATE_REQUESTS_A_MINUTE", "the most that a person or a token may ask of one process", "600"),
    Variable(
        "INSPECTORATE_SIGN_INS_A_MINUTE",
        "the most passwords, codes and wrong tokens from one address: an office behind one address signs in at nine, "
        "with a password and a code each; what guards an account is its lockout after five wrong passwords or codes",
        "120",
    ),
    Variable(
        "INSPECTORATE_DEMONSTRATION",
        "true marks every page as synthetic and, without https, demands no second factor; for `make run` alone",
        "false",
    ),
    Variable(
        "INSPECTORATE_PANEL_APART",
        "true keeps whoever leads, reads cases or judged in an inspection off its ratings panel; assumed: no rule of "
        "the inspectorate on who sits was found, and false leaves it to those who build the team",
        "true",
    ),
    Variable(
        "INSPECTORATE_TRAINING_REQUIRED",
        "true where nobody is given or assesses cases of a module for which no training is recorded (assumed rule)",
        "false",
    ),
    Variable("INSPECTORATE_SESSION_HOURS", "hours after which everyone signs in again", "12"),
    Variable("INSPECTORATE_SESSION_IDLE_MINUTES", "minutes without a page after which one signs in again", "60"),
    Variable("INSPECTORATE_UPLOAD_MEGABYTES", "the largest file that is accepted", "20"),
    # documents
    Variable(
        "INSPECTORATE_S3_BUCKET", "the bucket of an S3-compatible store for documents", "documents in INSPECTORATE_DATA"
    ),
    Variable("INSPECTORATE_S3_ENDPOINT", "address of that store, as https://s3.example", "that of Amazon"),
    Variable("INSPECTORATE_S3_REGION", "its region, where it has several", "none"),
    Variable("INSPECTORATE_S3_ACCESS_KEY", "the name of the key to that store", "that of the machine", True),
    Variable("INSPECTORATE_S3_SECRET_KEY", "the key to that store", "that of the machine", True),
    Variable("INSPECTORATE_S3_PREFIX", "with what the names of documents begin in the bucket", "documents/"),
    Variable("INSPECTORATE_STATIC", "folder of the collected static files", "static in INSPECTORATE_DATA"),
    Variable("INSPECTORATE_OIDC_NAME", "name of the organisation whose sign-in is offered (OpenID Connect)", "none"),
    Variable("INSPECTORATE_OIDC_ISSUER", "address of its provider", "none"),
    Variable("INSPECTORATE_OIDC_CLIENT_ID", "the name under which the provider knows this service", "none"),
    Variable("INSPECTORATE_OIDC_CLIENT_SECRET", "the secret that the provider gave it", "none", True),
    Variable(
        "INSPECTORATE_OIDC_SECOND_FACTOR",
        "true where the provider asks for a second factor and says so (amr or acr); then none is asked for here",
        "false",
    ),
    Variable(
        "INSPECTORATE_OIDC_SECOND_FACTOR_ACR",
        "values of acr that say that a second factor was used, separated by commas",
        "none",
    ),
    Variable("INSPECTORATE_EMAIL_URL", "mail server, as smtp+tls://user:password@host:587", "no mail is sent", True),
    Variable(
        "INSPECTORATE_ADDRESS",
        "where people reach the service, as https://inspectorate.example: links in mails begin with it",
        "https and the first of INSPECTORATE_HOSTS",
    ),
    Variable("INSPECTORATE_EMAIL_FROM", "the sender of its mail", "Inspectorate <no-reply@localhost>"),
    # GOV.UK Notify
    Variable("INSPECTORATE_NOTIFY_KEY", "key of GOV.UK Notify, which then sends all mail", "mail goes by SMTP", True),
    Variable(
        "INSPECTORATE_NOTIFY_TEMPLATE", "id of the template at GOV.UK Notify, with ((subject)) and ((body))", "none"
    ),
    Variable(
        "INSPECTORATE_NOTIFY_ADDRESS",
        "address of its API, where it is another",
        "https://api.notifications.service.gov.uk",
    ),
    # subscribers
    Variable(
        "INSPECTORATE_SUBSCRIBER_CONFIRM_DAYS",
        "days within which who asks to be told of new reports confirms it; after them the address is deleted "
        "(assumed: no rule of the inspectorate was found)",
        "7",
    ),
    # running it
    Variable(
        "INSPECTORATE_METRICS_TOKEN",
        "32 random characters or more, with which Prometheus may read /metrics",
        "none: there is no such page",
        True,
    ),
    Variable("INSPECTORATE_LOG", "text for a person, json for a collector of logs", "text"),
)


class NotConfigured(RuntimeError):  # noqa: N818 - it says what happened
    """A variable is missing or of no use; the message says which, and how to mend it."""


def secret_key(value: str) -> str:
    """The key that signs sessions. Raises ``NotConfigured`` where it is missing or short."""
    if len(value) < 50:
        said = f"it has {len(value)} characters" if value else "it is not set"
        raise NotConfigured(
            f"INSPECTORATE_SECRET_KEY: {said}. Set it to 50 random characters or more: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))' makes one. Keep it out of the repository"
        )
    return value


def metrics_token(value: str) -> str:
    """The token with which metrics are read; blank for none. Raises ``NotConfigured`` where it could be guessed."""
    if 0 < len(value) < 32:
        raise NotConfigured(
            f"INSPECTORATE_METRICS_TOKEN: it has {len(value)} characters. Set it to 32 random characters or more, or "
            "leave it out: then there are no metrics"
        )
    return value


def service_address(value: str, hosts: Sequence[str], *, secure: bool) -> str:
    """Where people reach the service, guessed from its hosts where nobody said. Raises ``NotConfigured``."""
    if not value:
        host = next((each for each in hosts if not each.startswith((".", "*"))), "localhost")
        return f"https://{host}" if secure else f"http://{host}:8000"
    if not value.startswith("https://" if secure else ("https://", "http://")) or set(value) & set(" <>\r\n"):
        raise NotConfigured(
            f"INSPECTORATE_ADDRESS: '{value}' is no address of this service. Set it to one like "
            "https://inspectorate.example"
        )
    return value.rstrip("/")


@dataclass(frozen=True)
class NotifyKey:
    """A key of GOV.UK Notify as it is used: the id of the service, and the secret that signs."""

    service: str
    secret: str


_UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_NOTIFY_KEY = re.compile(f"(?:.*-)?({_UUID})-({_UUID})")


def notify_key(key: str, template: str, mail_url: str) -> NotifyKey | None:
    """The parts of the key of GOV.UK Notify, None where it is not set. The messages never show it.

    A key is its name, the id of the service and the secret: ``name-<id>-<secret>``.

    Raises:
        NotConfigured: It is no such key, has no template beside it, or a mail server is set too.
    """
    if not key:
        return None
    found = _NOTIFY_KEY.fullmatch(key)
    if found is None:
        raise NotConfigured("INSPECTORATE_NOTIFY_KEY: it is no key of GOV.UK Notify. Copy the whole of it")
    if not re.fullmatch(_UUID, template):
        raise NotConfigured("INSPECTORATE_NOTIFY_TEMPLATE: set it to the id of the template at GOV.UK Notify")
    if mail_url:
        raise NotConfigured("INSPECTORATE_NOTIFY_KEY and INSPECTORATE_EMAIL_URL are both set: leave one of them out")
    return NotifyKey(found[1], found[2])


def notify_address(value: str) -> str:
    """The address of the API of GOV.UK Notify. Raises ``NotConfigured`` where it is neither encrypted nor local."""
    if not value.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise NotConfigured("INSPECTORATE_NOTIFY_ADDRESS must begin with https://")
    return value.rstrip("/")


#: How the address of a mail server begins, and what Django's reader of such addresses calls the same.
MAIL_SCHEMES = {
    "dummy": ("dummy", ""),
    "smtp": ("smtp", ""),
    "smtp+tls": ("submission", ""),
    "smtp+ssl": ("smtp", "?ssl=true"),
    "submission": ("submission", ""),
    "console": ("console", ""),
    "file": ("file", ""),
    "memory": ("memory", ""),
}


def mail_server(value: str) -> str:
    """The address of the mail server as its reader understands it, which ignores a scheme that it does not know.

    It would then send passwords and links unencrypted, though TLS was asked for; so an unknown scheme is refused.

    Raises:
        NotConfigured: The address begins with none of ``MAIL_SCHEMES``.
    """
    scheme, _, rest = value.partition("://")
    if scheme not in MAIL_SCHEMES:
        raise NotConfigured(
            "INSPECTORATE_EMAIL_URL must begin with smtp+tls://, smtp+ssl:// or, without encryption, smtp://."
        )
    known, query = MAIL_SCHEMES[scheme]
    return f"{known}://{rest}{query if '?' not in rest else query.replace('?', '&')}"
