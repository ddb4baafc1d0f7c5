"""Booking a visit and moving one."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from percuta_clinic.booking.models import Service
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Role
from percuta_clinic.premises.models import Chair, Room

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


class WithForm(forms.Form):
    """With whom and where; what is left open is chosen by what is free."""

    specialist = forms.ModelChoiceField(
        queryset=Account.objects.none(), label="With", required=False, empty_label="Anybody"
    )
    room = forms.ModelChoiceField(
        queryset=Room.objects.none(), label="Room", required=False, empty_label="Any room"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {
            "specialist": having(Role.SPECIALIST, Role.DOCTOR),
            "room": Room.objects.filter(is_open=True),
            "chair": Chair.objects.filter(is_open=True),
            "service": Service.objects.filter(is_offered=True).prefetch_related("stages"),
        }
        for name, rows in choices.items():
            field = self.fields.get(name)
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows


class TimesForm(WithForm):
    """Whose free times are to be shown, from which day on."""

    first = forms.DateField(
        label="Not before",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_first(self) -> date | None:
        """A day nobody can mean is as if it were left out."""
        day: date | None = self.cleaned_data["first"]
        return day if day and EARLIEST <= day <= LATEST else None


class ServiceTimesForm(TimesForm):
    """For which service too."""

    service = forms.ModelChoiceField(queryset=Service.objects.none(), label="For")
    field_order = ("service", "specialist", "room", "first")


class WhenForm(WithForm):
    """A moment: one that was offered, or a day and a time; ``why`` it is booked all the same."""

    starts_at = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    day = forms.DateField(
        label="Day",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    begins = forms.TimeField(
        label="From",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "step": "300"}, format="%H:%M"),
        help_text="By the clinic's clock",
    )
    why = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """The instant it begins; an hour that a change of clocks skips or doubles is refused."""
        values = super().clean() or {}
        if offered := values.get("starts_at"):
            values["starts_at"] = _offered(offered)
            return values
        for name in ("day", "begins"):
            if not values.get(name) and name not in self.errors:
                self.add_error(name, "Say when.")
        if values.get("day") and values.get("begins"):
            values["starts_at"] = _instant(datetime.combine(values["day"], values["begins"]))
        return values


class BookForm(WhenForm):
    """The service too."""

    service = forms.ModelChoiceField(queryset=Service.objects.none(), label="For")
    field_order = ("service", "specialist", "room", "day", "begins")


class DropForm(WhenForm):
    """A visit that was dropped on the calendar, in a chair too."""

    chair = forms.ModelChoiceField(queryset=Chair.objects.none(), required=False)


def _offered(text: str) -> datetime:
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not EARLIEST <= found.date() <= LATEST:
        raise ValidationError("This is none of the free times. Choose one of those shown.")
    return found


def _instant(local: datetime) -> datetime:
    if not EARLIEST <= local.date() <= LATEST:
        raise ValidationError(f"The year {local.year} cannot be meant. Check the day.")
    zone = timezone.get_current_timezone()
    first, second = local.replace(tzinfo=zone), local.replace(tzinfo=zone, fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    if before is not None and after is not None and before != after:
        minutes = abs(after - before) // timedelta(minutes=1)
        raise ValidationError(
            f"On that day the clocks go forward by {minutes} minutes: {local:%H:%M} is skipped. "
            "Choose another time."
            if after > before
            else f"On that day the clocks go back by {minutes} minutes: {local:%H:%M} comes "
            "twice. Choose one of the free times, which say by which clock they are."
        )
    return first
