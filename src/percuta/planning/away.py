"""Days of the person's own: an event to look well at, stays in the sun, days away."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.healing import SKINPEN_DESERT
from percuta.evidence.sources.labels import SKINPEN_NUANCE
from percuta.evidence.sources.practice import ESTHETIK
from percuta.evidence.sources.reviews import CHU2021, FLANAGAN2024

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
DARKER_UNTIL = Parameter(
    key="planning.darker_until",
    value=30,
    unit="days",
    status=Status.ASSUMED,
    source=ESTHETIK,
    note="texts say marks look darker at first, without days; the latest of what is told of it, "
    "for an event where pigment is treated",
)
NO_FILLER_UNTIL = Parameter(
    key="planning.no_filler_until",
    value=14,
    unit="days",
    status=Status.MEASURED,
    source=FLANAGAN2024,
    where="two weeks apart",
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
    """Which days a session may be on, for one person's stays, event and risk of pigment.

    ``pigment`` are zones where pigment is treated: their marks may look darker for weeks.
    """

    risk: str = ""
    away: tuple[Away, ...] = ()
    event_on: date | None = None
    pigment: frozenset[str] = frozenset()

    def marks_until(self, zones: Collection[str]) -> Parameter:
        """Days that a session in these zones may show before an event."""
        return MARKS_UNTIL if self.pigment.isdisjoint(zones) else DARKER_UNTIL

    def why_not(self, day: date, zones: Collection[str] = ()) -> str:
        """What holds a session in these zones off a day, empty where nothing does."""
        return next(self._reasons(day, zones), "")

    def _reasons(self, day: date, zones: Collection[str]) -> Iterator[str]:
        for stay in self.away:
            yield from self._held_by(stay, day)
        event, marks = self.event_on, self.marks_until(zones).value
        if event is not None and event - timedelta(days=marks) <= day <= event:
            yield f"the skin may still show marks {marks:g} days later, at the event"

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

    def next_free(self, day: date, *, zones: Collection[str] = (), step: int = 1) -> date:
        """The first day from ``day`` on, in steps of days, that a session in zones may be on.

        Stays are finite, so there always is one.
        """
        while self.why_not(day, zones):
            day += timedelta(days=step)
        return day


def next_at_home(away: Sequence[Away], day: date) -> date:
    """The first day from ``day`` on that lies in no stay."""
    while any(stay.first <= day <= stay.last for stay in away):
        day += timedelta(days=1)
    return day


def sun_stays(away: Sequence[Away]) -> tuple[Away, ...]:
    """The stays in the sun."""
    return tuple(stay for stay in away if stay.sun)
