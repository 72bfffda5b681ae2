"""A smaller input that breaks the same."""

import re
import time
from collections.abc import Callable

SECONDS = 40.0


def smallest(content: bytes, breaks: Callable[[bytes], bool]) -> bytes:
    """As little of ``content`` as still ``breaks``: pieces of halving size are left out while time remains."""
    until = time.monotonic() + SECONDS
    size = len(content) // 2
    while size:
        place, changed = 0, False
        while place < len(content) and time.monotonic() < until:
            shorter = content[:place] + content[place + size :]
            if breaks(shorter):
                content, changed = shorter, True
            else:
                place += size
        if time.monotonic() >= until:
            break
        size = min(size, len(content)) if changed and size == 1 else min(size // 2, len(content))
    return content


def in_own_words(content: bytes, breaks: Callable[[bytes], bool]) -> bytes:
    """The same with every word that does not matter written in letters that mean nothing: no document's own text."""
    until = time.monotonic() + SECONDS
    for word in sorted(set(re.findall(rb"[A-Za-z]{2,}", content)), key=len, reverse=True):
        letters = (b"X" if word[:1].isupper() else b"x") + b"x" * (len(word) - 1)
        other = re.sub(rb"(?<![A-Za-z])" + word + rb"(?![A-Za-z])", letters, content)
        if time.monotonic() < until and other != content and breaks(other):
            content = other
    return content
