"""Quiet hours: when a message may leave, by the clock on the wall of whoever gets it."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Clinic

MINUTE = timedelta(minutes=1)
LONGEST = 2 * 24 * 60  # minutes; no quiet time is longer than a day


@dataclass(frozen=True, kw_only=True)
class Quiet:
    """From ``start`` up to ``end``, over midnight if need be; equal times mean never."""

    start: time
    end: time
    zone: ZoneInfo

    def holds_at(self, at: datetime) -> bool:
        """Whether it is quiet then."""
        clock = at.astimezone(self.zone).time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def over(self, at: datetime) -> datetime:
        """``at``, or the first minute after it that is not quiet, whatever clocks are set to."""
        at = at.astimezone(UTC)
        for _ in range(LONGEST):
            if not self.holds_at(at):
                break
            at = at.replace(second=0, microsecond=0) + MINUTE
        return at


def quiet_for(patient: Patient | None, clinic: Clinic) -> Quiet:
    """The clinic's quiet hours where the patient lives."""
    zone = clinic.zone
    if patient and patient.time_zone:
        try:
            zone = ZoneInfo(patient.time_zone)
        except (ZoneInfoNotFoundError, ValueError):
            zone = clinic.zone
    return Quiet(start=clinic.quiet_from, end=clinic.quiet_until, zone=zone)
