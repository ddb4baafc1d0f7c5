"""Sending and shutting private links."""

from django import forms

from percuta_clinic.config.ids import new_id


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
