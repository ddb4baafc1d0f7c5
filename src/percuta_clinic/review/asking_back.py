"""What the worker does after courses: asks patients back, reminds once, lists them for the desk."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.audit.services import record
from percuta_clinic.booking.models import State as VisitState
from percuta_clinic.booking.models import Visit
from percuta_clinic.intake.inviting import link_url
from percuta_clinic.intake.links import link_make
from percuta_clinic.outbox.models import Message, State
from percuta_clinic.outbox.services import patient_write
from percuta_clinic.patients.access import live_patients
from percuta_clinic.patients.services import held_kept
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import the_clinic, today
from percuta_clinic.readiness.asking import why_not_sent
from percuta_clinic.readiness.chores import unless_off
from percuta_clinic.review.asked_back import back_ended, looked_of
from percuta_clinic.review.course import course_of, due_one, known_of, review_days
from percuta_clinic.review.due_now import ToAsk, goes_on, to_ask, visits_for
from percuta_clinic.review.models import AskedBack, Back, Ended
from percuta_clinic.review.science import Stand, come_back

WAITS = timedelta(days=7)  # from a letter that has left to the next step
LINK_LASTS = timedelta(days=28)
NO_LETTER = "The letter has not left."


def ask_back() -> int:
    """Writes to everybody who is due and was not asked; how many were."""
    clinic = the_clinic()
    if clinic is None:
        return 0
    due = to_ask(_needled_lately(clinic), clinic)
    return sum(_ask(one, clinic) for one in due)


def _needled_lately(clinic: Clinic) -> set[UUID]:
    days = max((come_back().days, *review_days()))
    since = timezone.now() - timedelta(days=days + 60)
    rows = Visit.objects.filter(treatment_began_at__gte=since, state=VisitState.FINISHED)
    return set(rows.filter(patient__in=live_patients()).values_list("patient", flat=True))


def _ask(one: ToAsk, clinic: Clinic) -> bool:
    """One at a time, as it stands once its patient is held."""
    try:
        with transaction.atomic():
            patient = held_kept(one.course.plan.patient_id)
            if one.names not in {new.names for new in to_ask({patient.pk}, clinic)}:
                return False
            made = AskedBack.objects.create(
                patient=patient,
                plan=one.course.plan,
                kind=one.kind,
                after=one.looked.after,
                due_on=one.looked.day,
                asked_at=timezone.now(),
                unsent=why_not_sent(patient)[:200],
            )
            if not made.unsent:
                made.message = _written(made, "due", clinic).pk
                made.save(update_fields=["message"])
            _log("asked", made)
            return True
    except ValidationError:
        return False  # changed meanwhile; the next round sees it as it is then


def _written(row: AskedBack, what: str, clinic: Clinic) -> Message:
    patient, occasion = row.patient, f"{row.kind}_{what}"
    until = timezone.now() + LINK_LASTS
    link, secret = link_make(by=SYSTEM, patient=patient, until=until, opens=row.pk)
    values = {
        "name": patient.preferred_name or str(patient),
        "link": link_url(secret),
        "until": f"{link.expires_at.astimezone(clinic.zone):%-d %B %Y}",
        "months": f"{row.months} month{'s' * (row.months > 1)}",
        "day": f"{row.due_on:%-d %B %Y}",
    }
    once = f"{occasion}:{row.pk}"
    return patient_write(by=SYSTEM, patient=patient, occasion=occasion, values=values, once=once)


def follow_back() -> int:
    """Reminds once, lists for the desk, and ends what has come to its end."""
    clinic = the_clinic()
    if clinic is None:
        return 0
    rows = AskedBack.objects.filter(ended_at=None, patient__in=live_patients())
    return sum(_follow(key, clinic) for key in list(rows.values_list("pk", flat=True)))


def _follow(key: UUID, clinic: Clinic) -> bool:
    with transaction.atomic():
        whose = AskedBack.objects.filter(pk=key).values_list("patient", flat=True).first()
        if whose is None:
            return False
        held_kept(whose)
        rows = AskedBack.objects.select_related("patient", "plan__service")
        row = rows.filter(pk=key, ended_at=None).first()
        return row is not None and _step(row, clinic)


def _step(row: AskedBack, clinic: Clinic) -> bool:
    if (ended := _how_it_ended(row, clinic)) is not None:
        back_ended(row, ended, by=SYSTEM)
        return True
    if visits_for(row.patient_id, looked_of(row), clinic):
        return False
    return _next_word(row, clinic, timezone.now())


def _how_it_ended(row: AskedBack, clinic: Clinic) -> Ended | None:
    """What has happened since; None: nothing."""
    course = course_of(row.plan, clinic)
    due = due_one(course, row.after) if row.kind == Back.REVIEW else None
    if due is not None and due.review is not None:
        return Ended.SEEN
    if due is not None and due.own is not None and row.wants_call_at is None:
        return Ended.TOLD
    known = known_of([row.patient_id], clinic)
    is_past = looked_of(row).stands(today(clinic), done=False) is Stand.MISSED
    return Ended.OVER if is_past or not goes_on(course, known) else None


def _next_word(row: AskedBack, clinic: Clinic, now: datetime) -> bool:
    left_at = _left_at(row.message)
    if row.unsent == NO_LETTER and left_at is not None and row.wants_call_at is None:
        row.unsent, row.desk_at = "", None  # the mail was away, and the letter has left since
        row.save(update_fields=["unsent", "desk_at"])
    if row.desk_at is not None:
        return False
    if row.unsent:
        return _to_desk(row, now)
    if left_at is None:
        row.unsent = NO_LETTER
        return now >= (row.asked_at or now) + WAITS and _to_desk(row, now)
    if row.reminded_at is None:
        return now >= left_at + WAITS and _remind(row, clinic, now)
    return now >= (_left_at(row.reminder) or row.reminded_at) + WAITS and _to_desk(row, now)


def _left_at(message: UUID | None) -> datetime | None:
    """When a letter has left."""
    sent = Message.objects.filter(pk=message, state=State.SENT).first() if message else None
    return sent.sent_at if sent is not None else None


def _remind(row: AskedBack, clinic: Clinic, now: datetime) -> bool:
    if why := why_not_sent(row.patient):
        row.unsent = why[:200]
        return _to_desk(row, now)
    row.reminded_at, row.reminder = now, _written(row, "reminder", clinic).pk
    row.save(update_fields=["reminded_at", "reminder"])
    _log("reminded", row)
    return True


def _to_desk(row: AskedBack, now: datetime) -> bool:
    row.desk_at = now
    row.save(update_fields=["desk_at", "unsent"])
    _log("listed", row)
    return True


def _log(what: str, row: AskedBack) -> None:
    record(by=SYSTEM, action=f"back.{what}", subject=row, patient_id=row.patient_id)


ASKING_BACK: dict[str, tuple[float, Callable[[], int]]] = {
    "reviews that are due": (900, unless_off(ask_back)),
    "patients asked back": (300, unless_off(follow_back)),
}
