"""The register begins with nothing kept, so that each test makes its own answers."""

import pytest
from django.test import Client

from inspectorate_app.rate import WINDOW
from inspectorate_app.web.register.keep import KEEP


@pytest.fixture(autouse=True)
def nothing_kept():
    KEEP.forget()
    WINDOW.forget()
    yield
    KEEP.forget()
    WINDOW.forget()


@pytest.fixture
def anyone() -> Client:
    """Somebody who never signed in."""
    return Client()
