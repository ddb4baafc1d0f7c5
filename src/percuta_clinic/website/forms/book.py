"""Who somebody new is, as far as a first visit needs it."""

from datetime import date
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from percuta_clinic.patients.services import check_birth
from percuta_clinic.website.forms.naming import refuse_no_name

_DIGITS = {"inputmode": "numeric"}
TRAP = "company"  # people do not see it; programs fill it in


def _words(label: str, *, longest: int, fills: str, **more: Any) -> forms.CharField:
    attrs = {"autocomplete": fills, "maxlength": str(longest)}
    return forms.CharField(
        label=label, max_length=longest, widget=forms.TextInput(attrs=attrs), **more
    )


def _name(label: str, *, fills: str) -> forms.CharField:
    return _words(label, longest=80, fills=fills, validators=[refuse_no_name])


def _part(label: str, *, name: str, longest: int) -> forms.CharField:
    attrs = _DIGITS | {"autocomplete": f"bday-{name}", "maxlength": str(longest)}
    return forms.CharField(label=label, required=False, widget=forms.TextInput(attrs=attrs))


class YouForm(forms.Form):
    """Name, how to write to them, birth date, a wish, and that they agree."""

    given_name = _name("Given name", fills="given-name")
    family_name = _name("Family name", fills="family-name")
    email = forms.EmailField(
        label="E-mail",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="We send you an e-mail to confirm the time.",
    )
    phone = _words(
        "Phone (if you like)", longest=40, fills="tel", required=False, help_text="For short notice"
    )
    day = _part("Day", name="day", longest=2)
    month = _part("Month", name="month", longest=2)
    year = _part("Year", name="year", longest=4)
    wish = forms.CharField(
        label="What would you like help with? (if you like)",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": "500"}),
        help_text="In a few words. You tell us more when you are here.",
    )
    agreed = forms.BooleanField(
        label="I have read what you keep about me, and I agree.",
        error_messages={"required": "Please read what we keep, then tick here if you agree."},
    )
    company = forms.CharField(
        label="Please leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    time_zone = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"data-time-zone": ""})
    )
    BIRTH = ("day", "month", "year")
    BEFORE = ("given_name", "family_name", "email", "phone")

    @property
    def before(self) -> list[forms.BoundField]:
        """The fields above the birth date."""
        return [self[name] for name in self.BEFORE]

    @property
    def birth(self) -> list[forms.BoundField]:
        """The three fields of it."""
        return [self[name] for name in self.BIRTH]

    @property
    def is_trapped(self) -> bool:
        """Whether a program filled it in."""
        return bool(self.data.get(TRAP))

    def clean_time_zone(self) -> str:
        """One there is, or none: nobody typed it."""
        zone: str = self.cleaned_data["time_zone"]
        return zone if zone in available_timezones() else ""

    def clean(self) -> dict[str, Any]:
        """The three parts make a day of the past."""
        data = super().clean() or {}
        parts = [data.get(name, "") for name in reversed(self.BIRTH)]
        try:
            if not all(one.isascii() and one.isdecimal() and len(one) <= 4 for one in parts):
                raise ValueError
            data["birth_date"] = date(*map(int, parts))
        except ValueError:
            self.add_error("day", "Please type day, month and year in digits, like 4 11 1990.")
            return data
        try:
            check_birth(data["birth_date"])
        except ValidationError as refusal:
            self.add_error("day", refusal.messages)
        return data

    @property
    def person(self) -> dict[str, Any]:
        """What is kept until the letter is answered."""
        names = ("given_name", "family_name", "email", "phone", "birth_date", "wish", "time_zone")
        kept = {name: self.cleaned_data[name] for name in names}
        return kept | {"agreed_on": timezone.localdate().isoformat()}
