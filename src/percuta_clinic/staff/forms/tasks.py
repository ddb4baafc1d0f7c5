"""What somebody writes about a task."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from percuta_clinic.people.models import Account


class CloseForm(forms.Form):
    """What came of it."""

    outcome = forms.CharField(
        label="What came of it",
        max_length=1000,
        help_text="What you found, what you told the patient, what happens next.",
        widget=forms.Textarea({"rows": 4}),
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
