"""What a patient is written about a visit, and the reminder on the day before."""

from datetime import datetime, timedelta

from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.booking.models import Visit
from percuta_clinic.outbox.models import Message, State
from percuta_clinic.outbox.services import patient_tell
from percuta_clinic.premises.models import Clinic

SOON = timedelta(hours=2)  # whoever comes within two hours was told in person
BEFORE = timedelta(days=1)


def booked_tell(*, by: Actor, visit: Visit) -> None:
    """That it is booked, and a reminder for the day before."""
    _tell(by=by, visit=visit, occasion="visit_booked")
    _remind(by=by, visit=visit)


def moved_tell(*, by: Actor, visit: Visit, before: datetime) -> None:
    """That it has another time; what still waits about the old one does not go out."""
    if _take_back(visit):
        booked_tell(by=by, visit=visit)
        return
    old = before.astimezone(Clinic.objects.get().zone)
    _tell(
        by=by,
        visit=visit,
        occasion="visit_moved",
        old_day=f"{old:%A %-d %B %Y}",
        old_time=f"{old:%H:%M}",
    )
    _remind(by=by, visit=visit)


def cancelled_tell(*, by: Actor, visit: Visit) -> None:
    """That it is cancelled; nothing, if the patient never heard of it."""
    if not _take_back(visit):
        _tell(by=by, visit=visit, occasion="visit_cancelled")


def _remind(*, by: Actor, visit: Visit) -> None:
    at = visit.starts_at - BEFORE
    if at > timezone.now() + SOON:
        _tell(by=by, visit=visit, occasion="visit_reminder", due_at=at)


def _take_back(visit: Visit) -> bool:
    """Holds back what waits about a visit; whether the patient never heard of it."""
    about = Message.objects.filter(once__contains=f":{visit.pk}:", patient_id=visit.patient_id)
    heard = about.exclude(occasion="visit_reminder").exclude(state=State.CANCELLED)
    waiting = about.filter(state=State.WAITING, leased_until=None)
    never = heard.exists() and heard.count() == waiting.exclude(occasion="visit_reminder").count()
    waiting.update(state=State.CANCELLED, sealed="")
    return never


def _tell(
    *, by: Actor, visit: Visit, occasion: str, due_at: datetime | None = None, **old: str
) -> None:
    if visit.starts_at < timezone.now() + SOON:
        return
    clinic = Clinic.objects.get()
    starts = visit.starts_at.astimezone(clinic.zone)
    patient_tell(
        by=by,
        patient=visit.patient,
        occasion=occasion,
        values={
            "name": visit.patient.preferred_name or visit.patient.given_name,
            "day": f"{starts:%A %-d %B %Y}",
            "time": f"{starts:%H:%M}",
            "service": visit.service.name,
            "place": clinic.address or clinic.name,
            **old,
        },
        due_at=due_at,
        once=f"{occasion}:{visit.pk}:{visit.version}",
    )
