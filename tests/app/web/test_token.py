"""The pages on which one makes and revokes one's tokens."""

import re

import pytest

from inspectorate_app.store.models import Token
from inspectorate_app.store.queries import token as query
from tests.app import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner():
    return given.person("Pat Planner", "planner")


def test_a_token_is_shown_once_and_works(planner):
    client = given.signed_in(planner)
    page = client.post("/account/tokens/new", {"name": "Export", "scopes": ["read"], "days": "30"})
    assert page["Cache-Control"] == "no-store"
    secret = re.search(r"insp_[\w-]{43}", page.content.decode())
    assert secret is not None
    assert query.bearer(secret[0]) is not None
    assert secret[0] not in client.get("/account/tokens").content.decode()


def test_what_is_missing_is_asked_for_and_what_was_typed_stays(planner):
    page = given.signed_in(planner).post("/account/tokens/new", {"name": "Export"}).content.decode()
    assert "Select what it may do" in page
    assert "Select when it stops working" in page
    assert 'value="Export"' in page
    assert not Token.objects.exists()


def test_revoking_asks_first(planner):
    client = given.signed_in(planner)
    client.post("/account/tokens/new", {"name": "Export", "scopes": ["read"], "days": "30"})
    made = Token.objects.get()
    address = f"/account/tokens/{made.pk}/revoke"
    assert "Do you want to revoke the token Export?" in client.get(address).content.decode()
    assert Token.objects.get().revoked_at is None
    assert client.post(address)["Location"] == "/account/tokens"
    assert Token.objects.get().revoked_at is not None
    assert "Revoked" in client.get("/account/tokens").content.decode()


def test_the_token_of_another_is_not_there(planner):
    given.signed_in(planner).post("/account/tokens/new", {"name": "Export", "scopes": ["read"], "days": "30"})
    other = given.signed_in(given.person("Other", "planner"))
    assert other.get(f"/account/tokens/{Token.objects.get().pk}/revoke").status_code == 404


def test_names_of_tokens_are_escaped(planner):
    client = given.signed_in(planner)
    client.post("/account/tokens/new", {"name": "<b>x</b>", "scopes": ["read"], "days": "30"})
    assert "&lt;b&gt;x" in client.get("/account/tokens").content.decode()
