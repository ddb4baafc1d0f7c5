"""Forms of the chart."""

from typing import Any

from django import forms

from percuta_clinic.files.cleaning import ACCEPTED
from percuta_clinic.patients.notes import LONGEST

ACCEPT = "image/jpeg,image/png,image/webp,application/pdf,.jpg,.jpeg,.png,.webp,.pdf"


class NoteForm(forms.Form):
    """What was seen and done. ``note`` is the name the note will have; a draft gives it its own."""

    text = forms.CharField(
        label="What was seen and done",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="You can close this page and go on from another screen.",
        error_messages={"required": "The note is empty. Write what was seen and done."},
    )
    about = forms.DateField(
        label="About the day", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if today:
            self.fields["about"].widget.attrs["max"] = today.isoformat()

    def clean_about(self) -> Any:
        """A note is about a day that was."""
        about = self.cleaned_data["about"]
        if self.today and about > self.today:
            raise forms.ValidationError(
                "This day is still to come. A note is about a day that was."
            )
        return about


class AmendForm(forms.Form):
    """The text as it shall be from now on, and why."""

    text = forms.CharField(
        label="The note as it shall be",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="The earlier text stays readable, with its author and time.",
    )
    reason = forms.CharField(
        label="Why it is amended",
        max_length=300,
        error_messages={"required": "Say why the note is amended; it stays with the note."},
    )
    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class Several(forms.ClearableFileInput):
    """Lets one choose more than one file."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    widget = Several

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Every file; whether it may be kept is found out by its content."""
        given = data if isinstance(data, list) else [data] if data else []
        if not given:
            raise forms.ValidationError("Choose at least one file.")
        return given


class FilesForm(forms.Form):
    """Files for a chart."""

    chosen = FilesField(
        label="Files",
        widget=Several(attrs={"accept": ACCEPT}),
        help_text=f"{ACCEPTED}, up to 10 MiB each. Place, time and maker leave the pictures.",
    )
    title = forms.CharField(
        label="What it is",
        max_length=120,
        required=False,
        help_text="Left empty, the file keeps its own name.",
    )


class ReasonForm(forms.Form):
    """Why something is taken away."""

    reason = forms.CharField(
        label="Why it is removed",
        max_length=300,
        help_text="Stays in the chart. The file can be put back.",
        error_messages={"required": "Say why the file is removed; it stays in the chart."},
    )
