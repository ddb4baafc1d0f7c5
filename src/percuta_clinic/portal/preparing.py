"""When somebody has to begin to prepare for a treatment, by the plan that they agreed to."""

from datetime import date, timedelta

from percuta_clinic.booking.models import Visit
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import IN_FORCE, Plan
from percuta_clinic.premises.models import Clinic


def prepare_from(visit: Visit, clinic: Clinic) -> date | None:
    """The first day on which something is to be done or left before a visit; None: not known."""
    if not visit.service.is_needling:
        return None
    plans = Plan.objects.filter(
        patient=visit.patient_id, service=visit.service_id, state__in=IN_FORCE
    )
    plan = plans.order_by("-made_at").first()
    document = kept_of(plan).document if plan is not None else None
    care = document.care if document is not None else None
    hours = [one.from_hour for one in care.preparation if one.from_hour] if care else []
    if not hours:
        return None
    begins = visit.starts_at + timedelta(hours=min(hours))
    return begins.astimezone(clinic.zone).date()
