"""What the worker does before treatments: asks, offers consents, tells what is about to end."""

from collections.abc import Callable

from percuta_clinic.billing.notices import tell_of_packages
from percuta_clinic.premises.queries import the_clinic
from percuta_clinic.readiness.offering import offer_consents
from percuta_clinic.readiness.sending import send_questions
from percuta_clinic.readiness.waits import tell_of_waits

DUTIES: dict[str, tuple[float, Callable[[], int]]] = {
    "questions before visits": (60, send_questions),
    "consents to read": (60, offer_consents),
    "waits that end": (600, tell_of_waits),
    "packages that end": (3600, tell_of_packages),
}


def unless_off(do: Callable[[], int]) -> Callable[[], int]:
    """Does it where a clinic is set up and wishes it."""

    def duty() -> int:
        clinic = the_clinic()
        return do() if clinic is not None and clinic.writes_ahead else 0

    return duty


def prepare_now() -> int:
    """All of it at once."""
    return sum(unless_off(do)() for _, do in DUTIES.values())
