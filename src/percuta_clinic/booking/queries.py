"""Reading visits."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from percuta_clinic.booking.models import State, Visit
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds

_WITH = ("patient", "service", "specialist", "room")


def visits_on(account: Account, *, day: date, clinic: Clinic) -> Sequence[Visit]:
    """All visits of one day where the clinic stands, those that last into it too, in order."""
    require(account, Right.SEE_BOARD)
    start, end = day_bounds(day, clinic)
    found = Visit.objects.filter(starts_at__lt=end, ends_at__gt=start)
    return list(found.exclude(state=State.CANCELLED).select_related(*_WITH).order_by("starts_at"))


def visits_of_patient(account: Account, *, patient: Patient) -> QuerySet[Visit]:
    """A patient's visits, the newest first, for staff."""
    require(account, Right.SEE_BOARD)
    return Visit.objects.filter(patient=patient).select_related(*_WITH).order_by("-starts_at")


def visits_of(account: Account) -> QuerySet[Visit]:
    """A patient's own visits."""
    require(account, Right.SEE_OWN)
    return Visit.objects.filter(patient__account=account).select_related(*_WITH)
