"""The addresses of pages by the names of their routes, worked out once: each page leads to dozens of others."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def address(name: str, *parts: object, **named_parts: object) -> str:
    """The address of a page by the name of its route: ``address("case", inspection="...", number=7)``.

    Raises Django's ``NoReverseMatch`` where there is none.
    """
    return _known(get_script_prefix(), name, *parts, **named_parts)


@lru_cache(maxsize=8192, typed=True)
def _known(_prefix: str, name: str, *parts: object, **named_parts: object) -> str:
    return reverse(name, args=parts or None, kwargs=named_parts or None)
