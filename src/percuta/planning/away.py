"""Days of the person's own: an event to look well at, stays in the sun, days away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.healing import SKINPEN_DESERT
from percuta.evidence.sources.labels import SKINPEN_NUANCE
from percuta.evidence.sources.reviews import CHU2021

BEFORE_SUN = Parameter(
    key="planning.before_sun",
    value=14,
    unit="days",
    status=Status.MEASURED,
    source=SKINPEN_NUANCE,
    where="no long sun for two weeks",
)
BEFORE_SUN_DARKER = Parameter(
    key="planning.before_sun_darker",
    value=28,
    unit="days",
    status=Status.ASSUMED,
    note="clinics say two to four weeks; the longest, where pigment is at risk",
)
AFTER_STAY = Parameter(
    key="planning.after_sun_stay",
    value=14,
    unit="days",
    status=Status.ASSUMED,
    low=1,
    high=28,
    note="clinics say one to four weeks for a tan; whoever comes back from the sun brings one",
)
RED_UNTIL = Parameter(
    key="planning.red_until",
    value=7,
    unit="days",
    status=Status.MEASURED,
    source=CHU2021,
    where="within about a week",
)
MARKS_UNTIL = Parameter(
    key="planning.marks_until",
    value=10,
    unit="days",
    status=Status.ASSUMED,
    source=SKINPEN_DESERT,
    note="tiny scabs and bruises are gone by day 7 to 10; the longer, for an event",
)


@dataclass(frozen=True, kw_only=True)
class Away:
    """Days, first to last, on which no session can be; ``sun`` where the skin gets it."""

    first: date
    last: date
    sun: bool

    def __post_init__(self) -> None:
        """Refuse a stay that ends before it begins."""
        if self.last < self.first:
            raise ValueError(f"a stay from {self.first} cannot end on {self.last}")


def before_sun(risk: str) -> Parameter:
    """Days between a session and a stay in the sun; ``risk`` says why pigment is at risk."""
    return BEFORE_SUN_DARKER if risk else BEFORE_SUN


@dataclass(frozen=True, kw_only=True)
class Days:
    """Which days a session may be on, for one person's stays, event and risk of pigment."""

    risk: str = ""
    away: tuple[Away, ...] = ()
    event_on: date | None = None

    def why_not(self, day: date) -> str:
        """What holds a session off a day, empty where nothing does."""
        return next(self._reasons(day), "")

    def _reasons(self, day: date) -> Iterator[str]:
        for stay in self.away:
            yield from self._held_by(stay, day)
        event = self.event_on
        if event is not None and event - timedelta(days=MARKS_UNTIL.value) <= day <= event:
            yield f"the skin may still show marks {MARKS_UNTIL.value:g} days later, at the event"

    def _held_by(self, stay: Away, day: date) -> Iterator[str]:
        if stay.first <= day <= stay.last:
            yield "in the sun that day" if stay.sun else "away that day"
        if not stay.sun:
            return
        ahead, rest = before_sun(self.risk).value, AFTER_STAY.value
        if stay.first - timedelta(days=ahead) < day < stay.first:
            yield f"sun follows within {ahead:g} days"
        if stay.last < day < stay.last + timedelta(days=rest):
            yield f"sun was within {rest:g} days"

    def next_free(self, day: date, *, step: int = 1) -> date:
        """The first day from ``day`` on, in steps of days, that a session may be on.

        Stays are finite, so there always is one.
        """
        while self.why_not(day):
            day += timedelta(days=step)
        return day


def sun_stays(away: Sequence[Away]) -> tuple[Away, ...]:
    """The stays in the sun."""
    return tuple(stay for stay in away if stay.sun)
