"""One clinic, its rooms and the chairs in them."""

from decimal import Decimal
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models

from percuta_clinic.config.ids import new_id
from percuta_clinic.premises.countries import zone_names


def check_zone(name: str) -> None:
    """Refuses a time zone nobody knows."""
    if name not in zone_names():
        raise ValidationError(f"{name!r} is not a time zone. They look like Europe/Berlin.")


MOST_DAYS, LAST_DAY = 12, 365


def days_in(text: str) -> tuple[int, ...]:
    """Days after a session, as in *1, 3, 7, 28*; ValueError where one is no day."""
    days = sorted({int(one) for one in text.replace(",", " ").split()})
    if not all(1 <= day <= LAST_DAY for day in days) or len(days) > MOST_DAYS:
        raise ValueError(text)
    return tuple(days)


def check_days(text: str) -> None:
    """Refuses what is not a list of days after a session."""
    try:
        days_in(text)
    except ValueError:
        raise ValidationError(
            f"{text!r} is not a list of days. They look like 1, 3, 7, 28: whole days after a "
            f"session, from 1 to {LAST_DAY}, at most {MOST_DAYS} of them. Empty: nobody is asked."
        ) from None


class Clinic(models.Model):
    """What stands at the head of every page and letter; there is one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=120)
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    country = models.CharField("country (two letters)", max_length=2, default="DE")
    time_zone = models.CharField(max_length=60, default="Europe/Berlin", validators=[check_zone])
    emergency = models.CharField("whom to call in an emergency", max_length=200, blank=True)
    quiet_from = models.TimeField("no messages from", default="21:00")
    quiet_until = models.TimeField("until", default="08:00")
    idle_minutes = models.PositiveSmallIntegerField("sign out after idle minutes", default=30)
    keep_years = models.PositiveSmallIntegerField("years a clinical record is kept", default=10)
    writes_ahead = models.BooleanField(
        "questions, consents and reminders are sent before visits by themselves", default=True
    )
    check_in_days = models.CharField(
        "days after a session on which patients are asked how they are",
        max_length=60,
        default="1, 3, 7, 28",
        blank=True,
        validators=[check_days],
    )
    tax_name = models.CharField("tax on receipts", max_length=30, blank=True)
    tax_percent = models.DecimalField(
        "its rate in percent",
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    is_demo = models.BooleanField(default=False, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="premises_one_clinic")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A tax has a name and a rate, or there is none."""
        if bool(self.tax_name.strip()) != (self.tax_percent is not None):
            missing = "tax_percent" if self.tax_name.strip() else "tax_name"
            raise ValidationError({missing: "Enter both the name and the rate, or neither."})

    @property
    def zone(self) -> ZoneInfo:
        """Its time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def days_to_check(self) -> tuple[int, ...]:
        """The days after a session on which patients are asked."""
        return days_in(self.check_in_days)


class Room(models.Model):
    """A room people are treated in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60, unique=True)
    is_open = models.BooleanField("in use", default=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Chair(models.Model):
    """A place for one patient in a room that has several; a room without chairs is one place."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="chairs")
    name = models.CharField(max_length=60)
    is_open = models.BooleanField("in use", default=True)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=["room", "name"], name="premises_chair_once"),
        ]

    def __str__(self) -> str:
        return f"{self.room}, {self.name}"
