"""Chance, the same on every machine: numbers from SHA-256 over a seed, never from ``random`` or ``hash``."""

import hashlib


class Lot:
    """A stream of numbers for one purpose of one seed; the same two always give the same stream."""

    def __init__(self, seed: str, purpose: str):
        self._prefix = f"{seed}|{purpose}|"
        self._counter = 0

    def below(self, bound: int) -> int:
        """A whole number from 0 to ``bound`` - 1, each exactly as likely as the others."""
        bits = (bound - 1).bit_length()
        while True:
            number = self._bits(bits)
            if number < bound:
                return number

    def happens(self, chances: int, outof: int) -> bool:
        """True in exactly ``chances`` of ``outof`` cases."""
        return self.below(outof) < chances

    def _bits(self, bits: int) -> int:
        blocks = b""
        while len(blocks) * 8 < bits:
            blocks += hashlib.sha256(f"{self._prefix}{self._counter}".encode()).digest()
            self._counter += 1
        return int.from_bytes(blocks, "big") >> (len(blocks) * 8 - bits)


def rank(seed: str, purpose: str, reference: str) -> bytes:
    """The place of a reference in an order by lot: sort by it."""
    return hashlib.sha256(f"{seed}|{purpose}|{reference}".encode()).digest()
