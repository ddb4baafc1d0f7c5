"""A report as it is filled in, and that it was sent."""

from collections.abc import Sequence
from typing import Any

from django import forms

from percuta_clinic.adverse.models import Duty
from percuta_clinic.adverse.reporting import MOST
from percuta_clinic.staff.forms.settings import DayField

LONG = 80  # letters from which a value gets several lines


class ReportForm(forms.Form):
    """One line for each field of the report, filled with what is known."""

    duty = forms.ChoiceField(
        label="Why it is made",
        choices=[(key, label.capitalize()) for key, label in Duty.choices],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, filled: Sequence[Sequence[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [f"field_{number}" for number in range(len(filled))]
        for name, (number, label, value) in zip(self.names, filled, strict=True):
            self.fields[name] = _field(f"{number} {label}".strip(), value)

    @property
    def values(self) -> list[str]:
        """What stands in each field, in the order of the report."""
        return [self.cleaned_data[name] for name in self.names]

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields of the report, without the question why."""
        return [self[name] for name in self.names]


def _field(label: str, value: str) -> forms.CharField:
    is_long = len(value) > LONG or "\n" in value
    widget = forms.Textarea(attrs={"rows": 5}) if is_long else forms.TextInput()
    return forms.CharField(
        label=label, initial=value, required=False, max_length=MOST, widget=widget
    )


class SentForm(forms.Form):
    """That a report was sent."""

    sent_on = DayField(label="Sent on")
    receiver = forms.CharField(label="To whom", max_length=200)
    reference = forms.CharField(
        label="Reference number given",
        max_length=120,
        required=False,
        help_text="Leave it empty if none was given.",
    )
