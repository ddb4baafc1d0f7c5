"""Accounts, the roles they have and had, and what a doctor put her name under."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from percuta_clinic.audit.actor import Actor
from percuta_clinic.config.ids import new_id
from percuta_clinic.config.prepared import Prepared, Slot
from percuta_clinic.people.rights import STAFF, Right, Role, rights_of


class Accounts(BaseUserManager["Account"]):
    """Makes accounts; an account alone may do nothing."""

    def create_user(self, email: str, password: str | None = None, *, name: str) -> "Account":
        """An account with an address and perhaps a password."""
        account = self.model(email=email.strip().lower(), name=name.strip())
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who can sign in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[Accounts] = Accounts()

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> Actor:
        """How the audit log names this person."""
        return Actor(id=self.pk, name=self.name)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The roles that have not ended, in the order of the list of roles."""
        if not self.is_active:
            return ()
        held = set(_ROLES.rows(account=self.pk))
        return tuple(role for role in Role if role in held)

    @cached_property
    def rights(self) -> frozenset[Right]:
        """What this person may do."""
        return rights_of(self.roles)

    def may(self, right: Right) -> bool:
        """Whether this person has ``right``."""
        return right in self.rights

    @property
    def is_staff_member(self) -> bool:
        """Whether any role is one of the clinic's staff."""
        return any(role in STAFF for role in self.roles)


class RoleGrant(models.Model):
    """A role given to somebody, until it is ended; never removed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    granted_by = models.CharField(max_length=200)
    granted_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "role"],
                condition=models.Q(ended_at=None),
                name="people_role_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} as {self.get_role_display()}"


_ROLES: Prepared[str] = Prepared(
    lambda: RoleGrant.objects.filter(account=Slot("account", UUID), ended_at=None).values_list(
        "role", flat=True
    )
)


class Invitation(models.Model):
    """A letter that lets its reader open an account with these roles, once, for a while."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField()
    name = models.CharField(max_length=120)
    roles = models.JSONField(default=list)
    patient_id = models.UUIDField(null=True, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"invitation of {self.email}"

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be accepted."""
        return not self.accepted_at and not self.withdrawn_at and now < self.expires_at


class CalendarFeed(models.Model):
    """A secret address at which somebody's own calendar reads their visits; one at a time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="feeds")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(ended_at=None),
                name="people_one_feed",
            )
        ]

    def __str__(self) -> str:
        return f"calendar feed of {self.account}"


class Delegation(models.Model):
    """Acts that a doctor lets one specialist do, within a scope and until a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    doctor = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="delegations_given")
    specialist = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="delegations")
    face = models.BooleanField("needling of the face", default=False)
    body = models.BooleanField("needling of the body", default=False)
    numbing = models.BooleanField("numbing creams by their label", default=False)
    max_depth_mm = models.DecimalField(
        "deepest needle setting (mm)", max_digits=3, decimal_places=2
    )
    limits = models.CharField("in the doctor's words", max_length=500, blank=True)
    starts_on = models.DateField("from")
    ends_on = models.DateField("until and including")
    made_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="people_delegation_ends",
            )
        ]

    def __str__(self) -> str:
        return f"{self.doctor} to {self.specialist} until {self.ends_on}"


class RuleSetSignature(models.Model):
    """A doctor has read the rules with this digest and puts them to use here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.CharField(max_length=64)
    version = models.CharField(max_length=40)
    doctor = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="signatures")
    doctor_name = models.CharField(max_length=120)
    statement = models.TextField()
    read = models.JSONField(default=list)
    signed_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"rules {self.digest[:12]} signed by {self.doctor_name}"

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """A signature is withdrawn, never removed."""
        raise models.ProtectedError("A signature is withdrawn, never removed.", {self})
