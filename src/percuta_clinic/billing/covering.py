"""Which visits a package pays: each of them once, the earlier ones first."""

from datetime import date, datetime

from django.db.models import QuerySet

from percuta_clinic.billing.models import Package, PackageUse
from percuta_clinic.billing.packages import TAKEN_BACK, Left, left_on, packages_of
from percuta_clinic.booking.models import HOLDS, Service, Visit
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today


def paying(patient: Patient, service: Service, at: datetime) -> Left | None:
    """The package that pays a visit at that time; None where those before it take what is left."""
    usable = _usable(patient, service, day := _day(at))
    before = waiting(patient, service).filter(starts_at__lt=at).count() if usable else 0
    return _after(usable, before, day=day)


def paying_another(patient: Patient, service: Service) -> Left | None:
    """The package that pays one more visit besides those that are booked, while it can be used."""
    usable = _usable(patient, service, day := today(Clinic.objects.get()))
    booked = waiting(patient, service).count() if usable else 0
    return _after(usable, booked, day=day)


def _usable(patient: Patient, service: Service, day: date) -> list[Package]:
    found = [one for one in packages_of(patient) if one.service_id == service.pk and one.left]
    in_time = (one for one in found if one.sold_on <= day <= one.until)
    return sorted(in_time, key=lambda one: one.until)


def _after(usable: list[Package], taken: int, *, day: date) -> Left | None:
    """The first that has one left once so many are taken."""
    for one in usable:
        if taken < one.left:
            return left_on(one, day)
        taken -= one.left
    return None


def paying_visit(visit: Visit) -> Left | None:
    """The same for a visit that is booked; none once it has had its session."""
    if not waiting(visit.patient, visit.service).filter(pk=visit.pk).exists():
        return None
    return paying(visit.patient, visit.service, visit.starts_at)


def waiting(patient: Patient, service: Service) -> QuerySet[Visit]:
    """Visits to come and under way that took no session, and were not told to take none."""
    had = PackageUse.objects.filter(visit__patient=patient).exclude(given_back_why=TAKEN_BACK)
    rows = Visit.objects.filter(patient=patient, service=service, state__in=HOLDS)
    return rows.exclude(pk__in=had.values("visit_id"))


def _day(at: datetime) -> date:
    return at.astimezone(Clinic.objects.get().zone).date()
