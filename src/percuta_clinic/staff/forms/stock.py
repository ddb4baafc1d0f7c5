"""What is filled in about devices and stock."""

from datetime import date
from typing import Any

from django import forms

from percuta_clinic.config.ids import new_id
from percuta_clinic.staff.forms.settings import DayField
from percuta_clinic.staff.forms.typed import DeviceBase, ProductBase
from percuta_clinic.stock.fitting import OTHER
from percuta_clinic.stock.models import Device, Kind, Product
from percuta_clinic.stock.science import creams_known, models_known


def _models() -> list[tuple[str, str]]:
    known = [(model.key, model.name) for model in models_known()]
    return [("", "Another model, entered by hand"), *known]


def _creams() -> list[tuple[str, str]]:
    known = list(creams_known().items())
    return [("", "None of these (a cartridge, or a cream Percuta does not know)"), *known]


def _fits() -> list[tuple[str, str]]:
    known = [(model.key, model.name) for model in models_known()]
    return [("", "Not known, or a cream"), *known, (OTHER, "Another device, entered by hand")]


def _uses() -> list[tuple[str, str]]:
    return [(use, use) for use in dict.fromkeys(u for m in models_known() for u in m.uses)]


class DeviceForm(DeviceBase):
    model = forms.ChoiceField(label="Model", choices=_models, required=False)
    indications = forms.MultipleChoiceField(
        label="Cleared for",
        choices=_uses,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    serviced_on = DayField(label="Last service", required=False)
    service_due = DayField(label="Next service due", required=False)

    class Meta:
        model = Device
        fields = (
            "model",
            "name",
            "serial",
            "max_depth_mm",
            "tolerance_mm",
            "indications",
            "serviced_on",
            "service_due",
        )
        labels = {
            "name": "What you call it",
            "serial": "Serial number",
            "max_depth_mm": "Maximum depth (mm)",
            "tolerance_mm": "Tolerance of depth (mm)",
        }
        help_texts = {
            "name": "Such as: Pen 1, room 2.",
            "tolerance_mm": "How far the real depth may lie from the setting. Leave it empty if "
            "the maker does not say; the chart then says that it is not known.",
        }
        widgets = {
            "max_depth_mm": forms.NumberInput(attrs={"step": "0.01", "min": "0.01"}),
            "tolerance_mm": forms.NumberInput(attrs={"step": "0.01", "min": "0"}),
        }

    def clean_max_depth_mm(self) -> Any:
        """A device that goes nowhere is a typing error."""
        depth = self.cleaned_data["max_depth_mm"]
        if depth <= 0:
            raise forms.ValidationError(f"{depth} mm: a needling device goes deeper than 0 mm.")
        return depth

    def clean_tolerance_mm(self) -> Any:
        """Zero would say that the depth is exact, and none is."""
        tolerance = self.cleaned_data["tolerance_mm"]
        if tolerance is not None and tolerance <= 0:
            raise forms.ValidationError(
                f"{tolerance} mm: no device is exact. Leave it empty if it is not known."
            )
        return tolerance

    def clean(self) -> dict[str, Any]:
        """A service is due after the last one."""
        found = super().clean() or {}
        last, due = found.get("serviced_on"), found.get("service_due")
        if last and due and due <= last:
            self.add_error("service_due", f"{due:%-d %B %Y} is not after the last service.")
        return found


class ProductForm(ProductBase):
    kind = forms.ChoiceField(label="Kind", choices=[("", "Choose a kind"), *Kind.choices])
    key = forms.ChoiceField(
        label="Licensed cream",
        choices=_creams,
        required=False,
        help_text="For a numbing cream: whose label limits its use.",
    )

    for_device = forms.ChoiceField(
        label="For the device",
        choices=_fits,
        required=False,
        help_text="For a cartridge: the treatment room stops it on any other device.",
    )

    class Meta:
        model = Product
        fields = ("kind", "name", "key", "for_device", "code", "unit", "reorder_below")
        labels = {
            "name": "Name as on the box",
            "code": "Article number (GTIN)",
            "unit": "Counted in",
            "reorder_below": "Order again when fewer are left than",
        }
        help_texts = {"unit": "Such as: pieces, tubes of 30 g."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.initial["unit"] = "pieces"

    def clean(self) -> dict[str, Any]:
        """A cartridge is no cream, and no cream goes on a device."""
        found = super().clean() or {}
        if found.get("key") and found.get("kind") != Kind.CREAM:
            self.add_error("key", "A cartridge is no cream. Choose none, or the kind cream.")
        if found.get("for_device") and found.get("kind") != Kind.CARTRIDGE:
            self.add_error("for_device", "Only a cartridge is for a device. Choose not known.")
        return found


class ReceiveForm(forms.Form):
    product = forms.ModelChoiceField(
        label="Product", queryset=Product.objects.all(), empty_label="Choose a product"
    )
    number = forms.CharField(label="Lot number on the box", max_length=60)
    expires_on = DayField(label="Expires on")
    quantity = forms.IntegerField(label="How many came", min_value=1, max_value=100_000)
    received_on = DayField(label="Received on")
    another = forms.BooleanField(
        label="It is another lot, though only capitals or spaces differ", required=False
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=new_id)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("received_on", today)

    def clean_received_on(self) -> date:
        """Nothing was received tomorrow."""
        day: date = self.cleaned_data["received_on"]
        if day > self.today:
            raise forms.ValidationError(f"{day:%-d %B %Y} has not come yet.")
        return day


class CountForm(forms.Form):
    counted = forms.IntegerField(label="How many are there", min_value=0, max_value=100_000)
    reason = forms.CharField(label="Why it is put right", max_length=300)


class TakeForm(forms.Form):
    quantity = forms.IntegerField(label="How many are taken", min_value=1, max_value=100_000)
    reason = forms.CharField(
        label="What for", max_length=300, help_text="Such as: used, broken, thrown away."
    )
    once = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=new_id)
