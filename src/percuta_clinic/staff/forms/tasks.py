"""What somebody writes about a task."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from percuta_clinic.people.models import Account


class CloseForm(forms.Form):
    """What came of it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=9)
    outcome = forms.CharField(
        label="What came of it",
        max_length=1000,
        help_text="What you found, what you told the patient, what happens next.",
        widget=forms.Textarea({"rows": 4}),
    )


class CheckInCloseForm(CloseForm):
    """The same for a task from a check-in, which is closed with it."""

    told = forms.CharField(
        label="What you told the patient",
        max_length=1000,
        required=False,
        help_text="The patient reads it, with your name and the time, where they read what to do. "
        "Leave it empty if you told them nothing.",
        widget=forms.Textarea({"rows": 2}),
    )


class HandOnForm(forms.Form):
    """To whom, and with which words."""

    to = forms.ModelChoiceField(
        label="To whom", queryset=Account.objects.none(), empty_label="Choose who"
    )
    words = forms.CharField(
        label="What they should know",
        max_length=500,
        required=False,
        help_text="Stays here; it is in no e-mail or SMS.",
    )

    def __init__(self, *args: Any, people: QuerySet[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = people
