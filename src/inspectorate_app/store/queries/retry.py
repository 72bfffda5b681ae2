"""Writes that were done before, as the actions ask for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Tried:
    """A write that a person did before under a key, and how it was answered."""

    fingerprint: str
    answer: Mapping[str, Any]
