"""Model forms by the model they write, as the type checker wants to know it."""

from typing import TYPE_CHECKING

from django import forms

if TYPE_CHECKING:
    from percuta_clinic.billing.models import PackageKind, Terms
    from percuta_clinic.booking.models import Service
    from percuta_clinic.duty.models import DutyRules
    from percuta_clinic.premises.models import Chair, Clinic, Room
    from percuta_clinic.stock.models import Device, Product

    ClinicBase = forms.ModelForm[Clinic]
    RoomBase = forms.ModelForm[Room]
    ChairBase = forms.ModelForm[Chair]
    ServiceBase = forms.ModelForm[Service]
    DeviceBase = forms.ModelForm[Device]
    ProductBase = forms.ModelForm[Product]
    PackageKindBase = forms.ModelForm[PackageKind]
    DutyRulesBase = forms.ModelForm[DutyRules]
    TermsBase = forms.ModelForm[Terms]
else:
    ClinicBase = RoomBase = ChairBase = forms.ModelForm
    ServiceBase = DeviceBase = ProductBase = forms.ModelForm
    PackageKindBase = TermsBase = DutyRulesBase = forms.ModelForm
