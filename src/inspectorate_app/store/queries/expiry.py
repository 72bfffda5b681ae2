"""What has expired, by kind, and how long each kind is kept after it is of no use."""

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import Q, QuerySet

from inspectorate_app.store.models import AuditEntry, Invitation, Mail, Notification, Retry, Token
from inspectorate_app.store.queries.subscriber import never_confirmed

#: What the audit trail calls it.
SUBJECT = "what has expired"
#: How long after its end each kind is kept. A retry is answered as the first try was for a week, since a laptop may be
#: away from the network so long; who was invited or had a token can be looked up for a quarter of a year.
KEPT: Mapping[str, datetime.timedelta] = MappingProxyType(
    {
        "retries": datetime.timedelta(days=7),
        "sessions": datetime.timedelta(0),
        "invitations": datetime.timedelta(days=90),
        "tokens": datetime.timedelta(days=90),
        "sign_in_attempts": datetime.timedelta(days=1),
        "jobs": datetime.timedelta(days=30),
        # read or not: what is older is looked up in the audit trail
        "notifications": datetime.timedelta(days=90),
        "mails": datetime.timedelta(days=30),
        # beyond the days to confirm, INSPECTORATE_SUBSCRIBER_CONFIRM_DAYS
        "subscribers": datetime.timedelta(0),
    }
)


def expired(now: datetime.datetime) -> dict[str, QuerySet[Any]]:
    """The rows of each kind that are to be cleared."""
    from axes.models import AccessAttempt
    from django.contrib.sessions.models import Session
    from django_tasks_db.models import DBTaskResult

    before = {kind: now - kept for kind, kept in KEPT.items()}
    return {
        "retries": Retry.objects.filter(at__lt=before["retries"]),
        "sessions": Session.objects.filter(expire_date__lt=before["sessions"]),
        "invitations": Invitation.objects.filter(_ended(before["invitations"], "accepted_at", "withdrawn_at")),
        "tokens": Token.objects.filter(_ended(before["tokens"], "revoked_at")),
        "sign_in_attempts": AccessAttempt.objects.filter(attempt_time__lt=before["sign_in_attempts"]),
        "notifications": Notification.objects.filter(at__lt=before["notifications"]),
        "mails": Mail.objects.filter(ended_at__lt=before["mails"]),
        "subscribers": never_confirmed(now),
        "jobs": DBTaskResult.objects.filter(finished_at__lt=before["jobs"]),
    }


def _ended(before: datetime.datetime, *fields: str) -> Q:
    """Whatever expired before a moment, or was ended earlier in one of these ways."""
    found = Q(expires_at__lt=before)
    for field in fields:
        found |= Q(**{f"{field}__lt": before})
    return found


def cleared_since(moment: datetime.datetime) -> bool:
    """Whether something was cleared since a moment."""
    return AuditEntry.objects.filter(chain__name="service", subject=SUBJECT, at__gt=moment).exists()
