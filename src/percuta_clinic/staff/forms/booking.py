"""Booking a visit and moving one."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from percuta_clinic.booking.models import Service
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Role
from percuta_clinic.premises.models import Room

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


class WhenForm(forms.Form):
    """With whom, where and when."""

    specialist = forms.ModelChoiceField(queryset=Account.objects.none(), label="With")
    room = forms.ModelChoiceField(queryset=Room.objects.none(), label="Room")
    day = forms.DateField(
        label="Day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    begins = forms.TimeField(
        label="From",
        widget=forms.TimeInput(attrs={"type": "time", "step": "300"}, format="%H:%M"),
        help_text="By the clinic's clock",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {
            "specialist": having(Role.SPECIALIST, Role.DOCTOR),
            "room": Room.objects.filter(is_open=True),
        }
        for name, rows in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows

    def clean(self) -> dict[str, Any]:
        """The instant it begins; an hour that a change of clocks skips or doubles is refused."""
        values = super().clean() or {}
        if values.get("day") and values.get("begins"):
            values["starts_at"] = _instant(datetime.combine(values["day"], values["begins"]))
        return values


def _instant(local: datetime) -> datetime:
    if not EARLIEST <= local.date() <= LATEST:
        raise ValidationError(f"The year {local.year} cannot be meant. Check the day.")
    zone = timezone.get_current_timezone()
    first, second = local.replace(tzinfo=zone), local.replace(tzinfo=zone, fold=1)
    if first.utcoffset() != second.utcoffset():
        raise ValidationError(
            f"The clocks change at {local:%H:%M} on that day, so this time is skipped or comes "
            "twice. Choose another time."
        )
    return first


class BookForm(WhenForm):
    """The service too."""

    service = forms.ModelChoiceField(queryset=Service.objects.none(), label="For")
    field_order = ("service", "specialist", "room", "day", "begins")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["service"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Service.objects.filter(is_offered=True)
