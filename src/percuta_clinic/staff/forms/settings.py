"""What an owner fills in about the clinic, its rooms and services."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from percuta_clinic.booking.models import Service
from percuta_clinic.booking.offering import devices_to_choose
from percuta_clinic.premises.countries import countries
from percuta_clinic.premises.models import Chair, Clinic, Room
from percuta_clinic.staff.forms.typed import ChairBase, ClinicBase, RoomBase, ServiceBase


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(**kwargs)


def _time(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


class ClinicForm(ClinicBase):
    country = forms.ChoiceField(label="Country", choices=countries)
    time_zone = forms.CharField(
        label="Time zone",
        help_text="Type a city near you. All times of day are shown in this zone.",
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
    )
    quiet_from = _time("No messages from")
    quiet_until = _time("Until")
    idle_minutes = forms.IntegerField(
        label="Sign out after idle minutes",
        validators=[MinValueValidator(5), MaxValueValidator(120)],
        widget=forms.NumberInput(attrs={"min": 5, "max": 120}),
        help_text="5 to 120. Everybody is signed out who has done nothing for so long.",
    )
    keep_years = forms.IntegerField(
        label="Years a clinical record is kept",
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        widget=forms.NumberInput(attrs={"min": 1, "max": 100}),
        help_text="The law of the clinic's country decides how long; 10 years is only our "
        "assumption. Ask whoever advises you on the law, then enter their number.",
    )

    class Meta:
        model = Clinic
        fields = (
            "name",
            "address",
            "phone",
            "email",
            "emergency",
            "country",
            "time_zone",
            "quiet_from",
            "quiet_until",
            "idle_minutes",
            "keep_years",
            "writes_ahead",
            "check_in_days",
            "tax_name",
            "tax_percent",
        )
        labels = {
            "name": "Name of the clinic",
            "address": "Address",
            "phone": "Phone",
            "email": "E-mail",
            "emergency": "Whom to call in an emergency",
            "writes_ahead": "Write to patients before their visits",
            "check_in_days": "Days after a session on which patients are asked how they are",
            "tax_name": "Tax on receipts",
            "tax_percent": "Its rate in percent",
        }
        help_texts = {
            "emergency": "Patients read this when something is wrong outside your hours.",
            "writes_ahead": "Questions five days before a treatment, consents to read, and a word "
            "when a wait is over; after a course, that a review is due. Without it, staff do so "
            "by hand.",
            "check_in_days": "Such as 1, 3, 7, 28. Empty: nobody is asked, and everybody can still "
            "tell. It holds for sessions signed from now on.",
            "tax_name": "Such as VAT. Leave both empty and receipts say “No VAT shown”.",
            "tax_percent": "Prices include it. Receipts written before keep what they say.",
        }
        widgets = {
            "address": forms.Textarea(attrs={"rows": 3}),
            "tax_percent": forms.NumberInput(attrs={"min": "0.01", "max": "99.99", "step": "0.01"}),
        }


class RoomForm(RoomBase):
    class Meta:
        model = Room
        fields = ("name", "is_open")
        labels = {"name": "Name of the room", "is_open": "In use: visits can be booked here"}


class ChairForm(ChairBase):
    class Meta:
        model = Chair
        fields = ("name", "is_open")
        labels = {"name": "Name of the chair", "is_open": "In use: visits can be booked here"}

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.room = room

    def clean_name(self) -> str:
        """A room has each name once."""
        name = str(self.cleaned_data["name"])
        if self.room.chairs.filter(name=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(f"{self.room} has a chair {name!r} already.")
        return name


def _devices() -> list[tuple[str, Any]]:
    here, others = devices_to_choose()
    groups = [("In this clinic", list(here.items())), ("Others", list(others.items()))]
    return [("", "None named"), *((name, group) for name, group in groups if group)]


class ServiceForm(ServiceBase):
    is_needling = forms.TypedChoiceField(
        label="Is skin needled in it?",
        choices=(("True", "Yes"), ("False", "No")),
        coerce=lambda typed: typed == "True",
        widget=forms.RadioSelect,
        help_text="If so, nobody goes to a room for it before a doctor has signed the rules.",
    )
    device = forms.ChoiceField(
        label="Device it is done with",
        choices=_devices,
        required=False,
        help_text="For needling: what this device is cleared for decides who may be treated. "
        "While none is named, nobody can be screened for it.",
    )

    class Meta:
        model = Service
        fields = (
            *("name", "minutes", "price", "currency", "to_buy"),
            *("is_needling", "device", "is_test_area", "is_offered"),
        )
        labels = {
            "name": "Name of the service",
            "minutes": "Minutes in the clinic",
            "price": "Price",
            "currency": "Currency (three letters)",
            "to_buy": "What else patients may have to buy",
            "is_test_area": "A test area: only a small place is needled, once",
            "is_offered": "Offered: visits can be booked for it",
        }
        help_texts = {
            "to_buy": "With the price, such as “sun cream, about 15 EUR”, or “nothing”. Patients "
            "read it before they sign. While it is empty, their sheet leaves it out.",
            "is_test_area": "The sheet that patients read then says so, and names only the price "
            "of this visit. A consent to it counts for one visit. Changing this means that whoever "
            "has signed signs again.",
        }
        widgets = {
            "minutes": forms.NumberInput(attrs={"min": 5, "max": 600}),
            "price": forms.NumberInput(attrs={"min": 0, "step": "0.01"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.initial["is_needling"] = None  # a guess would leave the rules out, or in
        elif self.instance.stages.exists():
            del self.fields["minutes"]  # they follow from the stages

    def clean(self) -> dict[str, Any]:
        """What needles nobody is done with no device."""
        found = super().clean() or {}
        if found.get("is_needling") is False:
            found |= {"device": "", "is_test_area": False}
        return found

    def clean_minutes(self) -> int:
        """A visit lasts a while, and ends on the day it began."""
        minutes = int(self.cleaned_data["minutes"])
        if not 5 <= minutes <= 600:
            raise forms.ValidationError(f"{minutes} minutes: a visit lasts 5 to 600 minutes.")
        return minutes

    def clean_currency(self) -> str:
        """Three capital letters."""
        found = str(self.cleaned_data["currency"]).strip().upper()
        if len(found) != 3 or not found.isascii() or not found.isalpha():
            raise forms.ValidationError(f"{found!r} is not a currency. They look like EUR or USD.")
        return found

    def clean_price(self) -> Any:
        """Nothing costs less than nothing."""
        price = self.cleaned_data["price"]
        if price < 0:
            raise forms.ValidationError(f"{price} is below 0. Enter 0 for a service that is free.")
        return price
