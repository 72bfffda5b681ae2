"""People who sign in, and invitations to become one."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class PersonManager(BaseUserManager["Person"]):
    """Finds people by the address they sign in with, however it is capitalised."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person of an address."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone who may sign in.

    ``office`` is a role in the whole service (``actions.permission.Role``: administrator, planner, auditor) or blank;
    roles in one inspection are memberships.
    """

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=20, blank=True, default="")
    # Signing in is an entry of the audit trail, and no change of the person.
    last_login = None
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(Lower("email"), name="person_email_once")]

    def __str__(self) -> str:
        return f"person {self.pk}"

    def get_full_name(self) -> str:
        """The name, for Django's own pages."""
        return self.name


class Invitation(models.Model):
    """An address that may become a person, until ``expires_at``. Only a hash of the link's token is kept."""

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=20, blank=True, default="")
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
