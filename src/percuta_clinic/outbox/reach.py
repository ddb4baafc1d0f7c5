"""How a patient can be reached, and why not otherwise."""

from dataclasses import dataclass

from percuta_clinic.outbox.models import Channel, Purpose
from percuta_clinic.outbox.sms import has_no_provider
from percuta_clinic.patients.models import Patient


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Reasons not to use e-mail, SMS or to send news; an empty one means: yes."""

    email: str
    sms: str
    no_email: str
    no_sms: str
    no_news: str

    @property
    def channel(self) -> Channel | None:
        """The way to use: e-mail before SMS."""
        if not self.no_email:
            return Channel.EMAIL
        return None if self.no_sms else Channel.SMS

    @property
    def address(self) -> str:
        """Where to, by that way."""
        return {Channel.EMAIL: self.email, Channel.SMS: self.sms, None: ""}[self.channel]

    @property
    def why_not(self) -> str:
        """Why nothing can be sent at all."""
        return "" if self.channel else f"{self.no_email} {self.no_sms}"

    def refusal(self, channel: str, purpose: str) -> str:
        """Why a message with this purpose may not go this way; empty: it may."""
        if purpose == Purpose.ACCOUNT:
            return ""
        if purpose == Purpose.NEWS and self.no_news:
            return self.no_news
        return self.no_sms if channel == Channel.SMS else self.no_email


def reach(patient: Patient) -> Reach:
    """What the patient allows and what we know of them."""
    if not patient.is_live:
        gone = "The record is not in use any more."
        return Reach(email="", sms="", no_email=gone, no_sms=gone, no_news=gone)
    return Reach(
        email=patient.email,
        sms=patient.phone,
        no_email=_why_not(
            patient.by_email, patient.email, way="e-mail", needed="an e-mail address"
        ),
        no_sms="No SMS: no provider is built in yet."
        if has_no_provider()
        else _why_not(patient.by_sms, patient.phone, way="SMS", needed="a phone number"),
        no_news="" if patient.news else f"{patient} did not ask for news.",
    )


def _why_not(allowed: bool, address: str, *, way: str, needed: str) -> str:
    if not allowed:
        return f"No {way}: not wished."
    return "" if address else f"No {way}: {needed} is missing."
