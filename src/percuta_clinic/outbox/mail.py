"""One message as an e-mail: plain text, with the name it keeps however often it is sent."""

from email.headerregistry import Address
from email.utils import format_datetime, parseaddr
from typing import Protocol, cast

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.console import EmailBackend as ConsoleBackend
from django.utils import timezone
from django.utils.module_loading import import_string

from percuta_clinic.files.vault import unseal_text
from percuta_clinic.outbox.invitation import invite
from percuta_clinic.outbox.models import Message
from percuta_clinic.outbox.wording import one_line
from percuta_clinic.premises.models import Clinic


class MailDoor(Protocol):
    """Django's e-mail backends, as far as they are used here."""

    def open(self) -> object: ...
    def close(self) -> object: ...
    def send_messages(self, email_messages: list[EmailMessage]) -> int | None: ...


class NoServer:
    """Stands where no mail server is set: nothing leaves, so every letter waits."""

    def open(self) -> object:
        raise ConnectionError("none is set (PERCUTA_SMTP).")

    def close(self) -> object:
        return None

    def send_messages(self, email_messages: list[EmailMessage]) -> int | None:
        self.open()
        return None


def mail_door() -> MailDoor:
    """The way out that the settings name."""
    return cast(MailDoor, import_string(settings.EMAIL_BACKEND)())


def has_no_server() -> bool:
    """Whether no mail server is set."""
    return isinstance(mail_door(), NoServer)


def is_printed() -> bool:
    """Whether letters are shown where the sample clinic was started, and go to nobody."""
    return isinstance(mail_door(), ConsoleBackend)


def words_of(message: Message) -> str:
    """What its reader gets."""
    return unseal_text(message.sealed) if message.sealed else message.body


def _reader(message: Message) -> Address:
    """To whom it goes; an address that staff do not see goes without a name."""
    if message.sealed_address:
        return _named("", unseal_text(message.sealed_address))
    return _named(message.to_name, message.address)


def as_email(message: Message, clinic: Clinic) -> EmailMessage:
    """Ready to be handed over; never in more than one copy to more than one person."""
    sender, reader = sender_of(clinic), _reader(message)
    mail = EmailMultiAlternatives(
        subject=one_line(message.subject),
        body=words_of(message) + "\n",
        from_email=str(sender),
        to=[str(reader)],
        reply_to=[str(_named(clinic.name, clinic.email))] if clinic.email else None,
        headers={
            "Message-ID": message.message_id,
            "Date": format_datetime(timezone.now()),
            "Auto-Submitted": "auto-generated",
        },
    )
    if message.calendar:
        invite(mail, message.calendar, by=sender, whom=reader)
    return mail


def sender_of(clinic: Clinic) -> Address:
    """Whom e-mails come from, and calendars take for the one who invites."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return _named(name or clinic.name, address)


def _named(name: str, address: str) -> Address:
    username, _, domain = address.rpartition("@")
    return Address(display_name=one_line(name), username=username, domain=domain)
