"""What a form showed of an answer, so that what nobody touched is not sent on as a change.

A form without JavaScript posts every answer that is on it. Each carries its version and a digest of what was shown;
where what comes back has the same digest, the person left it alone, and what another saved meanwhile stands.
"""

import hashlib


def stamp(answer: str, reason: str, version: int) -> str:
    """The version of an answer and what is shown of it, as the form carries them; 0 where nothing was saved yet."""
    return f"{version}-{_digest(answer, reason)}" if version else "0"


def version_of(stamp: str) -> int:
    """The version in a stamp; 0 where it is none."""
    version = stamp.partition("-")[0]
    return int(version) if version.isdecimal() and len(version) < 9 else 0


def is_untouched(stamp: str, answer: str, reason: str) -> bool:
    """Whether what was sent is what was shown. A stamp without a digest shows nothing, or comes from a script."""
    version, _, digest = stamp.partition("-")
    if digest:
        return digest == _digest(answer, reason)
    return version == "0" and not answer and not _plain(reason)


def _digest(answer: str, reason: str) -> str:
    return hashlib.sha256(f"{answer}\0{_plain(reason)}".encode()).hexdigest()[:12]


def _plain(reason: str) -> str:
    """As it is kept: browsers send other ends of lines than they were given."""
    return reason.replace("\r\n", "\n").strip()
