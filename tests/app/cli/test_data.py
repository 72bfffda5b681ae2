"""``inspectorate data``: what has expired is cleared by a command."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from inspectorate_app.store.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_what_has_expired_is_cleared_and_told(run):
    Session.objects.create(session_key="old", expire_date=timezone.now() - datetime.timedelta(days=1))
    left = run("data", "clear-expired", "--format", "json")
    assert (left.status, left.data["cleared"]["sessions"]) == (0, 1)
    assert not Session.objects.exists()
    entry = AuditEntry.objects.get()
    assert (entry.actor_name, entry.via) == ("operator of the server", "command")
    again = run("data", "clear-expired")
    assert "sign in attempts  1 day" in again.out
