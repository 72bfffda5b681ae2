"""Placeholder until the front end comes."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment


def environment(**options: Any) -> Environment:
    """Env."""
    env = Environment(**options)
    env.globals.update(static=static, url=lambda name, **kw: reverse(name, kwargs=kw))
    return env
