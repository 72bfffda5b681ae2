"""How many tokens ended with something else, in words."""

from django.utils.translation import gettext as _

from inspectorate_app.web.jinja import plural


def ended(tokens: int) -> str:
    """A sentence to put behind another; blank where none ended."""
    return _(" {tokens} ended with it.").format(tokens=plural(tokens, "token")) if tokens else ""
