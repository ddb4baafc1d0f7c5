"""What became of an attempt: sent, to be tried again, or given up."""

import smtplib
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.audit.services import record
from percuta_clinic.outbox.models import Message, Purpose, State
from percuta_clinic.outbox.sms import SmsRefused
from percuta_clinic.outbox.wording import one_line

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120))
UNREACHED = "The mail server cannot be reached"
_HIDDEN = "The mail server did not take it. Its answer may name the address and is not kept."
_OURS = (530, 534, 535, 538)  # the server wants us to sign in: our settings, not their address


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """Why it failed. ``for_good``: this address is refused. ``left``: it may have arrived."""

    words: str
    for_good: bool = False
    left: bool = True


def trouble_of(error: Exception) -> Trouble:
    """What an error of a mail server or provider means."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _refused(*next(iter(error.recipients.values())))
    if isinstance(error, smtplib.SMTPResponseException):
        return _answered(error.smtp_code, error.smtp_error)
    if isinstance(error, SmsRefused):
        return Trouble(words=f"The number was refused: {error}", for_good=True, left=False)
    if isinstance(error, OSError):
        return Trouble(words=f"The connection broke: {error}")
    return Trouble(words=f"It could not be handed over: {error}")


def _refused(code: int, answer: bytes | str) -> Trouble:
    words = f"The mail server refused the address: {code} {_text(answer)}"
    for_good = 500 <= code < 600 and code not in _OURS and not _text(answer).startswith("5.7.")
    return Trouble(words=words, for_good=for_good, left=False)


def _answered(code: int, answer: bytes | str) -> Trouble:
    words = f"The mail server answered: {code} {_text(answer)}"
    return Trouble(words=words, for_good=_text(answer).startswith("5.1."), left=False)


def _text(answer: bytes | str) -> str:
    return answer if isinstance(answer, str) else answer.decode("utf-8", "replace")


def wait_after(attempts: int) -> timedelta:
    """How long until the next attempt."""
    return WAITS[min(attempts, len(WAITS)) - 1]


@transaction.atomic
def mark_sent(message: Message) -> None:
    """It was taken; what only its reader may see is forgotten."""
    Message.objects.filter(pk=message.pk).update(
        state=State.SENT,
        sent_at=timezone.now(),
        leased_until=None,
        trouble="",
        sealed="",
        sealed_address="",
    )
    record(by=SYSTEM, action="message.sent", subject=message, patient_id=message.patient_id)


@transaction.atomic
def mark_failed(message: Message, trouble: Trouble) -> None:
    """Waits for the next attempt; given up if the address is refused, or news may have left."""
    is_news = message.purpose == Purpose.NEWS
    ours = Message.objects.filter(
        pk=message.pk,
        attempts=message.attempts,
        state=State.SENT if is_news else State.WAITING,
    )
    told = trouble.words.startswith(UNREACHED) or not message.sealed_address
    words = trouble.words if told else _HIDDEN
    over = trouble.for_good or (is_news and trouble.left)
    changed = ours.update(
        state=State.GIVEN_UP if over else State.WAITING,
        due_at=timezone.now() + wait_after(message.attempts),
        sent_at=None,
        leased_until=None,
        trouble=one_line(words)[:300],
    )
    if changed and over:
        record(by=SYSTEM, action="message.given_up", subject=message, patient_id=message.patient_id)
