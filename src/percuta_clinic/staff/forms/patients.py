"""Forms about who somebody is."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator

from percuta_clinic.patients.models import Contact, Patient, Sex
from percuta_clinic.patients.restricting import LONGEST_REASON, SHORTEST_REASON, may_be_in_team
from percuta_clinic.patients.services import DETAILS, NUL_MESSAGE, check_birth
from percuta_clinic.people.models import Account
from percuta_clinic.premises.countries import zones

_PARTS = (
    "Africa/",
    "America/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)
_DAYS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"]


class Line(forms.CharField):
    """A text; one with a NUL sign is refused in plain words."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators = [
            one for one in self.validators if not isinstance(one, ProhibitNullCharactersValidator)
        ]
        self.validators.append(ProhibitNullCharactersValidator(NUL_MESSAGE))


class Email(Line, forms.EmailField):
    """An e-mail address, checked likewise."""


def _named(label: str, must: str = "", **options: Any) -> Line:
    return Line(
        label=label,
        max_length=80,
        required=bool(must),
        error_messages={"required": must},
        **options,
    )


def _zones() -> list[tuple[str, str]]:
    """Asked for only where the list is shown or something was chosen from it."""
    named = [(name, name.replace("_", " ")) for name in zones() if name.startswith(_PARTS)]
    return [("", "as the clinic"), *named]


class PatientForm(forms.Form):
    """Who somebody is and how to reach them. The fields carry what they were shown with."""

    given_name = _named("Given name", "Enter the given name.")
    family_name = _named("Family name", "Enter the family name.")
    preferred_name = _named("Called", help_text="If other than the given name")
    birth_date = forms.DateField(
        label="Birth date",
        required=False,
        input_formats=_DAYS,
        error_messages={"invalid": "Enter day, month and year of birth."},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    birth_unknown = forms.BooleanField(label="The birth date is not known", required=False)
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, initial=Sex.NOT_KNOWN)
    phone = Line(
        label="Phone", max_length=40, required=False, widget=forms.TextInput({"type": "tel"})
    )
    email = Email(
        label="E-mail",
        max_length=254,
        required=False,
        error_messages={
            "invalid": "This is not a whole e-mail address. It looks like a@b.example."
        },
    )
    address = Line(
        label="Address", max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )
    time_zone = forms.ChoiceField(label="Time zone", required=False, choices=_zones)
    by_email = forms.BooleanField(label="May be written to by e-mail", required=False, initial=True)
    by_sms = forms.BooleanField(label="May be written to by SMS", required=False)
    news = forms.BooleanField(
        label="Wants news of the clinic",
        required=False,
        help_text="Apart from care; can be taken back at any time",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("given_name", "family_name", "phone", "email", "address"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_birth_date(self) -> Any:
        born = self.cleaned_data.get("birth_date")
        try:
            check_birth(born)
        except ValidationError as refusal:
            raise ValidationError(refusal.message_dict["birth_date"]) from None
        return born

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        born, unknown = found.get("birth_date"), found.get("birth_unknown")
        if born and unknown:
            self.add_error("birth_unknown", "A birth date is entered above. Remove one of the two.")
        if not born and not unknown and "birth_date" not in self.errors:
            self.add_error("birth_date", "Enter the birth date, or say below that it is not known.")
        return found

    @property
    def details(self) -> dict[str, Any]:
        """What was entered, as the services take it."""
        return {name: self.cleaned_data[name] for name in DETAILS}


def shown(patient: Patient) -> dict[str, Any]:
    """What a form starts from."""
    values = {name: getattr(patient, name) for name in DETAILS}
    return {**values, "birth_unknown": patient.birth_date is None}


class ContactForm(forms.Form):
    """Somebody to call."""

    name = Line(label="Name", max_length=120, error_messages={"required": "Enter the name."})
    relation = Line(
        label="Who they are",
        max_length=60,
        help_text="Mother, guardian, family doctor",
        error_messages={"required": "Say who this is to the patient."},
    )
    phone = Line(
        label="Phone", max_length=40, required=False, widget=forms.TextInput({"type": "tel"})
    )
    email = Email(label="E-mail", required=False)

    def onto(self, contact: Contact) -> Contact:
        """``contact`` with what was entered."""
        for name, value in self.cleaned_data.items():
            setattr(contact, name, value)
        return contact


class AccessForm(forms.Form):
    """Who opens a chart."""

    restricted = forms.TypedChoiceField(
        label="Who opens this chart",
        choices=[("", "Everybody who treats here"), ("1", "Only the people named below")],
        coerce=bool,
        required=False,
        widget=forms.RadioSelect,
    )
    team = forms.ModelMultipleChoiceField(
        label="Team",
        queryset=Account.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Others who treat here can open it for an hour if they give a reason.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        team: Any = self.fields["team"]
        team.queryset = may_be_in_team()


class GlassForm(forms.Form):
    """Why a restricted chart must be opened now."""

    reason = Line(
        label="Why must you open it now?",
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
        help_text="A doctor or the owner reads this.",
        error_messages={
            "required": "Write why you must open this chart.",
            "min_length": f"Say it in {SHORTEST_REASON} letters or more, so that it can be judged.",
        },
    )
