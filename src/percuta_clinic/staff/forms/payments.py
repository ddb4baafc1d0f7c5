"""What is charged, taken, sold; prices of packages; the terms."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator

from percuta_clinic.billing.ledger import MOST
from percuta_clinic.billing.models import Charge, How, PackageKind, Terms
from percuta_clinic.billing.money import words
from percuta_clinic.billing.queries import Books
from percuta_clinic.billing.receipts import charge_words
from percuta_clinic.billing.terms import CANCEL_HOURS, MOST_HOURS
from percuta_clinic.booking.models import Service
from percuta_clinic.config.ids import new_id
from percuta_clinic.staff.forms.settings import DayField
from percuta_clinic.staff.forms.typed import PackageKindBase, TermsBase

WAYS = [(how.value, how.label.capitalize()) for how in How]
PLAIN = re.compile(r"[+-]?[0-9]*[.,]?[0-9]+")
CENT = {"step": "0.01", "inputmode": "decimal"}


class AmountField(forms.DecimalField):
    """An amount in digits as they are printed: no grouping that means something else."""

    def clean(self, value: Any) -> Any:
        """Refuses what only a program reads as a number, such as 1_0."""
        if isinstance(value, str) and value and not PLAIN.fullmatch(value.strip()):
            raise ValidationError(
                f"“{value[:20]}” is no amount. Write it in digits, such as 60 or 60.50."
            )
        return super().clean(value)


def _amount(label: str, **more: Any) -> forms.DecimalField:
    return AmountField(
        label=label,
        min_value=Decimal("0.01"),
        max_value=MOST,
        max_digits=9,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"min": "0.01", **CENT}),
        **more,
    )


class _InACurrency(forms.Form):
    """The currency is only asked for where the clinic has several; once sent it counts once."""

    currency = forms.ChoiceField(label="Currency")
    once = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        currencies: Iterable[str],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), auto_id=f"{self.ID}-%s")
        found = list(currencies)
        field = self.fields["currency"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one, one) for one in found]
        field.initial = found[0]
        if len(found) == 1:
            field.widget = forms.HiddenInput()

    ID = "form"


class TakeForm(_InACurrency):
    """Money that came."""

    ID = "take"
    amount = _amount("Amount")
    how = forms.ChoiceField(label="How", choices=WAYS, initial=How.CARD, widget=forms.RadioSelect)
    reference = forms.CharField(
        label="Reference",
        max_length=80,
        required=False,
        help_text="Such as the number on the slip of the card terminal.",
    )
    first = forms.ChoiceField(
        label="What it pays first", required=False, help_text="What is over is kept in credit."
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        books: Books,
        currencies: Iterable[str],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, currencies=currencies, initial=initial)
        field = self.fields["first"]
        if isinstance(field, forms.ChoiceField):
            open_now = [(str(one.pk), _to_pay(one)) for one in books.open]
            field.choices = [("", "The oldest charge"), *open_now]
        if len(books.open) < 2:
            field.widget = forms.HiddenInput()


def _to_pay(charge: Charge) -> str:
    return f"{charge_words(charge)}, {words(charge.open, charge.currency)}"


class ChargeForm(_InACurrency):
    """Something else that is to be paid."""

    ID = "charge"
    amount = _amount("Amount")
    why = forms.CharField(
        label="What for",
        min_length=3,
        max_length=300,
        help_text="The patient reads it, and it stays in the books: nothing about health.",
    )


class SellForm(forms.Form):
    """How a package is paid; the price that was shown comes back with it."""

    LATER = "later"
    how = forms.ChoiceField(
        label="How is it paid?",
        choices=[*WAYS, (LATER, "Not now: it stands under To be paid")],
        widget=forms.RadioSelect,
    )
    amount = _amount("Amount that came", required=False)
    reference = forms.CharField(label="Reference", max_length=80, required=False)
    shown = forms.DecimalField(widget=forms.HiddenInput)
    once = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        price: Decimal,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={"shown": price, **(initial or {})}, auto_id="sell-%s")
        self._price = price

    def clean(self) -> dict[str, Any]:
        """Money has an amount, and the price is still the one that was read."""
        found = super().clean() or self.cleaned_data
        shown = found.get("shown")
        if shown is not None and shown != self._price:
            raise ValidationError(
                "The price of this package was changed since you opened the page. Nothing was "
                "sold. Leave this page, open it again and read the price out anew."
            )
        if found.get("how") not in (None, self.LATER) and not found.get("amount"):
            self.add_error("amount", "Enter what was handed over, or choose “Not now”.")
        return found


class WhyForm(forms.Form):
    """A reason; what else depends on what is reversed."""

    why = forms.CharField(label="Why", min_length=3, max_length=300)


class TurnForm(WhyForm):
    """How much, and how it went back; without ``how`` it never came. It counts once."""

    once = forms.UUIDField()

    amount = _amount("Amount")
    how = forms.ChoiceField(choices=[("", "entered by mistake"), *How.choices], required=False)


class WaiveForm(WhyForm):
    """How much of a charge; all of it if nothing is said. It counts once."""

    once = forms.UUIDField()

    amount = _amount("Amount", required=False)


class ExtendForm(WhyForm):
    """The new last day."""

    until = DayField(label="Until")


class PackageKindForm(PackageKindBase):
    """A package to sell."""

    service = forms.ModelChoiceField(
        label="Service",
        queryset=Service.objects.order_by("name"),
        help_text="Each session in it is one visit for this service.",
    )

    class Meta:
        model = PackageKind
        fields = ("name", "service", "sessions", "price", "months", "is_offered")
        labels = {
            "name": "Name of the package",
            "sessions": "Sessions in it",
            "price": "Price of the whole package",
            "months": "Months it can be used",
            "is_offered": "Offered: it can be sold",
        }
        help_texts = {
            "price": "In the currency of the service.",
            "months": "From the day it is sold. Its last day is shown wherever it is named.",
        }
        widgets = {
            "sessions": forms.NumberInput(attrs={"min": 2, "max": 50}),
            "price": forms.NumberInput(attrs={"min": 0, **CENT}),
            "months": forms.NumberInput(attrs={"min": 1, "max": 120}),
        }


def _part(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        max_digits=8,
        decimal_places=2,
        initial=0,
        validators=[MinValueValidator(0)],
        widget=forms.NumberInput(attrs={"min": 0, **CENT}),
    )


def _unit(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=(("False", "as an amount"), ("True", "% of the price")),
        coerce=lambda typed: typed == "True",
        initial="False",
    )


class TermsForm(TermsBase):
    """What is asked for; the version that was shown comes back with it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    currency = forms.CharField(label="Amounts are in", min_length=3, max_length=3)
    cancel_hours = forms.IntegerField(
        label="Cancelling costs nothing until so many hours before",
        min_value=0,
        max_value=MOST_HOURS,
        initial=CANCEL_HOURS,
        widget=forms.NumberInput(attrs={"min": 0, "max": MOST_HOURS}),
    )
    deposit = _part("Deposit before the visit")
    deposit_percent = _unit("The deposit is")
    late_fee = _part("Fee for cancelling later")
    late_percent = _unit("This fee is")
    missed_fee = _part("Fee for not coming")
    missed_percent = _unit("That fee is")

    class Meta:
        model = Terms
        fields = (
            *("currency", "cancel_hours", "deposit", "deposit_percent"),
            *("late_fee", "late_percent", "missed_fee", "missed_percent"),
        )

    def clean_currency(self) -> str:
        """Three capital letters."""
        found = str(self.cleaned_data["currency"]).strip().upper()
        if not (found.isascii() and found.isalpha() and len(found) == 3):
            raise forms.ValidationError(f"{found!r} is not a currency. They look like EUR or USD.")
        return found
