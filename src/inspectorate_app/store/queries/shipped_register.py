"""The register that comes with the library, which a process reads once."""

from functools import cache

from inspectorate.register.loading import load_register
from inspectorate.register.register import Register


@cache
def shipped() -> Register:
    """The register that comes with the library."""
    return load_register()
