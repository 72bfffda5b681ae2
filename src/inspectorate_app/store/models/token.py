"""Tokens with which programs act for a person through the API."""

from django.db import models

from inspectorate_app.store.models.person import Person


class Token(models.Model):
    """A token of a person. Only its hash is kept; ``scopes`` narrow what the person may do, ``expires_at`` how long."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
