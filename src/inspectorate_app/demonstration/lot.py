"""Chance that is the same on every machine and at every run."""

import hashlib


def lot(*parts: str) -> float:
    """A number from 0 up to 1 that looks random and depends on the words alone."""
    digest = hashlib.sha256("|".join(parts).encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64
