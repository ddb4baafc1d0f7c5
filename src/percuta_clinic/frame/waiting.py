"""The form for the waiting list, as patients and staff fill it in."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from percuta_clinic.booking.models import Service
from percuta_clinic.booking.resources import specialists_for
from percuta_clinic.booking.waiting import PARTS, When
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Role

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
USUAL = timedelta(days=28)
NAMES = {
    "morning": "In the morning (before 12:00)",
    "afternoon": "In the afternoon (12:00 to 17:00)",
    "evening": "In the evening (from 17:00)",
}


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget)


class WaitingForm(forms.Form):
    """Days, parts of the day, and with whom."""

    first_day = _day("From")
    last_day = _day("Until")
    parts = forms.MultipleChoiceField(
        label="When you could come",
        choices=list(NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    specialist = forms.ModelChoiceField(
        queryset=Account.objects.none(), required=False, label="With", empty_label="Anybody"
    )

    def __init__(
        self,
        *args: Any,
        service: Service,
        first_day: date | None = None,
        all_people: bool = False,
        **kwargs: Any,
    ) -> None:
        start = first_day or timezone.localdate()
        initial = {"first_day": start, "last_day": start + USUAL, "parts": list(PARTS)}
        super().__init__(*args, **(kwargs | {"initial": initial}))
        self.service = service
        people = self.fields["specialist"]
        if isinstance(people, forms.ModelChoiceField):
            rows = having(Role.SPECIALIST, Role.DOCTOR)
            keys = [one.pk for one in specialists_for(service)]
            people.queryset = rows if all_people else rows.filter(pk__in=keys)

    def clean(self) -> dict[str, Any]:
        """Days that can be meant."""
        data = super().clean() or {}
        for name in ("first_day", "last_day"):
            if data.get(name) and not EARLIEST <= data[name] <= LATEST:
                self.add_error(name, f"The year {data[name].year} cannot be meant.")
        return data

    @property
    def when(self) -> When:
        """What was filled in."""
        given = self.cleaned_data
        return When(
            first_day=given["first_day"],
            last_day=given["last_day"],
            parts=tuple(given["parts"]),
            specialist=given["specialist"],
        )

    def refuse(self, refusal: ValidationError) -> None:
        """Says in the form why the list does not take it."""
        self.add_error(None, refusal)
