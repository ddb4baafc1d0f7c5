"""A birth date, asked for in three fields that are quick on a phone."""

from datetime import date
from typing import Any

from django import forms

_DIGITS = {"inputmode": "numeric", "autocomplete": "off"}


def _part(label: str, *, name: str, longest: int) -> forms.CharField:
    attrs = _DIGITS | {"autocomplete": f"bday-{name}", "maxlength": str(longest)}
    return forms.CharField(
        label=label, required=False, strip=True, widget=forms.TextInput(attrs=attrs)
    )


class BirthDate(forms.Form):
    """Day, month and year; ``given`` is the date."""

    day = _part("Day", name="day", longest=2)
    month = _part("Month", name="month", longest=2)
    year = _part("Year", name="year", longest=4)

    @property
    def given(self) -> date:
        """The date that was typed."""
        found: date = self.cleaned_data["date"]
        return found

    def clean(self) -> dict[str, Any]:
        """The three make a date of the past, or nothing was asked yet."""
        data = super().clean() or {}
        parts = [data.get(name, "") for name in ("year", "month", "day")]
        if not all(part.isascii() and part.isdecimal() and len(part) <= 4 for part in parts):
            raise forms.ValidationError(
                "Please type day, month and year in digits, like 4 11 1990."
            )
        try:
            data["date"] = date(*map(int, parts))
        except ValueError:
            raise forms.ValidationError("There is no such day. Please look at it again.") from None
        return data
