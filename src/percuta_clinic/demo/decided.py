"""Earlier patients on whom a rule left it to the doctor, and what she decided."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from percuta_clinic.demo.answers import KELOID, THINNED, Typed, isotretinoin, whole
from percuta_clinic.demo.people_here import Staff
from percuta_clinic.patients.models import Patient
from percuta_clinic.screening.models import What
from percuta_clinic.screening.services import decide

Told = tuple[Mapping[str, Typed], str, What | None, str]
HEART: Mapping[str, Typed] = {"q-heart_disease": "yes"}
LOOKED = "Old scar looked at: flat, no keloid; test area first."


def decisions(staff: Staff, people: Sequence[Patient], day: date) -> None:
    """Some may go on, some are held back, one still waits."""
    for patient, (but, rule, what, reason) in zip(people, _stories(day), strict=False):
        whole(staff["front"].actor, patient, None, but=but)
        if what is not None:
            decide(
                by=staff["doctor"],
                patient=patient,
                rule=rule,
                zones=[],
                what=what,
                reason=reason,
                until=day + timedelta(days=90),
            )


def _stories(day: date) -> tuple[Told, ...]:
    thin, heart = "bleeding.002", "immunity.003"
    return (
        (KELOID, "keloid.001", What.GO_ON, LOOKED),
        (KELOID, "keloid.001", What.HOLD, "Raised scar on the shoulder, still growing."),
        (THINNED, thin, What.GO_ON, "Called the family doctor: goes on, shallow passes only."),
        (THINNED, thin, What.GO_ON, "Takes it for one more month; shallow passes only."),
        (THINNED, thin, What.HOLD, "Two medicines that thin the blood; asks his heart doctor."),
        (HEART, heart, What.GO_ON, "Letter of the heart doctor read: nothing against it."),
        (isotretinoin(day), "", None, ""),
        (HEART, heart, None, ""),
    )
