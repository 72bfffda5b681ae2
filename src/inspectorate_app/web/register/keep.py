"""Answers of the register, made once and kept in the memory of this process until the register is another.

A kept answer asks nothing of the database, renders nothing and passes no session. It is sent as it is, packed for
whoever takes it so, or as 304 to whoever has it already.
"""

import gzip
import hashlib
import re
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

#: Pages may be kept for one minute by whoever has them, and for a day where the service does not answer. What is
#: published at 00.01 is seen by 00.02 through any cache on the way; to ask again costs an answer of 304.
BRIEFLY = "public, max-age=60, stale-if-error=86400"
#: What stands under the version of the register never changes.
FOR_GOOD = "public, max-age=31536000, immutable"
#: Bytes of kept answers in one process; those asked for least lately give way.
MOST_BYTES = 64_000_000
#: A smaller answer is not worth packing.
_LEAST_TO_PACK = 1_000
#: A browser puts the headers of a 304 in the place of those that it kept: they are the same but for the content's own.
_SAME_IN_304 = frozenset({"Content-Location", "Content-Security-Policy"})
#: "gzip" among the encodings that are taken, but not with the weight 0, which refuses it (RFC 9110, 12.5.3).
_GZIP = re.compile(r"(?:^|,)\s*gzip\s*(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)
_PACKED_TYPES = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/xml",
    "application/atom+xml",
    "image/svg+xml",
)


@dataclass(frozen=True)
class Kept:
    """One answer. ``match`` is what the address resolved to, for the log and the metrics."""

    body: bytes
    packed: bytes | None
    mark: str
    headers: tuple[tuple[str, str], ...]
    modified: int
    match: Any

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return len(self.body) + len(self.packed or b"") + 1_000

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The answer to a request: whole, packed, or 304."""
        packed = self.packed is not None and _takes_gzip(request.headers.get("Accept-Encoding", ""))
        mark = f'"{self.mark}-gz"' if packed else f'"{self.mark}"'
        response = HttpResponse(self.packed if packed else self.body, headers=dict(self.headers))
        response["ETag"] = mark
        response["Last-Modified"] = http_date(self.modified)
        if packed:
            response["Content-Encoding"] = "gzip"
        if "Content-Length" not in response:
            response["Content-Length"] = str(len(response.content))
        request.resolver_match = self.match
        told = get_conditional_response(request, mark, self.modified, response) or response
        if told is not response:
            for name, value in response.items():
                if name in _SAME_IN_304 or not name.startswith("Content-"):
                    told[name] = value
        return told


def _takes_gzip(accepted: str) -> bool:
    return _GZIP.search(accepted) is not None


def kept_from(response: HttpResponse, modified: int, match: Any) -> Kept:
    """An answer as it is kept. ``modified`` is a moment in seconds since 1970."""
    body = response.content
    kind = response.get("Content-Type", "")
    worth = len(body) >= _LEAST_TO_PACK and kind.startswith(_PACKED_TYPES)
    packed = gzip.compress(body, 6, mtime=0) if worth else None
    headers = tuple((name, value) for name, value in response.items() if name != "Content-Length")
    return Kept(body, packed, hashlib.sha256(body).hexdigest()[:20], headers, modified, match)


@dataclass
class Keep:
    """Kept answers by their address, for one version of the register. Safe between threads."""

    most: int = MOST_BYTES
    version: str = ""
    size: int = 0
    answers: OrderedDict[str, Kept] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock, repr=False)

    def find(self, address: str, version: str) -> Kept | None:
        """The answer kept for an address; None where there is none for this version."""
        with self.lock:
            self._turn(version)
            found = self.answers.get(address)
            if found:
                self.answers.move_to_end(address)
            return found

    def put(self, address: str, version: str, answer: Kept) -> None:
        """Keep an answer; those asked for least lately are forgotten where there is no room."""
        if answer.size > self.most // 4:
            return
        with self.lock:
            self._turn(version)
            former = self.answers.pop(address, None)
            self.size += answer.size - (former.size if former else 0)
            self.answers[address] = answer
            while self.size > self.most:
                self.size -= self.answers.popitem(last=False)[1].size

    def forget(self) -> None:
        """Begin anew."""
        with self.lock:
            self.answers.clear()
            self.size = 0

    def _turn(self, version: str) -> None:
        if version != self.version:
            self.answers.clear()
            self.size, self.version = 0, version


#: What this process keeps.
KEEP = Keep()
