"""Writing check-ins: opened, saved as ticked, sent. What was told is amended, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.booking.models import Visit
from percuta_clinic.healing.models import Answer, CheckIn, Kind, Rating, Urgent
from percuta_clinic.healing.pictures import pictures_sent
from percuta_clinic.healing.planning import ask_again
from percuta_clinic.healing.queries import zone_of
from percuta_clinic.healing.science_triage import (
    Judged,
    given_for,
    is_field,
    judged,
    kept,
)
from percuta_clinic.healing.tasks import (
    alert_of,
    task_of_answer,
    task_of_rating,
    task_of_ticks,
    tasks_closed,
    tasks_open,
)
from percuta_clinic.healing.telling import read_after
from percuta_clinic.healing.unread import Unread
from percuta_clinic.intake.science.clashing import Sent, written
from percuta_clinic.intake.science.fields import kept_value
from percuta_clinic.intake.science.turns import Turn, is_overtaken, noted, written_by
from percuta_clinic.intake.services import Closed, Overtaken
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.people.science import rules_in_use
from percuta_clinic.premises.models import Clinic
from percuta_clinic.treatment.models import Session

LONGEST_WORDS = 1000
SENT = "This was sent already. Tell us again if something has changed."


class Unanswered(Exception):
    """Questions are open, and nothing that was answered is urgent; ``judged`` names them."""

    def __init__(self, found: Judged) -> None:
        super().__init__(f"{len(found.not_known)} questions have no answer.")
        self.judged = found


@dataclass(frozen=True, kw_only=True)
class Saved:
    """A check-in after saving; ``clash`` and ``news`` as with other forms of patients."""

    check_in: CheckIn
    clash: Mapping[str, Any] = field(default_factory=dict)
    news: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def tell_open(
    *, by: Actor, patient: Patient, session: Session | None = None, visit: Visit | None = None
) -> CheckIn:
    """The check-in in which somebody tells something now: the one that waits, or a new one.

    It is about a session, or about a visit of which no needling was recorded here.
    """
    held_kept(patient.pk)
    now = timezone.now()
    made = CheckIn(
        session=session,
        visit=visit,
        patient_id=patient.pk,
        kind=Kind.TOLD,
        due_at=now,
        asked_at=now,
    )
    waits = made.alike.filter(answered_at=None, due_at__lte=now, missed_at=None)
    there = waits.order_by("-due_at", "-pk").first()
    if there is not None:
        return there
    zone = zone_of(patient, Clinic.objects.get())
    found = given_for(made, zone)
    if found is None:
        raise ValidationError("No skin was needled in this session.")
    made.day = max((now.astimezone(zone).date() - found.on).days, 0)
    made.save(force_insert=True)
    record(by=by, action="check_in.opened", subject=made, patient_id=patient.pk)
    return made


@transaction.atomic
def check_in_save(
    *, check_in: CheckIn, changed: Mapping[str, Any], version: int, turn: Turn | None = None
) -> Saved:
    """Saves the fields that changed; what another page wrote since ``version`` stays.

    A sign that cannot wait is told to the clinic with it, though nothing is sent.
    """
    held = _held(check_in)
    if not held.is_open:
        raise Closed(SENT)
    if is_overtaken(held.turns, turn):
        raise Overtaken("A later save of this page has arrived already.")
    version = version if 0 <= version <= held.version else 0
    before = held.values
    sent = Sent(fields=_fitting(changed), since=version, own=written_by(held.turns, turn))
    now = written(sent, before, held.stamps, version=held.version + 1)
    later = [name for name, stamp in held.stamps.items() if stamp > version]
    news = {name: before.get(name, "") for name in later if name not in {*changed, *now.clash}}
    held.values, held.stamps = now.values, now.stamps
    if held.values != before:
        held.version += 1
        held.saved_at = timezone.now()
    if turn:
        wrote = held.version if held.values != before else None
        held.turns = noted(held.turns, turn, since=version, version=wrote)
    held.save(update_fields=["values", "stamps", "version", "saved_at", "turns"])
    _alarm(held, before)
    return Saved(check_in=held, clash=now.clash, news=news)


def _alarm(held: CheckIn, before: Mapping[str, Any]) -> None:
    """Once for each sign as it is ticked; one that is ticked still opens nothing anew."""
    found = _judged_now(held, held.values, timezone.now())
    if found is None or found.speaks < Urgent.NOW:
        return
    was = _judged_now(held, before, timezone.now())
    if _cannot_wait(found) - (_cannot_wait(was) if was else set()):
        task_of_ticks(held, found)


def _cannot_wait(found: Judged) -> set[str]:
    return {one["rule"] for one in found.found if one["level"] == Urgent.NOW}


def _held(check_in: CheckIn) -> CheckIn:
    rows = CheckIn.objects.select_for_update(of=("self",))
    rows = rows.select_related("session", "visit", "patient")
    return rows.get(pk=check_in.pk)


def _fitting(changed: Mapping[str, Any]) -> dict[str, Any]:
    """Only what the page asks; anything else gets a word, not silence."""
    found = {}
    for name, value in changed.items():
        kept_as = kept_value(value)
        if not is_field(name) or not isinstance(kept_as, str):
            raise ValidationError(
                f"The field {name[:40]!r} cannot be saved: it is unknown or too long."
            )
        found[name] = kept_as
    return found


def today_there(patient: Patient, clinic: Clinic, now: datetime | None = None) -> date:
    """The day it is where somebody lives."""
    return (now or timezone.now()).astimezone(zone_of(patient, clinic)).date()


@transaction.atomic
def check_in_send(
    *, by: Actor, check_in: CheckIn, anyway: bool = False, pictures: bool = True
) -> Answer:
    """What is ticked becomes an answer and is judged at once. Raises Closed, Unanswered.

    ``anyway``: it is sent with questions open. What is urgent never waits for the open ones.
    ``pictures``: those that were added go with it.
    """
    held = _held(check_in)
    if not held.is_open:
        raise Closed(SENT)
    clinic, now = Clinic.objects.get(), timezone.now()
    zone = zone_of(held.patient, clinic)
    session = given_for(held, zone)
    if session is None:
        raise ValidationError("No skin was needled in this session.")
    day = max(now.astimezone(zone).date(), session.on)
    found = judged(held.values, session, day)
    if found.not_known and not anyway and found.speaks < Urgent.TODAY:
        raise Unanswered(found)
    before = _level_before(held)
    many = held.pictures.count() if pictures else 0
    answer = _answered(held, found, by=by, told_on=day, at=now.astimezone(zone), pictures=many)
    if many:
        pictures_sent(by=by, answer=answer)
    ask_again(held, level=answer.level, before=before, at=now, zone=zone)
    return answer


def speaks_now(check_in: CheckIn, now: datetime) -> int:
    """The level that what is ticked and not sent would have; open questions count for nothing."""
    found = _judged_now(check_in, check_in.values, now)
    return int(Urgent.EXPECTED) if found is None else found.speaks


def _judged_now(check_in: CheckIn, values: Mapping[str, Any], now: datetime) -> Judged | None:
    zone = zone_of(check_in.patient, Clinic.objects.get())
    session = given_for(check_in, zone)
    if session is None:
        return None
    return judged(values, session, max(now.astimezone(zone).date(), session.on))


def _answered(
    held: CheckIn, found: Judged, *, by: Actor, told_on: date, at: datetime, pictures: int
) -> Answer:
    """``at`` is by the clock where the patient lives: so the patient reads it."""
    words, told = str(held.values.get("words", "")).strip(), kept(held.values)
    number = held.answers.count() + 1
    alert = alert_of(held)
    back = alert is not None and found.speaks < Urgent.NOW
    unread = Unread(words=bool(words), pictures=pictures, taken_back=back)
    task = task_of_answer(held, found, number=number, unread=unread)
    task = task or alert or tasks_open(held).first()
    answer = Answer.objects.create(
        check_in=held,
        patient_id=held.patient_id,
        number=number,
        at=at,
        told_on=told_on,
        by_name=by.name,
        values=told,
        worry=told.get("worry", ""),
        words=words,
        level=found.level,
        found=found.found,
        not_known=found.not_known,
        read=read_after(found, Clinic.objects.get(), at, task=task, unread=unread),
        rule_set=rules_in_use()[0],
    )
    held.answered_at = at
    held.level = max([found.level, *_rated(held), *_told_before(held, answer)])
    held.to_read, held.closed_at = unread.any or back, None
    held.save(update_fields=["answered_at", "level", "to_read", "closed_at"])
    record(by=by, action="check_in.answered", subject=held, patient_id=held.patient_id)
    return answer


def _told_before(held: CheckIn, answer: Answer) -> list[int]:
    """What stands until somebody closes it: a calmer answer takes no warning back."""
    if held.closed_at is not None:
        return []
    return [one.level for one in held.answers.all() if one.pk != answer.pk]


def _rated(held: CheckIn) -> list[int]:
    return [one.level for one in held.ratings.all() if one.level is not None]


def _level_before(held: CheckIn) -> int:
    """The level of the newest answer before this one, to the same session."""
    rows = Answer.objects.filter(check_in__in=held.alike).order_by("-at", "-pk")
    last = rows.first()
    return last.level if last else int(Urgent.EXPECTED)


@transaction.atomic
def answer_reopen(*, by: Actor, check_in: CheckIn, now: datetime | None = None) -> CheckIn:
    """Lets somebody put right, on the same day, what they told; both answers stay."""
    held = _held(check_in)
    last = held.answers.last()
    if held.is_open or last is None:
        return held
    if today_there(held.patient, Clinic.objects.get(), now) != last.told_on:
        raise ValidationError("That was another day. Tell us how it is now instead.")
    held.answered_at = None
    held.save(update_fields=["answered_at"])
    record(by=by, action="check_in.opened", subject=held, patient_id=held.patient_id)
    return held


@transaction.atomic
def check_in_rate(*, by: Account, check_in: CheckIn, level: int, words: str) -> Rating:
    """Somebody of the staff rates it higher, with words; nobody rates it lower."""
    require(by, Right.WRITE_NOTES)
    held = _held(check_in)
    if level <= (held.level if held.level is not None else -1) or level not in Urgent.values:
        raise ValidationError("Choose a level above the one it has. It is never rated lower.")
    before, held.level, held.closed_at = held.level or 0, level, None
    made = _said(held, by=by, level=level, words=words)
    task_of_rating(held, level=level, words=made.words)
    if held.answers.exists():
        zone = zone_of(held.patient, Clinic.objects.get())
        ask_again(held, level=level, before=before, at=timezone.now(), zone=zone)
    return made


@transaction.atomic
def check_in_close(*, by: Account, check_in: CheckIn, words: str, told: str = "") -> Rating:
    """Somebody has looked at it and says what was found and done, and what the patient heard."""
    require(by, Right.WRITE_NOTES)
    held = _held(check_in)
    held.closed_at = timezone.now()
    made = _said(held, by=by, level=None, words=words, told=told)
    tasks_closed(by=by, check_in=held, words=made.words, told=made.told)
    return made


def _said(held: CheckIn, *, by: Account, level: int | None, words: str, told: str = "") -> Rating:
    words, told = words.strip(), told.strip()
    if not words:
        raise ValidationError("Say what you saw or heard, and what was done. Nothing was written.")
    if max(len(words), len(told)) > LONGEST_WORDS:
        raise ValidationError(f"At most {LONGEST_WORDS} characters are kept. Shorten it.")
    made = Rating.objects.create(
        check_in=held,
        patient_id=held.patient_id,
        by=by,
        by_name=by.name,
        level=level,
        at=timezone.now(),
        closes=level is None,
        words=words,
        told=told,
    )
    held.save(update_fields=["level", "closed_at"])
    action = "check_in.closed" if level is None else "check_in.rated"
    record(by=by.actor, action=action, subject=held, patient_id=held.patient_id)
    return made
