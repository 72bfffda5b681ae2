"""What every page knows: who is signed in, and whether the data is synthetic."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.utils.functional import SimpleLazyObject

from inspectorate_app.web.address import address
from inspectorate_app.web.navigation import pages
from inspectorate_app.web.page import actor_of


def about_the_page(request: HttpRequest) -> dict[str, Any]:
    """The name and office of who is signed in (or None), and whether this is a demonstration.

    Also which pages they may open, and how many notifications they have not read.
    """
    user = getattr(request, "user", None)
    person = user if user is not None and user.is_authenticated else None
    return {
        "person": person.name if person else None,
        "navigation": pages(actor_of(request)) if person else [],
        "person_href": address("account"),
        "office": person.office if person else "",
        "notifications_unread": getattr(person, "unread", 0),
        "demonstration": settings.DEMONSTRATION,
        # made where a page first has a form, and the same in all its forms: Django would mask it anew for each
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
    }
