"""What later steps have a say in before a visit is booked, without this step knowing them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.dispatch import Signal


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a patient may not have a service on a day, in words for patients and for staff.

    ``not_before`` is the first day it no longer holds; none: somebody has to clear it.
    ``for_staff``: it also stops whoever books for the patient, unless they override it by right.
    """

    words: str
    staff_words: str
    not_before: date | None = None
    for_staff: bool = True


booking_asked = (
    Signal()
)  # ``patient``, ``service``, ``day``, ``clinic``, ``but`` a visit that moves; wants Reasons


def reasons_against(**asked: Any) -> list[Reason]:
    """What every step that listens has against it."""
    answers: list[Any] = [answer for _, answer in booking_asked.send(sender=Reason, **asked)]
    return [reason for some in answers for reason in some or ()]


stages_asked = Signal()  # ``patient``, ``service``, ``usual``; wants other stages, or nothing
