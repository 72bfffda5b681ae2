"""The least that Django can do: no middleware, one query, a line of text. What the application is held against."""

import os
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path


def _database() -> dict[str, Any]:
    import environs

    folder = os.environ["INSPECTORATE_DATA"]
    found: dict[str, Any] = environs.Env().dj_db_url("DATABASE_URL", f"sqlite:///{folder}/inspectorate.sqlite3")
    return {**found, "CONN_MAX_AGE": None}


def hello(_request: HttpRequest) -> HttpResponse:
    """One row by its key."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM store_person WHERE id = %s", [1])
        text = f"Hello, {cursor.fetchone()[0]}"
    return HttpResponse(text, headers={"Content-Length": str(len(text))})


urlpatterns = [path("", hello)]
settings.configure(
    DEBUG=False,
    SECRET_KEY="-" * 50,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    DATABASES={"default": _database()},
)
application = get_wsgi_application()
