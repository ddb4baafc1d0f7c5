"""The days after a session as its patient reads them: today, what comes, when to call."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from percuta.healing.advice import Advice, Expectation, Flag
from percuta.healing.holding import AGAIN, ON_CALM_SKIN, Stage, is_on, stage_of
from percuta_clinic.healing.science import DaysAfter

FEWEST_DAYS = 14  # so that one day is as wide for everybody whose marks do not darken
BY_THE_HOUR = timedelta(hours=36)


@dataclass(frozen=True, kw_only=True)
class SignRow:
    """One sign of healing on a day: in words, and as a bar in days."""

    sign: str
    words: str
    sure: str
    stage: Stage
    begins: int
    usual: int
    latest: int
    usual_until: date
    latest_until: date

    @property
    def usual_wide(self) -> int:
        """Days from the first on which it is usual, the last one whole."""
        return self.usual + 1 - self.begins

    @property
    def latest_wide(self) -> int:
        """Days from the first to the last on which it was read."""
        return self.latest + 1 - self.begins


@dataclass(frozen=True, kw_only=True)
class AdviceRow:
    """One thing to do, to leave or to ask, and until when; ``since`` where it is still to come."""

    does: str
    words: str
    since: datetime
    until: datetime | None

    @property
    def is_of_a_day(self) -> bool:
        """Whether its end is told by the hour: it is over within a day or so."""
        return self.until is not None and self.until - self.since <= BY_THE_HOUR


@dataclass(frozen=True, kw_only=True)
class AgainRow:
    """What may begin again at a moment."""

    key: str
    words: str
    at: datetime
    is_over: bool
    on_calm_skin: bool


@dataclass(frozen=True, kw_only=True)
class OwnDays:
    """The whole page."""

    ended_at: datetime
    day: int
    most_days: int
    signs: tuple[SignRow, ...]
    advice: tuple[AdviceRow, ...]
    coming: tuple[AdviceRow, ...]
    again: tuple[AgainRow, ...]
    flags: tuple[Flag, ...]


def own_days(found: DaysAfter, ended_at: datetime, now: datetime) -> OwnDays:
    """Both moments in the zone of whoever reads; days change at her midnight."""
    day = max((now.date() - ended_at.date()).days, 0)
    hour = max((now - ended_at) / timedelta(hours=1), 0)
    rows = tuple(_sign(one, ended_at.date(), day) for one in found.signs)
    told = [(one, _advice(one, ended_at)) for one in found.advice]
    return OwnDays(
        ended_at=ended_at,
        day=day,
        most_days=max(FEWEST_DAYS, *(row.latest + 1 for row in rows)),
        signs=rows,
        advice=tuple(row for one, row in told if is_on(one, hour)),
        coming=tuple(sorted(_coming(told, hour), key=lambda row: row.since)),
        again=tuple(again_after(found, ended_at, now)),
        flags=found.flags,
    )


def again_after(found: DaysAfter, ended_at: datetime, now: datetime) -> Iterator[AgainRow]:
    """What may begin again and when, the soonest first."""
    told = [one for one in found.advice if one.key in AGAIN]
    ends = [(one, one.to_hour.value) for one in told if one.to_hour is not None]
    for one, hours in sorted(ends, key=lambda pair: pair[1]):
        at = after(ended_at, hours)
        yield AgainRow(
            key=one.key,
            words=AGAIN[one.key],
            at=at,
            is_over=at <= now,
            on_calm_skin=one.key in ON_CALM_SKIN,
        )


def after(moment: datetime, hours: float) -> datetime:
    """So many hours later in the same zone, whatever its clocks do in between."""
    zone = moment.tzinfo
    return datetime.fromtimestamp(moment.timestamp() + hours * 3600, zone)


def _sign(one: Expectation, began: date, day: int) -> SignRow:
    usual = round(one.to_day.value)
    latest = usual if one.latest_day is None else round(one.latest_day.value)
    return SignRow(
        sign=one.sign,
        words=one.patient,
        sure=one.sure,
        stage=stage_of(one, day),
        begins=one.from_day,
        usual=usual,
        latest=max(latest, usual),
        usual_until=began + timedelta(days=usual),
        latest_until=began + timedelta(days=max(latest, usual)),
    )


def _advice(one: Advice, ended_at: datetime) -> AdviceRow:
    since = one.from_hour.value if one.from_hour is not None else 0
    return AdviceRow(
        does=one.does.value,
        words=one.patient,
        since=after(ended_at, since),
        until=None if one.to_hour is None else after(ended_at, one.to_hour.value),
    )


def _coming(told: list[tuple[Advice, AdviceRow]], hour: float) -> Iterator[AdviceRow]:
    for one, row in told:
        if one.from_hour is not None and one.from_hour.value > hour:
            yield row
