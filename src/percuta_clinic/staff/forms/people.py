"""What is filled in about people: invitations, roles, delegations."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import STAFF, Role
from percuta_clinic.staff.forms.settings import DayField
from percuta_clinic.stock.queries import deepest_mm

ROLES = [(role.value, role.label.capitalize()) for role in STAFF]
ACTS = [
    ("face", "Needling of the face"),
    ("body", "Needling of the body"),
    ("numbing", "Numbing creams by their label"),
]


class InviteForm(forms.Form):
    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(label="E-mail", help_text="They sign in with this address.")
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=ROLES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one role. Without a role nothing opens."},
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label="Role", choices=ROLES)

    def __init__(self, *args: Any, held: tuple[Role, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [one for one in ROLES if one[0] not in held]


class DelegationForm(forms.Form):
    specialist = forms.ModelChoiceField(
        label="Specialist", queryset=Account.objects.none(), empty_label="Choose a specialist"
    )
    acts = forms.MultipleChoiceField(
        label="May do",
        choices=ACTS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one act."},
    )
    max_depth_mm = forms.DecimalField(
        label="Deepest needle setting (mm)",
        max_digits=3,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "0.05", "min": "0.05"}),
    )
    starts_on = DayField(label="From")
    ends_on = DayField(label="Until and including")
    limits = forms.CharField(
        label="Limits in your own words",
        max_length=500,
        required=False,
        help_text="Such as: not on phototype V and VI, not around the eyes.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, doctor: Account, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.deepest = deepest_mm()
        self.initial.setdefault("starts_on", today)
        self.fields[
            "max_depth_mm"
        ].help_text = f"No device here goes deeper than {self.deepest} mm."
        field = self.fields["specialist"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = having(Role.SPECIALIST).exclude(pk=doctor.pk)

    def clean_max_depth_mm(self) -> Decimal:
        """Above nothing, and within what the devices here can do."""
        depth = Decimal(self.cleaned_data["max_depth_mm"])
        if not 0 < depth <= self.deepest:
            raise forms.ValidationError(
                f"{depth} mm: enter more than 0 and at most {self.deepest} mm, "
                "the deepest any device here goes."
            )
        return depth

    def clean(self) -> dict[str, Any]:
        """It ends after it begins, and not in the past."""
        found = super().clean() or {}
        starts, ends = found.get("starts_on"), found.get("ends_on")
        if ends and ends < self.today:
            self.add_error("ends_on", f"{ends:%-d %B %Y} is over. Choose today or a later day.")
        elif starts and ends and ends < starts:
            self.add_error("ends_on", f"{ends:%-d %B %Y} lies before {starts:%-d %B %Y}.")
        return found


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Reason", max_length=300)
