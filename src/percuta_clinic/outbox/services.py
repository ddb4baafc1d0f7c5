"""Writing messages: queued, held back, tried again; and the clinic's own texts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.files.vault import seal_text
from percuta_clinic.outbox.addresses import checked_address
from percuta_clinic.outbox.models import Channel, Message, Purpose, State, Template
from percuta_clinic.outbox.occasions import occasion_of
from percuta_clinic.outbox.placeholders import Occasion
from percuta_clinic.outbox.quiet import quiet_for
from percuta_clinic.outbox.reach import reach
from percuta_clinic.outbox.wording import (
    LONGEST_SMS,
    Words,
    check_text,
    fill_in,
    many_lines,
    one_line,
    text_in_use,
)
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import the_clinic


class Stale(Exception):
    """Somebody else changed the text in the meantime."""


@transaction.atomic
def message_enqueue(
    *,
    by: Actor,
    occasion: str,
    channel: str,
    to_name: str,
    address: str,
    patient_id: UUID | None = None,
    purpose: str,
    values: Mapping[str, object],
    due_at: datetime | None = None,
    urgent: bool = False,
    once: str | None = None,
    hide_address: bool = False,
    calendar: str = "",
) -> Message:
    """A message with the words of today, in the caller's transaction; ``once`` names it."""
    if once and (earlier := Message.objects.filter(once=once).first()):
        return earlier
    what, clinic = occasion_of(occasion), _clinic()
    _check_kind(what, channel, purpose)
    patient = _patient(patient_id, channel, purpose)
    text = text_in_use(what, channel)
    words = fill_in(occasion=what, text=text, values=_with_clinic(values, clinic))
    message = Message(
        patient_id=patient_id,
        to_name=one_line(to_name)[:160],
        address=checked_address(address, channel=channel, country=clinic.country),
        channel=channel,
        purpose=purpose,
        occasion=what.key,
        template=text.template,
        urgent=urgent,
        due_at=due_at or timezone.now(),
        once=once,
        calendar=calendar if channel == Channel.EMAIL else "",
    )
    _put_words(message, words)
    if hide_address:
        message.address, message.sealed_address = "", seal_text(message.address)
    message.due_at = leaves_at(message, patient, clinic)
    return _queued(message, by)


def _clinic() -> Clinic:
    clinic = the_clinic()
    if clinic is None:
        raise ValidationError("Nothing can be sent before the clinic is set up.")
    return clinic


def _check_kind(occasion: Occasion, channel: str, purpose: str) -> None:
    if channel not in occasion.channels:
        raise ValueError(f"{occasion.key} has no words for {channel}.")
    if purpose != occasion.purpose:
        raise ValueError(f"{occasion.key} is sent for {occasion.purpose}, not for {purpose}.")


def _patient(key: UUID | None, channel: str, purpose: str) -> Patient | None:
    if key is None:
        return None
    patient = Patient.objects.get(pk=key)
    if refusal := reach(patient).refusal(channel, purpose):
        raise ValidationError(f"{patient} cannot be written to this way. {refusal}")
    return patient


def _with_clinic(values: Mapping[str, object], clinic: Clinic) -> dict[str, object]:
    return {**values, **about_clinic(clinic)}


def about_clinic(clinic: Clinic) -> dict[str, str]:
    """What is filled in everywhere."""
    return {"clinic": clinic.name, "contact": contact_of(clinic)}


def contact_of(clinic: Clinic) -> str:
    """A sentence that says how to reach the clinic."""
    ways = [f"call {clinic.phone}"] * bool(clinic.phone)
    ways += [f"write to {clinic.email}"] * bool(clinic.email)
    sentence = " or ".join(ways) or "ask us at your next visit"
    return f"{sentence[0].upper()}{sentence[1:]}."


def _put_words(message: Message, words: Words) -> None:
    message.subject = words.subject if message.channel == Channel.EMAIL else ""
    message.body = words.shown
    if words.shown != words.body:
        message.sealed = seal_text(words.body)
    message.message_id = f"<{message.pk}@{_host()}>"


def _host() -> str:
    host = urlsplit(settings.ENVIRONMENT.url).hostname or "localhost"
    return f"[IPv6:{host}]" if ":" in host else host[-80:].lstrip(".-")


def leaves_at(message: Message, patient: Patient | None, clinic: Clinic) -> datetime:
    """When it is due, or when the quiet time it falls into is over."""
    if message.urgent or message.purpose == Purpose.ACCOUNT:
        return message.due_at
    return quiet_for(patient, clinic).over(message.due_at)


def _queued(message: Message, by: Actor) -> Message:
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        if message.once is None:
            raise
        return Message.objects.get(once=message.once)
    record(
        by=by,
        action="message.queued",
        subject=message,
        patient_id=message.patient_id,
        fields=(message.occasion, message.channel),
    )
    return message


def letter_write(*, by: Actor, patient: Patient, text: str, once: str) -> Message:
    """A letter in somebody's own words, by the way the patient wishes."""
    channel = way_to(patient)
    if not many_lines(text):
        raise ValidationError("The letter has no words yet.")
    size = len(letter_words(by=by, patient=patient, text=text).body)
    if channel == Channel.SMS and size > LONGEST_SMS:
        raise ValidationError(
            f"It goes out by SMS and has {size} characters; {LONGEST_SMS} is the most. Shorten it."
        )
    earlier = Message.objects.filter(once=once).first()
    if earlier and not _is_same_letter(earlier, by=by, patient=patient, text=text):
        raise ValidationError(
            "A letter with other words went out from this page already. What you wrote now is "
            "below; open a new letter to send it too."
        )
    values = _letter_values(by, patient, text)
    return patient_write(by=by, patient=patient, occasion="letter", values=values, once=once)


def _is_same_letter(earlier: Message, *, by: Actor, patient: Patient, text: str) -> bool:
    words = letter_words(by=by, patient=patient, text=text)
    return earlier.patient_id == patient.pk and earlier.body == words.shown


def _letter_values(by: Actor, patient: Patient, text: str) -> dict[str, object]:
    return {"name": patient.preferred_name or str(patient), "text": text, "writer": by.name}


def letter_words(*, by: Actor, patient: Patient, text: str | None) -> Words:
    """What the patient would get; dots stand for what is not written yet."""
    occasion, channel = occasion_of("letter"), reach(patient).channel or Channel.EMAIL
    values = _letter_values(by, patient, many_lines(text or "") or "…")
    return fill_in(
        occasion=occasion,
        text=text_in_use(occasion, channel),
        values=_with_clinic(values, _clinic()),
    )


def message_opened(*, by: Actor, message: Message) -> None:
    """Somebody read what was written to a person."""
    record(by=by, action="message.opened", subject=message, patient_id=message.patient_id)


@transaction.atomic
def message_hold_back(*, by: Actor, message: Message) -> None:
    """Keeps a waiting message from leaving, or puts one aside that could not be sent."""
    now = timezone.now()
    held = _not_on_its_way(message, now).update(
        state=State.CANCELLED, sealed="", sealed_address="", leased_until=None
    )
    if not held:
        raise ValidationError("It was sent, or is being sent this moment. It cannot be held back.")
    action = "message.held_back" if message.state == State.WAITING else "message.put_aside"
    record(by=by, action=action, subject=message, patient_id=message.patient_id)


@transaction.atomic
def message_try_again(*, by: Actor, message: Message) -> Message:
    """Makes a message due now, to the address the patient has now; quiet hours still hold."""
    if not (message.address or message.sealed_address or message.patient_id):
        raise ValidationError("The address was deleted, as the writer was promised.")
    if message.purpose == Purpose.NEWS and message.state == State.GIVEN_UP:
        raise ValidationError("News is sent at most once, and this may have arrived.")
    clinic, now = _clinic(), timezone.now()
    patient = _patient(message.patient_id, message.channel, message.purpose)
    message.due_at = now
    tried = _not_on_its_way(message, now).update(
        state=State.WAITING,
        due_at=leaves_at(message, patient, clinic),
        leased_until=None,
        address=_address_now(message, patient, clinic),
    )
    if not tried:
        raise ValidationError("It was sent, or is being sent this moment.")
    record(by=by, action="message.retried", subject=message, patient_id=message.patient_id)
    message.refresh_from_db()
    return message


def _not_on_its_way(message: Message, now: datetime) -> QuerySet[Message]:
    return Message.objects.filter(
        Q(leased_until=None) | Q(leased_until__lte=now),
        pk=message.pk,
        state__in=(State.WAITING, State.GIVEN_UP),
    )


def _address_now(message: Message, patient: Patient | None, clinic: Clinic) -> str:
    if message.sealed_address:
        return ""
    address = message.address
    if patient is not None and message.purpose != Purpose.ACCOUNT:
        address = patient.phone if message.channel == Channel.SMS else patient.email
    return checked_address(address, channel=message.channel, country=clinic.country)


def way_to(patient: Patient) -> Channel:
    """How somebody wishes to be written to. Raises ValidationError where no way is allowed."""
    how = reach(patient)
    if how.channel is None:
        raise ValidationError(f"{patient} cannot be written to. {how.why_not}")
    return how.channel


def patient_write(
    *,
    by: Actor,
    patient: Patient,
    occasion: str,
    values: Mapping[str, object],
    once: str,
    due_at: datetime | None = None,
    urgent: bool = False,
    calendar: str = "",
) -> Message:
    """Writes about somebody's care by the way that they wish; raises as ``way_to`` does."""
    return message_enqueue(
        by=by,
        occasion=occasion,
        channel=way_to(patient),
        to_name=str(patient),
        address=reach(patient).address,
        patient_id=patient.pk,
        purpose=Purpose.CARE,
        values=values,
        due_at=due_at,
        urgent=urgent,
        once=once,
        calendar=calendar,
    )


def patient_tell(*, by: Actor, patient: Patient, **what: Any) -> Message | None:
    """The same as ``patient_write``; None where no way is allowed."""
    if reach(patient).channel is None:
        return None
    return patient_write(by=by, patient=patient, **what)


@transaction.atomic
def text_save(
    *, by: Actor, occasion: Occasion, channel: str, subject: str, body: str, version: int
) -> Template:
    """A new version of the clinic's own words, unless ``version`` is not the newest any more."""
    subject, body = one_line(subject), many_lines(body)
    check_text(occasion=occasion, channel=channel, subject=subject, body=body)
    if text_in_use(occasion, channel).version != version:
        raise Stale
    try:
        with transaction.atomic():
            made = Template.objects.create(
                occasion=occasion.key,
                channel=channel,
                version=version + 1,
                subject=subject,
                body=body,
                made_by=by.name,
            )
    except IntegrityError:
        raise Stale from None
    record(by=by, action="message_text.changed", subject=made, fields=(occasion.key, channel))
    return made
