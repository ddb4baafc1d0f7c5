"""Sending and shutting private links."""

from django import forms

from percuta_clinic.config.ids import new_id
from percuta_clinic.intake.models import Form


class SendForm(forms.Form):
    """``once`` keeps a message that is asked for twice from going out twice."""

    once = forms.UUIDField(widget=forms.HiddenInput)

    @classmethod
    def fresh(cls) -> "SendForm":
        """An empty one."""
        return cls(initial={"once": new_id()})


class ShutForm(forms.Form):
    """Why the links are shut."""

    why = forms.CharField(
        label="Why?",
        max_length=60,
        min_length=3,
        help_text="For instance: phone lost. It stays in the log.",
        error_messages={"required": "Say in a few words why. It stays in the log."},
    )


class AsideForm(forms.Form):
    """Why the questions are put aside; ``form`` is the one that was looked at."""

    form = forms.UUIDField(widget=forms.HiddenInput)
    read = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="Why are they put aside?",
        max_length=300,
        min_length=3,
        help_text="For instance: filled in for somebody else. It stays in the log.",
        error_messages={"required": "Say in a few words why. It stays in the log."},
    )

    @classmethod
    def of(cls, form: Form | None) -> "AsideForm":
        """An empty one about a form that is open."""
        return cls(initial={"form": form.pk, "read": form.version} if form else {})
