"""Headers that every answer has, beside those of Django and of the Content Security Policy."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

#: Nothing of a device is used.
_PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
    )
)


class HeaderMiddleware:
    """Nothing that a person saw stays behind in a cache, and no page may use the device it is shown on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request; a view that sets ``Cache-Control`` itself knows better."""
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        response.setdefault("Permissions-Policy", _PERMISSIONS)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
