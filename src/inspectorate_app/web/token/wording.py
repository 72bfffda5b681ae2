"""How many tokens ended with something else, in words."""

from inspectorate_app.web.jinja import plural


def ended(tokens: int) -> str:
    """A sentence to put behind another; blank where none ended."""
    return f" {plural(tokens, 'token')} ended with it." if tokens else ""
