"""Reading about the clinic."""

from datetime import date, datetime

from django.utils import timezone

from percuta_clinic.config.prepared import Prepared
from percuta_clinic.premises.models import Clinic

EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)  # beyond, instants cannot be reckoned
_CLINIC: Prepared[Clinic] = Prepared(lambda: Clinic.objects.order_by("pk")[:1])


def the_clinic() -> Clinic | None:
    """The clinic, once somebody has set it up."""
    return _CLINIC.first()


def day_bounds(day: date, clinic: Clinic) -> tuple[datetime, datetime]:
    """The first instant of ``day`` where the clinic stands, and of the day after."""
    day = min(max(day, EARLIEST), LATEST)
    start = datetime(day.year, day.month, day.day, tzinfo=clinic.zone)
    after = date.fromordinal(day.toordinal() + 1)
    return start, datetime(after.year, after.month, after.day, tzinfo=clinic.zone)


def today(clinic: Clinic) -> date:
    """The date where the clinic stands."""
    return timezone.localdate(timezone=clinic.zone)
