"""What is too large is refused by its length, before a byte of it is read."""

import pytest
from django.test import Client

from inspectorate_app.actions.permission import Role
from tests.app import given

pytestmark = pytest.mark.django_db
FORM = "multipart/form-data; boundary=x"


class Unread:
    """A body that nobody may read."""

    def read(self, *_arguments):
        raise AssertionError("it was read")

    readline = read


@pytest.mark.parametrize(("signed_in", "length"), [(False, 5_000_001), (True, 21_000_001), (False, 10**15)])
def test_a_body_that_is_too_large_is_not_read(signed_in, length):
    inspection = given.inspection(phase="evidence")
    someone = given.member(inspection, Role.OPERATIONS_OFFICER)
    client = given.signed_in(someone) if signed_in else Client(enforce_csrf_checks=True)
    sent = {"CONTENT_LENGTH": str(length), "wsgi.input": Unread()}
    for address in (f"/inspections/{inspection.slug}/sample/upload", "/account/sign-in"):
        answer = client.post(address, b"", content_type=FORM, **sent)
        assert answer.status_code == 413
        assert "up to 20 MB" in answer.content.decode()
