"""People who sign in, and invitations to become one."""

from typing import Any, ClassVar

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac


class PersonManager(BaseUserManager["Person"]):
    """Finds people by the address they sign in with, however it is capitalised."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person of an address."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone who may sign in.

    ``office`` is a role in the whole service (``actions.permission.Role``: administrator, planner, auditor) or blank;
    roles in one inspection are memberships. ``language`` is that of their mail (``settings.LANGUAGES``), blank for
    English as long as they chose none. Each session is bound to the password and to ``sessions_ended``: raising
    that number ends all of them at once.
    """

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=20, blank=True, default="")
    language = models.CharField(max_length=2, blank=True, default="")
    # Signing in is an entry of the audit trail, and no change of the person.
    last_login = None
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    sessions_ended = models.PositiveIntegerField(default=0)

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

    def check_password(self, raw_password: str | None) -> bool:
        """Whether it is the password; hashes nothing anew, which is a write and so ``actions.person``'s to do."""
        return check_password(raw_password, self.password)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        bound_to = f"{self.password}:{self.sessions_ended}"
        return salted_hmac("inspectorate.session", bound_to, secret=secret, algorithm="sha256").hexdigest()


class Invitation(models.Model):
    """An address that may become a person, until ``expires_at``. Only a hash of the link's token is kept.

    ``person`` is someone who is there already and is to choose a new password and second factor.
    """

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=20, blank=True, default="")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
