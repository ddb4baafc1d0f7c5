"""Hands due messages over: one connection for a batch, and the outcome noted after each."""

import logging

from percuta_clinic.outbox.claims import BATCH, claim, still_held
from percuta_clinic.outbox.mail import MailDoor, as_email, mail_door, words_of
from percuta_clinic.outbox.models import Channel, Message
from percuta_clinic.outbox.outcomes import UNREACHED, Trouble, mark_failed, mark_sent, trouble_of
from percuta_clinic.outbox.sms import sms_door
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import the_clinic

log = logging.getLogger(__name__)


def send_due(*, limit: int = BATCH) -> int:
    """Sends one batch of what is due; how many were taken by a server."""
    clinic = the_clinic()
    if clinic is None:
        return 0
    claimed = claim(clinic, limit=limit)
    mails = [one for one in claimed if one.channel == Channel.EMAIL]
    texts = [one for one in claimed if one.channel == Channel.SMS]
    return _send_mails(mails, clinic) + sum(_send_text(one) for one in texts)


def _send_mails(mails: list[Message], clinic: Clinic) -> int:
    if not mails:
        return 0
    door, sent, outage = mail_door(), 0, None
    try:
        for message in mails:
            outage = outage or _opened(door)
            if outage:
                mark_failed(message, outage)
            elif still_held(message):
                sent += _send_mail(message, clinic, door)
    finally:
        _shut(door)
    return sent


def _opened(door: MailDoor) -> Trouble | None:
    """Opens the connection unless it is open; says what went wrong."""
    try:
        if _hung_up(door):
            door.close()
        door.open()
    except Exception as error:
        log.warning("The mail server cannot be reached: %s", error)
        return Trouble(words=f"{UNREACHED}: {error}", left=False)
    return None


def _hung_up(door: MailDoor) -> bool:
    """Whether the server closed the connection after the message before."""
    connection = getattr(door, "connection", None)
    return connection is not None and getattr(connection, "sock", None) is None


def _send_mail(message: Message, clinic: Clinic, door: MailDoor) -> bool:
    try:
        if not door.send_messages([as_email(message, clinic)]):
            raise ValueError("nobody took it")
    except Exception as error:
        log.warning("Message %s was not sent: %s", message.pk, type(error).__name__)
        mark_failed(message, trouble_of(error))
        return False
    mark_sent(message)
    return True


def _shut(door: MailDoor) -> None:
    try:
        door.close()
    except OSError as error:
        log.warning("The mail server hung up: %s", error)


def _send_text(message: Message) -> bool:
    if not still_held(message):
        return False
    try:
        sms_door().send(to=message.address, text=words_of(message))
    except Exception as error:
        log.warning("Message %s was not sent: %s", message.pk, type(error).__name__)
        mark_failed(message, trouble_of(error))
        return False
    mark_sent(message)
    return True
