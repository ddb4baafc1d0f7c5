"""Mine and what is there now, detail by detail, when two people changed one record."""

from typing import Any

from django.http import QueryDict

from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import DETAILS
from percuta_clinic.staff.forms.patients import PatientForm, shown
from percuta_clinic.staff.views.words import label_of, spoken

WAS = "was-"
KEEP = "keep-"


def differences(form: PatientForm, current: Patient, posted: QueryDict) -> list[dict[str, Any]]:
    """Every detail in which the two differ; mine is proposed where I changed it."""
    found = []
    for name in DETAILS:
        mine, theirs = form.cleaned_data[name], getattr(current, name)
        if mine != theirs:
            was = posted.get(WAS + name)
            untouched = was is not None and was == plain(mine)
            found.append(
                {
                    "name": name,
                    "label": label_of(name),
                    "mine": spoken(mine, name),
                    "theirs": spoken(theirs, name),
                    "keep_mine": not untouched,
                }
            )
    return found


def plain(value: Any) -> str:
    """A detail as a hidden field carries it."""
    return "" if value in (None, False) else str(value)


def started_from(patient: Patient) -> list[tuple[str, str]]:
    """Hidden fields that say what a form was shown with."""
    return [(WAS + name, plain(getattr(patient, name))) for name in DETAILS]


def settled(posted: QueryDict, current: Patient) -> QueryDict:
    """What was posted, with what is there wherever somebody chose to keep that."""
    data = posted.copy()
    there = shown(current)
    for name in DETAILS:
        if posted.get(KEEP + name) == "theirs":
            data[name] = plain(there[name])
            if name == "birth_date":
                data["birth_unknown"] = plain(there["birth_unknown"])
    return data
