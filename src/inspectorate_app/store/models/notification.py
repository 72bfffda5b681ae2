"""What people are told: notifications, what each person chose of them, and the mail that goes out."""

import datetime
import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from inspectorate_app.store.models.inspection import Inspection
from inspectorate_app.store.models.person import Person
from inspectorate_app.store.models.publication import Publication
from inspectorate_app.store.models.subscriber import Subscriber


class Notification(models.Model):
    """Something that happened and that one person is told: no name, and no word that anyone wrote.

    ``event`` is one of ``actions.notification_kind.EVENTS``; ``number`` is what it names within the inspection, 0 for
    nothing, and ``count`` how many there are. ``on`` is the day of a deadline, of which everyone is told once. Where it
    is not ``shown``, it waits for a mail alone. ``mail`` is at_once or digest as long as it waits for one, else blank.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="notifications")
    event = models.CharField(max_length=40)
    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="+", null=True)
    number = models.PositiveIntegerField(default=0)
    count = models.PositiveIntegerField(default=1)
    on = models.DateField(null=True)
    at = models.DateTimeField(default=timezone.now)
    shown = models.BooleanField(default=True)
    read_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=8, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["person", "event", "inspection", "number", "on"],
                condition=Q(on__isnull=False),
                name="notification_once_a_deadline",
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["person", "at"]),
            models.Index(fields=["person"], condition=Q(read_at=None, shown=True), name="notification_unread"),
            models.Index(fields=["person"], condition=~Q(mail=""), name="notification_to_mail"),
        ]


class NotificationChoice(models.Model):
    """What a person chose to be told, and when; who has no row has what ``actions.notification_kind`` proposes.

    ``kinds`` holds ``[shown, mail]`` by kind, where that is not as proposed. Hours are those of London. ``digest_hour``
    is None for no mail of the day; ``digest_on`` the last day for which it was made, or found to be needless.
    """

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="notification_choice")
    kinds = models.JSONField(default=dict)
    digest_hour = models.PositiveSmallIntegerField(null=True, default=8)
    digest_on = models.DateField(null=True)
    quiet = models.BooleanField(default=True)
    quiet_from = models.TimeField(default=datetime.time(19))
    quiet_to = models.TimeField(default=datetime.time(8))
    quiet_weekends = models.BooleanField(default=True)


class Mail(models.Model):
    """One mail, from when it is wanted until it was handed to the mail server, or given up.

    ``purpose``: notifications, digest, security, invitation or embargo; to a ``subscriber`` subscription, or
    ``publication`` with the one that it tells of. ``state``: waiting, sending, sent, given_up, or dropped where it was
    needless when its time came. ``key`` stands in its Message-ID, the same at each try. ``address`` is kept for whom is
    no person here, and ``sealed`` what an invitation or the link of an embargoed copy says; both go when it is over.
    ``trouble`` is the kind of the last failure, never what the server said: that may repeat the address.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", null=True)
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="+", null=True)
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="+", null=True)
    purpose = models.CharField(max_length=16)
    about = models.CharField(max_length=40, blank=True, default="")
    address = models.EmailField(max_length=254, blank=True, default="")
    sealed = models.TextField(blank=True, default="")
    state = models.CharField(max_length=10, default="waiting")
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["not_before"], condition=Q(state__in=["waiting", "sending"]), name="mail_under_way"),
            models.Index(fields=["person", "made_at"]),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["subscriber", "publication"], name="mail_once_a_publication")
        ]
