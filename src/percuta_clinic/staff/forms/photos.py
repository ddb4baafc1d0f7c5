"""A photograph as it is sent, and what is said of one."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime

from percuta_clinic.config.ids import new_id
from percuta_clinic.photos.allowed import SHORT
from percuta_clinic.photos.framing import VIEWS
from percuta_clinic.photos.models import Device, How

ACCEPT = "image/jpeg,image/png,image/webp"


class PhotoForm(forms.Form):
    """One picture of one view. ``key`` is made by the page: sent twice, it is kept once."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": "Open the page again, and add the picture there."},
    )
    view = forms.ChoiceField(
        label="What it shows",
        choices=[(one.key, one.name) for one in VIEWS.values()],
        error_messages={"required": "Choose the view: what the picture shows."},
    )
    picture = forms.FileField(
        label="Picture",
        max_length=None,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        help_text="JPEG, PNG or WebP, up to 10 MiB. Place, maker and all else but the pixels "
        "leave it.",
        error_messages={"required": "Take a picture, or choose one."},
    )
    uses = forms.MultipleChoiceField(
        label="Besides the record, it may be used for",
        required=False,
        choices=[(key, words) for key, words in SHORT.items() if key != "record"],
        widget=forms.CheckboxSelectMultiple,
    )
    how = forms.ChoiceField(choices=How.choices, required=False, widget=forms.HiddenInput)
    taken = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    device = forms.ChoiceField(choices=Device.choices, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, levels: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_uses(self.fields["uses"], levels)

    @staticmethod
    def begun(*, view: str, levels: frozenset[str]) -> "PhotoForm":
        """Nothing is chosen yet but the view; what was signed is ticked."""
        given = {"key": new_id(), "view": view, "uses": sorted(levels)}
        return PhotoForm(initial=given, levels=levels)

    def clean_taken(self) -> datetime | None:
        """A time with its zone; anything else is not known."""
        try:
            found = parse_datetime(str(self.cleaned_data["taken"]))
        except ValueError:
            return None
        return found if found is not None and found.tzinfo is not None else None


class UsesForm(forms.Form):
    """What one picture may be used for."""

    uses = PhotoForm.base_fields["uses"]

    def __init__(self, *args: Any, levels: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_uses(self.fields["uses"], levels)


class TakeOutForm(forms.Form):
    """Why a picture is taken out."""

    reason = forms.CharField(
        label="Why it is taken out",
        max_length=300,
        help_text="Stays in the log. The picture can be put back.",
        error_messages={"required": "Say in a few words why. It stays in the log."},
    )


def offer_uses(field: Any, levels: frozenset[str]) -> None:
    """Only what was signed can be chosen."""
    field.choices = [(key, words) for key, words in field.choices if key in levels]
