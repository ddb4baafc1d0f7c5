"""What is filled in when a plan is approved, returned, changed, stopped or asked about."""

from django import forms

from percuta_clinic.planning.accepting import MOST_ANSWERED
from percuta_clinic.planning.services import MOST_LETTERS


class ReasonForm(forms.Form):
    """One reason; which one is said by the label beside it."""

    reason = forms.CharField(
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why in a few words. It stays with the plan."},
    )


class SeenForm(ReasonForm):
    """A reason, and what was in front of whoever gives it."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """An answer to a patient's question."""

    answer = forms.CharField(
        label="Your answer",
        max_length=MOST_ANSWERED,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write the answer first."},
    )


class NameForm(forms.Form):
    """The name of a template."""

    name = forms.CharField(
        label="Name of the template",
        min_length=2,
        max_length=80,
        help_text="Such as: acne scars, cheeks, darker skin. Nothing about the patient is kept.",
    )
