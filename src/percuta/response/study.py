"""What a trial reported of needling: arms, and readings of improvement after their sessions.

Improvement is per cent of what was there before: 100 is gone, 0 unchanged.
"""

from enum import StrEnum
from math import sqrt

from msgspec import Struct

TOGETHER = 0.8  # correlation of before and after within people; 0.82 follows from pafmj2024
WHOLE = 100.0
DAYS_A_WEEK = 7
MOST_BOUNDS = 3


class Kind(StrEnum):
    """Concerns for which improvement has been counted with needling alone."""

    ACNE_SCARS = "acne_scars"
    WRINKLES = "wrinkles"
    PHOTODAMAGE = "photodamage"
    STRETCH_MARKS = "stretch_marks"


class Split(StrEnum):
    """What a study may be used for."""

    CALIBRATION = "calibration"
    VALIDATION = "validation"


class Reading(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One reading of an arm. Exactly one of three forms: before and after, improvement, counts.

    ``counts`` are people below the first of ``bounds``, between them, and from the last on.
    """

    scale: str
    weeks_after_last: float
    before: float | None = None
    before_sd: float | None = None
    after: float | None = None
    after_sd: float | None = None
    change_sd: float | None = None
    improvement: float | None = None
    improvement_sd: float | None = None
    bounds: tuple[float, ...] = ()
    counts: tuple[int, ...] = ()

    @property
    def mean(self) -> float | None:
        """Mean improvement as a part of what was there; None for counts."""
        if self.improvement is not None:
            return self.improvement / WHOLE
        if self.before is None or self.after is None:
            return None
        return 1 - self.after / self.before

    @property
    def spread(self) -> float | None:
        """Standard deviation of improvement between people, of its mean's unit; None if not read.

        From before and after: the spread of the change, less what the spread before explains.
        """
        if self.improvement_sd is not None:
            return self.improvement_sd / WHOLE
        if self.mean is None or self.before is None or self.before_sd is None:
            return None
        changed = self.change_sd
        if changed is None:
            if self.after_sd is None:
                return None
            one, other = self.before_sd, self.after_sd
            changed = sqrt(one**2 + other**2 - 2 * TOGETHER * one * other)
        own = changed**2 - (self.mean * self.before_sd) ** 2
        return sqrt(max(own, (changed / 3) ** 2)) / self.before


class Arm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """People who had the same sessions. ``with_more`` where something else was put on as well."""

    name: str
    people: int
    sessions: int
    interval_days: int
    reading: tuple[Reading, ...]
    depth_mm: float | None = None
    with_more: bool = False

    @property
    def days(self) -> tuple[float, ...]:
        """Days of the sessions; the first is day 0."""
        return tuple(float(n * self.interval_days) for n in range(self.sessions))

    def day_of(self, reading: Reading) -> float:
        """The day of a reading, counted from the first session."""
        return self.days[-1] + reading.weeks_after_last * DAYS_A_WEEK


class Study(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One trial. ``source`` is the key of a source, or for a trial of your own its citation."""

    key: str
    source: str
    indication: Kind
    split: Split
    blinded: bool
    arm: tuple[Arm, ...]
    note: str = ""
