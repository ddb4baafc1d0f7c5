"""Writing forms: opened, saved as typed, sent once; and answers put right, never overwritten."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.booking.models import Visit
from percuta_clinic.booking.science import devices_known
from percuta_clinic.intake.models import Fact, Form, Round, Source
from percuta_clinic.intake.queries import about, answered, device_for, last_sent, open_form
from percuta_clinic.intake.science.clashing import Sent, written
from percuta_clinic.intake.science.days import IS_DAY, kept_day
from percuta_clinic.intake.science.faults import Fault
from percuta_clinic.intake.science.fields import FIELD, MOST_FIELDS, kept_value
from percuta_clinic.intake.science.reading import Reading, read
from percuta_clinic.intake.science.remembered import (
    REMEMBERED,
    Shown,
    by_place,
    remembering,
    settled,
    supposing,
    taken,
)
from percuta_clinic.intake.science.request import kept
from percuta_clinic.intake.science.told import Piece, pieces_of
from percuta_clinic.intake.science.turns import Turn, is_overtaken, noted, written_by
from percuta_clinic.intake.science.words import asked_words, begun_with
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.parting import is_from_before_parting, spans_as_one
from percuta_clinic.patients.services import became, held_kept
from percuta_clinic.people.models import Account
from percuta_clinic.people.science import rules_in_use
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today

ALL_ANEW = timedelta(days=730)  # after two years everything is asked once more


class Incomplete(Exception):
    """The form cannot be sent yet; ``faults`` says why, field by field."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} answers are missing or do not fit.")
        self.faults = faults


class Closed(Exception):
    """The form was sent or put aside; nothing more is written into it."""


class Overtaken(Exception):
    """The same page has saved something later already; this arrived too late to count."""


class Changed(Exception):
    """Somebody wrote in the form since it was read; ``form`` is how it stands now."""

    def __init__(self, form: Form) -> None:
        super().__init__("The form was changed on another device.")
        self.form = form


@dataclass(frozen=True, kw_only=True)
class Saved:
    """A form after saving. ``clash`` holds what stands where somebody else wrote meanwhile.

    ``news`` is what else they wrote since the version that was sent.
    """

    form: Form
    clash: Mapping[str, Any] = field(default_factory=dict)
    news: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def form_open(*, by: Actor, patient: Patient, visit: Visit | None = None) -> Form:
    """The form that waits for this patient's answers; a new one, if there is none."""
    patient = held_kept(patient.pk)
    if there := open_form(patient):
        return there
    device = device_for(patient, visit)
    if not device:
        raise ValidationError(
            "No service says which device it needles with, and each device has its own rules. "
            "The owner names it under Settings, Services."
        )
    if device not in devices_known():
        raise ValidationError(
            f"The rules do not know the device {device!r} any more, which a service names. "
            "The owner chooses another under Settings, Services."
        )
    earlier = answered(patient)
    again = bool(earlier) and not _is_to_ask_anew(last_sent(patient))
    form = Form(
        patient=patient,
        visit=visit,
        round=Round.AGAIN if again else Round.FIRST,
        device=device,
        values=begun_with(earlier[-1].round.told) if again else {},
        made_by=by.name,
    )
    form.save(force_insert=True)
    record(by=by, action="form.opened", subject=form, patient_id=patient.pk)
    return form


def _is_to_ask_anew(form: Form | None) -> bool:
    """Whether everything is asked: after years, or where the answers may be another person's."""
    if form is None or not form.answered_on:
        return True
    spans = spans_as_one([form.patient_id]).get(form.patient_id, ())
    is_old = today(Clinic.objects.get()) - form.answered_on > ALL_ANEW
    return is_old or is_from_before_parting(form.made_at, spans)


@transaction.atomic
def form_save(
    *,
    form: Form,
    changed: Mapping[str, Any],
    version: int,
    shown: Shown | None = None,
    turn: Turn | None = None,
) -> Saved:
    """Saves the fields that changed; what somebody else wrote since ``version`` stays.

    ``shown`` are the places that each question named on the page; None: those asked about now.
    Raises Closed, Overtaken.
    """
    held = _held(form)
    if is_overtaken(held.turns, turn):
        raise Overtaken("A later save of this page has arrived already.")
    before = held.values
    version = _heard_of(version, held)
    fitting = _fitting(changed)
    chosen = taken(fitting, before)
    given = Sent(fields=chosen, since=version, own=written_by(held.turns, turn))
    now = written(given, before, held.stamps, version=held.version + 1)
    held.values, held.stamps = now.values, now.stamps
    _remember(held, before, settled(chosen, now.clash), shown=shown)
    if len(held.values) > MOST_FIELDS:
        raise ValidationError("The form has more fields than it can have. Nothing was saved.")
    _write(held, before, since=version, turn=turn)
    return Saved(
        form=held, clash=now.clash, news=_news(held, since=version, but={*fitting, *now.clash})
    )


def _heard_of(version: int, held: Form) -> int:
    """What a page knows; one that names a version nobody wrote yet knows nothing."""
    return version if 0 <= version <= held.version else 0


def _write(held: Form, before: Mapping[str, Any], *, since: int, turn: Turn | None) -> None:
    is_new = held.values != before
    fields = []
    if is_new:
        held.version += 1
        held.saved_at = timezone.now()
        fields = ["values", "stamps", "version", "saved_at"]
    if turn:
        version = held.version if is_new else None
        held.turns = noted(held.turns, turn, since=since, version=version)
        fields.append("turns")
    if fields:
        held.save(update_fields=fields)


def _remember(
    held: Form, before: Mapping[str, Any], sent: Mapping[str, Any], *, shown: Shown | None
) -> None:
    """Keeps with each answer the places it is about, so that no other place gets it."""
    now = held.values
    if not by_place(sent):
        return
    held.values = supposing(now, sent)
    reading = reading_of(held)
    places = {key: reading.asked.get(key, reading.told.zones) for key in by_place(sent)}
    asked = places if shown is None else reading.asked
    kept = remembering(sent, before, now, asked=asked, shown=shown)
    held.values = {**now, **kept}
    for name in kept:
        if now.get(name) != kept[name]:
            held.stamps[name.replace(f"{REMEMBERED}-", "q-", 1)] = held.version + 1


def _news(form: Form, *, since: int, but: Collection[str]) -> dict[str, Any]:
    later = [name for name, stamp in form.stamps.items() if stamp > since and name not in but]
    return {name: form.values.get(name, "") for name in later}


def _fitting(changed: Mapping[str, Any]) -> dict[str, Any]:
    """Only what a form may hold; anything else gets a word, not silence."""
    found = {}
    for name, value in changed.items():
        kept_as = kept_value(value)
        own = name.startswith(f"{REMEMBERED}-")
        if not FIELD.fullmatch(name) or kept_as is None or own:
            raise ValidationError(
                f"The field {name[:40]!r} cannot be saved: it is unknown or too long."
            )
        if isinstance(kept_as, str) and IS_DAY.fullmatch(name):
            kept_as = kept_day(kept_as)
        found[name] = kept_as
    return found


def _held(form: Form) -> Form:
    held = _there(form)
    if not held.is_open:
        raise Closed("These questions were sent already, or were put aside.")
    return held


def _there(form: Form) -> Form:
    """The form as it stands, which nobody else changes until this is done. Raises Closed."""
    rows = Form.objects.select_for_update(of=("self",)).select_related("patient")
    held = rows.filter(pk=form.pk).first()
    if held is None:
        raise Closed(
            "These questions are gone: the record they belonged to was erased. Nothing was saved. "
            "Ask the clinic if you did not expect that."
        )
    if not became(form.patient_id, held.patient_id):
        raise Closed(
            "These questions belong to another record: two that were one were separated. Nothing "
            "was saved."
        )
    return held


def reading_of(form: Form, *, day: date | None = None) -> Reading:
    """What an open form says now, what it asks, and what is missing."""
    earlier = answered(form.patient)
    again = form.round == Round.AGAIN
    return read(
        form.values,
        about=about(form.patient, device=_device_of(form), answers=earlier),
        day=day or today(Clinic.objects.get()),
        kept=kept([one.round for one in earlier] if again else []),
        again=again,
    )


def _device_of(form: Form) -> str:
    """The device the form was opened for, or what would be used now where the rules lost it."""
    known = form.device in devices_known()
    return form.device if known else device_for(form.patient, form.visit)


@transaction.atomic
def form_send(
    *,
    by: Actor,
    form: Form,
    source: Source = Source.PATIENT,
    account: Account | None = None,
    seen: int | None = None,
) -> Form:
    """Makes facts of what was answered; the form is closed then. Raises Incomplete, Changed.

    Sent twice, it is sent once. ``seen`` is the version that whoever sends it has read.
    """
    held_kept(form.patient_id)
    now = _there(form)
    if now.sent_at:
        return now
    if now.put_aside_at:
        raise Closed("These questions were put aside.")
    if seen not in (None, now.version):
        raise Changed(now)
    day = today(Clinic.objects.get())
    reading = reading_of(now, day=day)
    if reading.faults:
        raise Incomplete(reading.faults)
    now.asked = asked_words(reading.asked)
    now.rule_set, now.answered_on = rules_in_use()[0], day
    now.sent_at, now.sent_by = timezone.now(), by.name[:120]
    now.save(update_fields=["asked", "rule_set", "answered_on", "sent_at", "sent_by"])
    _keep(now, pieces_of(reading.told), by=by, account=account, source=source)
    record(by=by, action="form.sent", subject=now, patient_id=now.patient_id)
    untouched_aside(now.patient.forms.all(), by=by)  # merged records may have had one each
    return now


def untouched_aside(forms: QuerySet[Form], *, by: Actor, reason: str = "") -> None:
    """Puts aside forms in which nothing was typed, as they stand once they are held."""
    untouched = {"sent_at": None, "put_aside_at": None, "saved_at": None}
    for key in forms.filter(**untouched).order_by("pk").values_list("pk", flat=True):
        held = Form.objects.select_for_update(of=("self",)).filter(pk=key, **untouched).first()
        if held is not None:
            _put_aside(held, by=by, reason=reason)


@transaction.atomic
def answers_put_right(
    *, by: Account, form: Form, pieces: Iterable[Piece], source: Source, reason: str
) -> list[Fact]:
    """New facts that count from now on, with who asked or looked, and why; the old ones stay."""
    held_kept(form.patient_id)
    held = _there(form)
    if not held.sent_at:
        raise ValidationError("These questions are not sent yet. Fill in the form itself.")
    if len(reason.strip()) < 3:
        raise ValidationError({"reason": "Say in a few words how you know. It stays with it."})
    made = _keep(held, pieces, by=by.actor, account=by, source=source, reason=reason.strip())
    record(
        by=by.actor,
        action="answers.put_right",
        subject=held,
        patient_id=held.patient_id,
    )
    return made


def _keep(
    form: Form,
    pieces: Iterable[Piece],
    *,
    by: Actor,
    account: Account | None,
    source: Source,
    reason: str = "",
) -> list[Fact]:
    day = form.answered_on or today(Clinic.objects.get())
    facts = [
        Fact(
            patient_id=form.patient_id,
            form=form,
            key=piece.key,
            zone=piece.zone,
            value=piece.value,
            answered_on=day,
            source=source,
            by=account,
            by_name=by.name[:120],
            reason=reason[:300],
        )
        for piece in pieces
    ]
    return Fact.objects.bulk_create(facts)


class NotRead(Exception):
    """Something was typed that whoever puts the form aside has not read."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing was put aside: something is typed in these questions that nobody has read "
            "yet. A specialist or a doctor reads it and puts them aside, or the patient sends them."
        )


@transaction.atomic
def form_put_aside(*, by: Actor, form: Form, reason: str = "", read: int | None = None) -> None:
    """Takes back questions that nobody needs to answer any more; what was typed stays.

    ``read`` is the version that was read; without it, only an untouched form. Raises NotRead.
    """
    held = _held(form)
    if held.saved_at and held.version != read:
        raise NotRead
    _put_aside(held, by=by, reason=reason)


def _put_aside(held: Form, *, by: Actor, reason: str = "") -> None:
    held.put_aside_at = timezone.now()
    held.save(update_fields=["put_aside_at"])
    record(
        by=by,
        action="form.put_aside",
        subject=held,
        patient_id=held.patient_id,
        reason=reason.strip(),
    )
