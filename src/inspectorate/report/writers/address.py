"""Addresses of links as office files hold them. A program refuses a whole file over one that it cannot read."""

import re
from urllib.parse import quote, urlsplit

from inspectorate.report.writers.link import is_outward

_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LEFT_AS_IT_IS = ":/?#[]@!$&'()*+,;=%~"


def address(link: str) -> str:
    """Where a link leads outward, in signs that an address may have; nothing of what leads nowhere."""
    if not is_outward(link):
        return ""
    safe = quote(_STRAY_PERCENT.sub("%25", link), safe=_LEFT_AS_IT_IS)
    try:
        found = urlsplit(safe)
        return safe if found.scheme in ("mailto", "tel") or (found.hostname and found.port != 0) else ""
    except ValueError:
        return ""
