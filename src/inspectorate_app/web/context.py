"""What every page knows: who is signed in, and whether the data is synthetic."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def about_the_page(request: HttpRequest) -> dict[str, Any]:
    """The name and office of who is signed in (or None), and whether this is a demonstration."""
    user = getattr(request, "user", None)
    person = user if user is not None and user.is_authenticated else None
    return {
        "person": person.name if person else None,
        "person_href": reverse("account"),
        "office": person.office if person else "",
        "demonstration": settings.DEMONSTRATION,
    }
