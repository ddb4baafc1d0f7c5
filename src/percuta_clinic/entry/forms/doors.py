"""Opening a clinic, taking an invitation, one's own name."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.contrib.auth.password_validation import validate_password

from percuta_clinic.entry.forms.allauth import PASSWORD_HELP
from percuta_clinic.people.models import Account
from percuta_clinic.premises.countries import countries


def zones() -> list[tuple[str, str]]:
    """Time zones as places, in order."""
    places = sorted(name for name in available_timezones() if "/" in name)
    wanted = [name for name in places if not name.startswith(("Etc/", "posix/", "right/"))]
    return [(name, name.replace("_", " ")) for name in wanted] + [("UTC", "UTC")]


def _password(label: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, help_text=help_text, strip=False, widget=widget)


class NewPassword(forms.Form):
    """A name and a password typed twice."""

    name = forms.CharField(
        label="Your name",
        help_text="As colleagues and patients read it.",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = _password("Password", PASSWORD_HELP)
    again = _password("Password once more")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = "Please fill this in."

    def whose(self) -> Account:
        """The account to be, for the rules against passwords that give themselves away."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        password = given.get("password")
        if password and given.get("again") and password != given["again"]:
            self.add_error("again", "The two passwords differ. Type the same one twice.")
        if password:
            try:
                validate_password(password, self.whose())
            except forms.ValidationError as refusal:
                self.add_error("password", refusal)
        return given


class FirstRun(NewPassword):
    """The clinic and its first owner."""

    clinic_name = forms.CharField(label="Name of the clinic", max_length=120)
    country = forms.ChoiceField(
        label="Country",
        help_text="Decides which devices and rules apply.",
        choices=[("", "Choose a country"), *countries()],
    )
    time_zone = forms.ChoiceField(label="Time zone")
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="You sign in with it.",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    field_order = (
        "clinic_name",
        "country",
        "time_zone",
        "name",
        "email",
        "password",
        "again",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = self.fields["time_zone"]
        if isinstance(zone, forms.ChoiceField):
            zone.choices = [("", "Choose the nearest place"), *zones()]

    def whose(self) -> Account:
        return Account(
            email=self.cleaned_data.get("email", ""), name=self.cleaned_data.get("name", "")
        )

    @property
    def clinic(self) -> dict[str, Any]:
        """What describes the clinic."""
        given = self.cleaned_data
        return {
            "name": given["clinic_name"],
            "country": given["country"],
            "time_zone": given["time_zone"],
        }

    @property
    def owner(self) -> dict[str, str]:
        """What describes its owner."""
        return {name: self.cleaned_data[name] for name in ("name", "email", "password")}


class TakeInvitation(NewPassword):
    """What an invited person adds to the invitation."""

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def whose(self) -> Account:
        return Account(email=self.email, name=self.cleaned_data.get("name", ""))


class OwnName(forms.Form):
    """How somebody is called."""

    name = forms.CharField(
        label="Your name",
        max_length=120,
        help_text="What you signed before keeps the name it was signed with.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
