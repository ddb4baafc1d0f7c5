"""Whom somebody fetches who sees that a task exists and may not read it."""

from datetime import datetime

from percuta_clinic.duty.models import DutyPhone
from percuta_clinic.duty.queries import who_looks
from percuta_clinic.people.queries import having
from percuta_clinic.people.rights import Role
from percuta_clinic.premises.models import Clinic


def whom_to_fetch(clinic: Clinic, at: datetime) -> list[dict[str, str]]:
    """Who is on call or at work now, else every doctor, with the numbers that are known."""
    phones = dict(DutyPhone.objects.values_list("account", "phone"))
    people = [
        (one.account, one.name, "on call" if one.on_call else "at work")
        for one in who_looks(clinic, at).people
    ]
    people = people or [(one.pk, one.name, "doctor") for one in having(Role.DOCTOR)]
    return [{"name": name, "why": why, "phone": phones.get(key, "")} for key, name, why in people]
