"""What narrows the list of who did what."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet

from percuta_clinic.audit.models import Entry
from percuta_clinic.audit.queries import between, entries
from percuta_clinic.audit.words import GROUPS
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds
from percuta_clinic.staff.forms.settings import DayField

PERCUTA = "percuta"


def _people() -> list[tuple[str, str]]:
    rows = Account.objects.order_by("name").values_list("pk", "name", "email")
    found = [(str(key), f"{name} ({email})") for key, name, email in rows]
    return [("", "Everybody"), *found, (PERCUTA, "Percuta itself")]


class AuditForm(forms.Form):
    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)
    by = forms.ChoiceField(
        label="Who",
        choices=_people,
        required=False,
        widget=forms.Select(attrs={"class": "private"}),
    )
    what = forms.ChoiceField(
        label="What", choices=[("", "Everything"), *((name, name) for name in GROUPS)]
    )
    whom = forms.CharField(label="Patient", max_length=80, required=False)
    patient = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].required = False
        self.fields["whom"].widget.attrs["class"] = "private"

    def clean(self) -> dict[str, Any]:
        """From comes before to."""
        found = super().clean() or {}
        since, until = found.get("since"), found.get("until")
        if since and until and until < since:
            self.add_error("until", f"{until:%-d %B %Y} lies before {since:%-d %B %Y}.")
        return found


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The rows somebody asked for, and the names of the filters that were set."""

    rows: QuerySet[Entry]
    filters: tuple[str, ...]
    patient: UUID | None


def asked(form: AuditForm, clinic: Clinic, patient: UUID | None) -> Asked:
    """The entries that a valid ``form`` asks for, about ``patient`` if one was found."""
    given = form.cleaned_data
    by = given["by"]
    rows = entries(patient_id=patient, actor_id=UUID(by) if by and by != PERCUTA else None)
    if by == PERCUTA:
        rows = rows.filter(actor_id=None)
    rows = between(
        rows,
        since=day_bounds(given["since"], clinic)[0] if given["since"] else None,
        before=day_bounds(given["until"], clinic)[1] if given["until"] else None,
        actions=GROUPS[given["what"]] if given["what"] else (),
    )
    named = {**{name: given[name] for name in ("since", "until", "by", "what")}, "patient": patient}
    return Asked(
        rows=rows, patient=patient, filters=tuple(name for name, value in named.items() if value)
    )
