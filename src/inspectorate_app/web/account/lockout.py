"""Limits on what could be guessed: passwords by axes, one-time codes here."""

import hashlib
from typing import Any

from allauth.core.internal import ratelimit
from allauth.core.internal.httpkit import get_client_ip
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from inspectorate_app.actions.refusal import TooManyTries
from inspectorate_app.web.account import trail

#: Five codes in a quarter of an hour, whoever sends them from wherever: of a million codes three fit at a time.
CODES = {"second_factor": "5/15m/key"}
#: Seconds for which a code is remembered as used: longer than any clock would still let it fit.
_REMEMBERED = 150


def account_of(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """Under what axes counts the tries at an account: a hash of the address, so that its tables hold none."""
    known = credentials or {}
    given = known.get("email") or known.get("login") or (request.POST.get("login", "") if request is not None else "")
    return hashlib.sha256(str(given).strip().lower().encode()).hexdigest()


def address_of(request: HttpRequest) -> str | None:
    """From which address a try came, as allauth reads it too: behind as many proxies as the settings say."""
    found: str | None = get_client_ip(request)
    return found


def count_code(request: HttpRequest, person: int) -> None:
    """Count a try at a person's second factor. Raises ``TooManyTries`` for the sixth in fifteen minutes."""
    if not ratelimit.consume(request, app="inspectorate", action="second_factor", config=CODES, key=str(person)):
        trail.second_factor_locked(person)
        raise TooManyTries(_("There were too many wrong codes. Wait 15 minutes and try again."))


def forget_codes(request: HttpRequest, person: int) -> None:
    """Forget the tries at a person's second factor, after a code that was right."""
    ratelimit.clear(request, app="inspectorate", action="second_factor", config=CODES, key=str(person))


def is_first_use(person: int, code: str) -> bool:
    """Whether a one-time code was not used before; notes that it now is. A caught code opens nothing a second time."""
    digest = hashlib.sha256(f"{person}:{''.join(filter(str.isalnum, code))}".encode()).hexdigest()
    return bool(cache.add(f"second-factor-used:{digest}", 1, timeout=_REMEMBERED))
