"""What the worker does after sessions: plans, asks, reminds once, and notes what never came."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM, Actor
from percuta_clinic.audit.services import record
from percuta_clinic.booking.models import State as Ended
from percuta_clinic.healing.check_ins import check_in_send, speaks_now
from percuta_clinic.healing.models import Answer, CheckIn, Urgent
from percuta_clinic.healing.pictures import pictures_forget
from percuta_clinic.healing.planning import check_ins_plan, latest_after, reminded_after
from percuta_clinic.healing.queries import ABOUT, needled_last, unrecorded_last, zone_of
from percuta_clinic.healing.tasks import task_of_silence
from percuta_clinic.intake.inviting import link_url
from percuta_clinic.intake.links import link_make
from percuta_clinic.outbox.models import Message, State
from percuta_clinic.outbox.services import patient_write
from percuta_clinic.patients.access import live_patients
from percuta_clinic.patients.services import held_kept
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import the_clinic
from percuta_clinic.readiness.asking import why_not_sent
from percuta_clinic.treatment.models import Session

LATELY = timedelta(days=14)  # so long a session that nobody signed is still looked for
OVER = timedelta(hours=12)
LEFT_ALONE = timedelta(minutes=30)  # what was ticked and not sent, and is urgent, counts then
UNSENT = Actor(id=None, name="Ticked by the patient, not sent")
NO_LETTER = "The letter has not left."
TOO_LATE = "It was not asked in time: the clinic's worker was off."


def plan_unsigned() -> int:
    """Plans for sessions that are over, though nobody has signed; how many got check-ins."""
    clinic, now = the_clinic(), timezone.now()
    if clinic is None or not clinic.days_to_check:
        return 0
    rows = Session.objects.filter(opened_at__gt=now - LATELY, check_ins=None)
    over = Q(visit__state=Ended.FINISHED) | Q(opened_at__lt=now - OVER)
    found = rows.filter(over, patient__in=live_patients()).select_related("patient", "visit")
    return sum(bool(check_ins_plan(by=SYSTEM, session=one, now=now)) for one in found)


def follow_check_ins() -> int:
    """Asks whose day has come, reminds once, takes what was ticked, notes what never came."""
    if the_clinic() is None:
        return 0
    now = timezone.now()
    steps: Iterable[tuple[QuerySet[CheckIn], Callable[[CheckIn, datetime], bool]]] = (
        (_left_alone(now), _take_unsent),
        (_awaited(now).filter(asked_at=None), _ask),
        (_awaited(now).exclude(asked_at=None).filter(reminded_at=None), _remind),
        (_awaited(now).exclude(asked_at=None), _miss),
    )
    return sum(_each(step, one, now) for rows, step in steps for one in rows)


def _awaited(now: datetime) -> QuerySet[CheckIn]:
    rows = CheckIn.objects.filter(answered_at=None, missed_at=None, answers=None, due_at__lte=now)
    return rows.filter(patient__in=live_patients()).order_by("due_at", "pk")


def _left_alone(now: datetime) -> QuerySet[CheckIn]:
    """Ticked and not sent; also one that was missed before, or opened again after its answer."""
    rows = CheckIn.objects.filter(answered_at=None, saved_at__lte=now - LEFT_ALONE)
    newest = Answer.objects.filter(check_in=OuterRef("pk")).order_by("-number").values("at")[:1]
    rows = rows.annotate(sent_at=Subquery(newest)).filter(
        Q(sent_at=None) | Q(saved_at__gt=F("sent_at"))
    )
    return rows.filter(patient__in=live_patients()).order_by("saved_at", "pk")


def _each(step: Callable[[CheckIn, datetime], bool], one: CheckIn, now: datetime) -> bool:
    """One at a time, as it stands once its patient is held."""
    with transaction.atomic():
        held_kept(one.patient_id)
        rows = CheckIn.objects.select_related("patient", *ABOUT)
        rows = rows if step is _take_unsent else rows.filter(missed_at=None)
        found = rows.filter(pk=one.pk, answered_at=None).first()
        return found is not None and step(found, now)


def _ask(check_in: CheckIn, now: datetime) -> bool:
    if _is_overtaken(check_in):
        check_in.delete()  # the newer session has check-ins of its own; this was never asked
        return False
    if now >= check_in.due_at + latest_after(check_in):
        return _never_came(check_in, now, unsent=TOO_LATE)
    check_in.asked_at, check_in.unsent = now, why_not_sent(check_in.patient)[:200]
    if not check_in.unsent:
        check_in.message = _written(check_in, "check_in", now).pk
    check_in.save(update_fields=["asked_at", "unsent", "message"])
    _log("asked", check_in)
    return True


def _is_overtaken(check_in: CheckIn) -> bool:
    """Whether a newer treatment of the same patient is there, recorded or not."""
    visit = unrecorded_last(check_in.patient)
    if visit is not None:
        return visit.pk != check_in.visit_id
    newest = needled_last(check_in.patient)
    return newest is not None and newest.pk != check_in.session_id


def _written(check_in: CheckIn, occasion: str, now: datetime) -> Message:
    patient, clinic = check_in.patient, Clinic.objects.get()
    until = now + latest_after(check_in)
    link, secret = link_make(by=SYSTEM, patient=patient, until=until, opens=check_in.pk)
    zone = zone_of(patient, clinic)
    values = {
        "name": patient.preferred_name or str(patient),
        "link": link_url(secret),
        "until": f"{link.expires_at.astimezone(zone):%-d %B %Y}",
        "day": f"{check_in.began_at.astimezone(zone):%A %-d %B}",
    }
    once = f"{occasion}:{check_in.pk}"
    return patient_write(by=SYSTEM, patient=patient, occasion=occasion, values=values, once=once)


def _remind(check_in: CheckIn, now: datetime) -> bool:
    left_at = _left_at(check_in)
    if left_at is None or now < left_at + reminded_after(check_in):
        return False
    if why_not_sent(check_in.patient):
        return False
    _written(check_in, "check_in_reminder", now)
    check_in.reminded_at = now
    check_in.save(update_fields=["reminded_at"])
    _log("reminded", check_in)
    return True


def _left_at(check_in: CheckIn) -> datetime | None:
    """When the letter that asked has left; a late one gives its reader as long as any other."""
    if check_in.message is None:
        return None
    sent = Message.objects.filter(pk=check_in.message, state=State.SENT).first()
    if sent is None or sent.sent_at is None:
        return None
    return max(sent.sent_at, check_in.due_at)


def _take_unsent(check_in: CheckIn, now: datetime) -> bool:
    """What was ticked, is urgent, and was left alone for half an hour, is not left unsent."""
    if check_in.saved_at is None or now < check_in.saved_at + LEFT_ALONE:
        return False
    if speaks_now(check_in, now) < Urgent.TODAY:
        return False
    check_in_send(by=UNSENT, check_in=check_in, anyway=True, pictures=False)
    return True


def _miss(check_in: CheckIn, now: datetime) -> bool:
    left_at = _left_at(check_in)
    if now < (left_at or check_in.due_at) + latest_after(check_in):
        return False
    if any(check_in.values.values()):
        check_in_send(by=UNSENT, check_in=check_in, anyway=True, pictures=False)
        return True
    unsent = check_in.unsent or ("" if left_at else NO_LETTER)
    return _never_came(check_in, now, unsent=unsent)


def _never_came(check_in: CheckIn, now: datetime, *, unsent: str) -> bool:
    check_in.missed_at, check_in.unsent = now, unsent
    check_in.save(update_fields=["missed_at", "unsent"])
    task_of_silence(check_in)
    _log("missed", check_in)
    return True


def _log(what: str, check_in: CheckIn) -> None:
    patient = check_in.patient_id
    record(by=SYSTEM, action=f"check_in.{what}", subject=check_in, patient_id=patient)


ASKING: dict[str, tuple[float, Callable[[], int]]] = {
    "check-ins of sessions nobody signed": (600, plan_unsigned),
    "check-ins": (60, follow_check_ins),
    "pictures nobody sent": (3600, pictures_forget),
}
