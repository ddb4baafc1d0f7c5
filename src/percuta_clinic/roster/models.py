"""Working hours, one-off hours, and the times somebody or the whole clinic is away."""

from datetime import time, timedelta, tzinfo

from django.db import models
from django.utils import timezone

from percuta_clinic.config.ids import new_id
from percuta_clinic.people.models import Account


class Weekday(models.IntegerChoices):
    """As Python counts them."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"


class Hours(models.Model):
    """A stretch somebody works: on a weekday from a day on, or once on a day.

    A break is the gap between two stretches. ``assists``: also helps at others' visits.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices, null=True, blank=True)
    on_day = models.DateField("only on", null=True, blank=True)
    begins = models.TimeField("from")
    ends = models.TimeField("until")  # 00:00 is the end of the day
    first_day = models.DateField("from day", null=True, blank=True)
    last_day = models.DateField("until day", null=True, blank=True)
    treats = models.BooleanField("has visits of their own", default=True)
    assists = models.BooleanField("helps at visits of others", default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("weekday", "on_day", "begins")
        verbose_name_plural = "hours"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(weekday__isnull=True) ^ models.Q(on_day__isnull=True),
                name="roster_weekday_or_day",
            ),
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("begins")) | models.Q(ends="00:00"),
                name="roster_hours_last",
            ),
        ]

    def __str__(self) -> str:
        day = Weekday(self.weekday).label if self.weekday is not None else f"{self.on_day}"
        return f"{day} {self.begins:%H:%M} to {self.ends:%H:%M}"


class Away(models.Model):
    """When somebody is away, or nobody is there: ``account`` is empty for the whole clinic."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="times_away"
    )
    starts_at = models.DateTimeField("from")
    ends_at = models.DateTimeField("until")
    why = models.CharField("what for (staff see it)", max_length=120, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("starts_at",)
        verbose_name_plural = "times away"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="roster_away_lasts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.who} away from {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def who(self) -> str:
        """Who is away."""
        return self.account.name if self.account else "The clinic"

    def said(self, zone: tzinfo) -> str:
        """When, in words: whole days by their dates, else with the hours."""
        first, last = self.starts_at.astimezone(zone), self.ends_at.astimezone(zone)
        if first.time() == last.time() == time(0):
            end = last - timedelta(days=1)
            if end.date() == first.date():
                return f"on {first:%-d %B %Y}"
            return f"from {first:%-d %B %Y} until {end:%-d %B %Y}"
        if first.date() == last.date():
            return f"on {first:%-d %B %Y}, {first:%H:%M} to {last:%H:%M}"
        return f"from {first:%-d %B %Y, %H:%M} until {last:%-d %B %Y, %H:%M}"
