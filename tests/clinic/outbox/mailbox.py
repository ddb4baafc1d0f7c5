"""A real mail server inside the test, and messages to send to it."""

import asyncio
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.utils import timezone

from clinic.people_here import House
from percuta_clinic.outbox.models import Channel, Message, Purpose
from percuta_clinic.outbox.services import message_enqueue

VISIT = {
    "name": "Amara Okafor",
    "day": "Tuesday 12 May 2026",
    "time": "14:30",
    "service": "Consultation",
    "specialist": "Sina Sommer",
    "price": "40.00 EUR",
    "place": "Lindenstr. 4, Berlin",
}


class Mailbox:
    """What arrived. ``refused`` addresses get that answer; ``hangs_up`` times no answer comes."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.readers: list[list[str]] = []
        self.peers: set[Any] = set()
        self.refused: dict[str, str] = {}
        self.hangs_up = 0
        self.takes_seconds = 0.0
        self.__dict__.update(handle_RCPT=self._reader, handle_DATA=self._mail)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])

    async def _reader(
        self, _server: SMTP, _session: Session, envelope: Envelope, *about: str | list[str]
    ) -> str:
        address = str(about[0])
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def _mail(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        self.readers.append(envelope.rcpt_tos)
        self.peers.add(session.peer)
        await asyncio.sleep(self.takes_seconds)
        if self.hangs_up:
            self.hangs_up -= 1
            cast(asyncio.Transport, server.transport).abort()
        return "250 OK"

    @property
    def ids(self) -> list[str]:
        """The Message-IDs in the order of arrival."""
        return [mail["Message-ID"] for mail in self.mails]

    @contextmanager
    def running(self) -> Iterator[None]:
        """The server answers while this lasts."""
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield
        finally:
            controller.stop()


def enqueue(house: House, **changed: object) -> Message:
    """A reminder to Amara that does not wait for the morning, but for what ``changed`` says."""
    values: Mapping[str, object] = VISIT
    given: dict[str, Any] = {
        "by": house.fred.actor,
        "occasion": "visit_reminder",
        "channel": Channel.EMAIL,
        "to_name": "Amara Okafor",
        "address": "amara@mail.example",
        "patient_id": house.amara.pk,
        "purpose": Purpose.CARE,
        "values": values,
        "urgent": True,
    }
    given.update(changed)
    return message_enqueue(**given)


def later(message: Message) -> Message:
    """The time of the next attempt has come."""
    Message.objects.filter(pk=message.pk).update(due_at=timezone.now(), leased_until=None)
    message.refresh_from_db()
    return message
