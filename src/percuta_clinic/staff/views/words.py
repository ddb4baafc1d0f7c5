"""Details of a patient in words, for pages that show them."""

from datetime import date
from typing import Any

from django.utils.formats import date_format

from percuta_clinic.patients.models import Patient

_LABELS = {
    "email": "E-mail",
    "by_email": "By e-mail",
    "by_sms": "By SMS",
    "news": "News of the clinic",
    "restricted": "Chart restricted to its team",
}


def label_of(name: str) -> str:
    """What a detail is called."""
    field: Any = Patient._meta.get_field(name)
    return _LABELS.get(name, str(field.verbose_name).capitalize())


def spoken(value: Any, name: str) -> str:
    """A detail as a person says it; an empty one says so."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if value in (None, ""):
        return {"birth_date": "not known", "time_zone": "as the clinic"}.get(name, "none")
    return str(value)
