"""What a patient is written about a visit, and the reminder on the day before."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.booking.calendar_file import Method, visit_file
from percuta_clinic.booking.models import Service, Visit
from percuta_clinic.config.clock import clock
from percuta_clinic.outbox.models import Message, State
from percuta_clinic.outbox.services import patient_tell
from percuta_clinic.premises.models import Clinic

SOON = timedelta(hours=2)  # whoever comes within two hours was told in person
BEFORE = timedelta(days=1)


def booked_tell(*, by: Actor, visit: Visit, themselves: bool = False) -> None:
    """That it is booked, and a reminder; whoever did it ``themselves`` is told at once."""
    if not _is_soon(visit):
        _tell(
            by=by,
            visit=visit,
            occasion="visit_booked",
            method=Method.REQUEST,
            urgent=themselves,
        )
    _remind(by=by, visit=visit)


def moved_tell(*, by: Actor, visit: Visit, before: datetime, themselves: bool = False) -> None:
    """That it has another time; what still waits about the old one does not go out."""
    if _take_back(visit):
        booked_tell(by=by, visit=visit, themselves=themselves)
        return
    old = before.astimezone(Clinic.objects.get().zone)
    if not _is_soon(visit) or _is_in_calendar(visit):  # or the old time stays in it
        _tell(
            by=by,
            visit=visit,
            occasion="visit_moved",
            method=Method.REQUEST,
            urgent=themselves,
            old_day=f"{old:%A %-d %B %Y}",
            old_time=clock(old),
        )
    _remind(by=by, visit=visit)


def is_told(visit: Visit) -> bool:
    """Whether a message about its time, as it is now, goes out to the patient or went."""
    ways = [f"{what}:{visit.pk}:{visit.version}" for what in ("visit_booked", "visit_moved")]
    found = Message.objects.filter(once__in=ways, patient_id=visit.patient_id)
    return found.exclude(state=State.CANCELLED).exists()


def cancelled_tell(*, by: Actor, visit: Visit) -> None:
    """That it is cancelled; nothing, if the patient never heard of it."""
    if _take_back(visit) or _is_soon(visit):
        return
    method = Method.CANCEL if _is_in_calendar(visit) else None
    _tell(by=by, visit=visit, occasion="visit_cancelled", method=method)


def _remind(*, by: Actor, visit: Visit) -> None:
    at = visit.starts_at - BEFORE
    if at > timezone.now() + SOON:
        _tell(by=by, visit=visit, occasion="visit_reminder", due_at=at)


def _take_back(visit: Visit) -> bool:
    """Holds back what waits about a visit; whether the patient never heard of it."""
    about = _about(visit)
    heard = about.exclude(occasion="visit_reminder").exclude(state=State.CANCELLED)
    waiting = about.filter(state=State.WAITING, leased_until=None)
    never = heard.exists() and heard.count() == waiting.exclude(occasion="visit_reminder").count()
    waiting.update(state=State.CANCELLED, sealed="")
    return never


def _is_in_calendar(visit: Visit) -> bool:
    """Whether an invitation has left, or is leaving this moment."""
    gone = _about(visit).filter(state__in=(State.SENT, State.WAITING))
    return gone.exclude(calendar="").exists()


def _about(visit: Visit) -> QuerySet[Message]:
    return Message.objects.filter(once__contains=f":{visit.pk}:", patient_id=visit.patient_id)


def why_untrue(message: Message, now: datetime) -> str:
    """Why a message about a visit must not leave any more."""
    begun = Visit.objects.filter(pk=about(message), starts_at__lte=now)
    return "The visit it speaks of has begun." if begun.exists() else ""


def about(message: Message) -> UUID:
    """The key of what a message is about, from the name under which it is sent once."""
    try:
        return UUID((message.once or "").split(":")[1])
    except (IndexError, ValueError):
        return UUID(int=0)  # about nothing that is kept


def place_of(clinic: Clinic) -> str:
    """Where to come."""
    return clinic.address or clinic.name


def price_of(service: Service) -> str:
    """What it costs, in words."""
    return f"{service.price} {service.currency}" if service.price else "free of charge"


def _is_soon(visit: Visit) -> bool:
    return visit.starts_at < timezone.now() + SOON


def _tell(
    *,
    by: Actor,
    visit: Visit,
    occasion: str,
    method: Method | None = None,
    due_at: datetime | None = None,
    urgent: bool = False,
    **more: str,
) -> None:
    clinic = Clinic.objects.get()
    starts = visit.starts_at.astimezone(clinic.zone)
    patient_tell(
        by=by,
        patient=visit.patient,
        occasion=occasion,
        values={
            "name": visit.patient.preferred_name or visit.patient.given_name,
            "day": f"{starts:%A %-d %B %Y}",
            "time": clock(starts),
            "service": visit.service.name,
            "specialist": visit.specialist.name,
            "price": price_of(visit.service),
            "place": place_of(clinic),
            **more,
        },
        due_at=due_at,
        urgent=urgent,
        once=f"{occasion}:{visit.pk}:{visit.version}",
        calendar=visit_file(visit, clinic, method=method) if method else "",
    )
