"""Which doctor has agreed to the plan, asked where a treatment begins."""

from typing import Any

from django import forms

from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Right, Role

WHAT = "to the plan and these points"
NOBODY = "No doctor works here now, so no treatment can begin. The owner invites one."


class BeginForm(forms.Form):
    """A doctor agrees with a tick; everybody else names the doctor who has agreed."""

    def __init__(self, data: Any = None, *, account: Account) -> None:
        super().__init__(data)
        self.account = account
        own = account.may(Right.DECIDE_FINDINGS)
        self.fields["agreed"] = _tick() if own else _doctor()

    @property
    def agreed_by(self) -> Account | None:
        """The doctor who has agreed, if one is named."""
        given = self.cleaned_data.get("agreed") if self.is_valid() else None
        return self.account if given is True else given


def _tick() -> forms.Field:
    return forms.BooleanField(
        label=f"As a doctor I agree {WHAT}",
        error_messages={"required": f"Tick that you agree {WHAT}; without it nothing begins."},
    )


def _doctor() -> forms.Field:
    doctors = having(Role.DOCTOR)
    return forms.ModelChoiceField(
        doctors,
        label=f"A doctor has agreed {WHAT}",
        empty_label="Choose the doctor",
        help_text="Your name and the doctor’s stay with the treatment."
        if doctors.exists()
        else NOBODY,
        error_messages={
            "required": "Choose which doctor has agreed; if none has, ask one first.",
            "invalid_choice": "Choose a doctor who works here now.",
        },
    )
