"""Who is told by mail of what is published: an address, what it follows, and nothing else of anyone."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone


class Subscriber(models.Model):
    """An address that asked to be told, in lower case; before ``confirmed_at`` it is told nothing but how to confirm.

    ``confirm_sha256`` is of the key in the link that confirms, blank once it did. ``key`` stands in every mail, to
    change what is followed and to leave. ``mailed_at`` is when it was last mailed because someone asked on the page.
    """

    email = models.EmailField(max_length=254, unique=True)
    language = models.CharField(max_length=5, blank=True, default="")
    key = models.CharField(max_length=43, unique=True)
    confirm_sha256 = models.CharField(max_length=64, blank=True, default="", db_index=True)
    asked_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["asked_at"], condition=models.Q(confirmed_at=None), name="subscriber_unconfirmed")
        ]


class Followed(models.Model):
    """One thing that a subscriber follows: ``what`` is everything, region, kind or unit, ``of`` which one.

    A region and a kind by their names, a unit by its id in the directory; ``of`` is blank for everything.
    """

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="followed")
    what = models.CharField(max_length=10)
    of = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["what", "of"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["subscriber", "what", "of"], name="followed_once")
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["what", "of"])]
