"""What a patient reads right after a check-in: what to do, why, who looks and by when."""

from datetime import datetime
from typing import Any

from percuta_clinic.healing.models import Urgent
from percuta_clinic.healing.science_triage import Judged
from percuta_clinic.premises.models import Clinic

TITLES = {
    Urgent.EXPECTED: "This is as expected",
    Urgent.WATCH: "Keep an eye on it",
    Urgent.TODAY: "Call us today",
    Urgent.NOW: "Call the emergency number now",
}
NOBODY = "Nobody reads this page at once. If you need somebody today, call."


def read_after(found: Judged, clinic: Clinic, at: datetime) -> dict[str, Any]:
    """All of it, as it is kept with the answer; ``at`` is when it was read."""
    level = Urgent(found.level)
    return {
        "title": TITLES[level],
        "do": found.do,
        "why": [one["patient"] for one in found.found],
        "open": found.not_known,
        "who": who_looks(level, clinic, at),
    }


def who_looks(level: Urgent, clinic: Clinic, at: datetime) -> list[str]:
    """Who looks at it and by when, in sentences."""
    if level >= Urgent.TODAY:
        return [NOBODY]
    return ["Somebody of the clinic reads it. Call us if anything gets worse."]
