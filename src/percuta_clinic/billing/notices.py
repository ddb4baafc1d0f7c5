"""Tells patients in time that a package ends while sessions are left; nothing ends in silence."""

from datetime import date

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.billing.packages import Left, announcements
from percuta_clinic.outbox.models import Message
from percuta_clinic.outbox.services import patient_tell
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today


def tell_of_packages(day: date | None = None) -> int:
    """Once for each last day; who cannot be written to is told by the desk: a chip says it."""
    now = day or today(Clinic.objects.get())
    return sum(_tell(left) for left in announcements(now))


def _tell(left: Left) -> bool:
    patient, once = left.package.patient, f"package-ends:{left.package.pk}:{left.until}"
    if not patient.is_live or Message.objects.filter(once=once).exists():
        return False
    values = {
        "name": patient.preferred_name or str(patient),
        "left": f"{left.left} session{'s' if left.left > 1 else ''}",
        "day": f"{left.until:%-d %B %Y}",
    }
    told = patient_tell(
        by=SYSTEM, patient=patient, occasion="package_ends", values=values, once=once
    )
    return told is not None
