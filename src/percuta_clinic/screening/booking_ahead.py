"""What the newest answers say against a visit while it is booked."""

from collections.abc import Iterator
from datetime import date

from percuta_clinic.booking.models import Service
from percuta_clinic.booking.signals import Reason
from percuta_clinic.patients.models import Patient
from percuta_clinic.screening.queries import standing_for
from percuta_clinic.screening.standing import Standing


def put_off(*, patient: Patient, service: Service, day: date) -> Iterator[Reason]:
    """Why skin should not be needled on a day by what was answered; missing answers come later."""
    if not service.is_needling:
        return
    stand = standing_for(patient, device=service.device, day=day)
    if stand.urgent or stand.state == "no":
        yield Reason(
            words="We cannot plan this treatment online for you. Please call us first.",
            staff_words=f"Screening: {stand.words}.",
        )
    elif stand.state == "not_now":
        yield Reason(words=_not_yet(stand), staff_words=_why(stand), not_before=stand.until)


def _not_yet(stand: Standing) -> str:
    if stand.until is None:
        return "Your skin or health needs time first. Please call us to find a day."
    return f"Your skin or health needs time first. You can book from {_said(stand.until)} on."


def _why(stand: Standing) -> str:
    until = f" Free from {_said(stand.until)}." if stand.until else ""
    return f"Screening: {stand.words}.{until}"


def _said(day: date) -> str:
    return f"{day:%A %-d %B %Y}"
