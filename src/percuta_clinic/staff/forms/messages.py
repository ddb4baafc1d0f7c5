"""Letters and the clinic's own texts."""

from typing import Any
from uuid import UUID

from django import forms

from percuta_clinic.config.ids import new_id
from percuta_clinic.outbox.models import Channel
from percuta_clinic.outbox.placeholders import Occasion
from percuta_clinic.outbox.wording import LONGEST_BODY, LONGEST_SMS, LONGEST_SUBJECT


class LetterForm(forms.Form):
    """``once`` keeps a letter that is handed in twice from going out twice."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="Your words",
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "The letter has no words yet."},
    )

    @classmethod
    def fresh(cls) -> "LetterForm":
        """An empty one."""
        return cls(initial={"once": new_id()})

    @property
    def once_named(self) -> str:
        """The name under which the letter is sent once."""
        key: UUID = self.cleaned_data["once"]
        return f"letter:{key}"


class TextForm(forms.Form):
    """Subject and body for one occasion; an SMS has no subject."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    subject = forms.CharField(max_length=LONGEST_SUBJECT, required=False)
    body = forms.CharField(label="Text", widget=forms.Textarea(attrs={"rows": 14}), required=False)

    def __init__(self, *args: Any, occasion: Occasion, channel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = ", ".join(one.typed for one in occasion.placeholders if one.in_subject)
        self.fields[
            "subject"
        ].help_text = (
            f"Nothing about health: others may see it on a locked screen. Can hold {allowed}."
        )
        if channel == Channel.SMS:
            del self.fields["subject"]
            self.fields["body"].widget.attrs["rows"] = 4
            self.fields[
                "body"
            ].help_text = f"Up to 160 characters go out as one SMS; {LONGEST_SMS} is the most."
