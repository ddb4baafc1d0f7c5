"""What can be expected of a course: bands over time, and chances on a day."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from percuta.response.assumed import LITTLE, SHOWN_DAYS
from percuta.response.crowd import PEOPLE, Crowd, crowd, improvement
from percuta.response.draws import Draws
from percuta.response.personal import personal
from percuta.response.quantiles import quantiles
from percuta.response.study import DAYS_A_WEEK, Arm, Kind, Split
from percuta.response.study_file import studies_for
from percuta.response.update import Seen, Weighed, weighed
from percuta.skin.ladder import Values

EVERY = 7  # days between points of a band
BANDS = (0.05, 0.25, 0.5, 0.75, 0.95)
QUARTER, HALF = 0.25, 0.5


@dataclass(frozen=True, kw_only=True)
class Chances:
    """On one day: the part of people with hardly any gain, and with a quarter or a half or more."""

    day: float
    little: float
    quarter: float
    half: float


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """Forecast of one concern. ``bands[n]`` are five quantiles on ``days[n]``.

    ``weighed`` says how far the person's own observations can be trusted; ``from_people`` is the
    part of the doubt before them that is left: 1 where all is population data.
    """

    kind: Kind
    days: tuple[float, ...]
    bands: Values
    measured_from: float
    measured_until: float
    before: Values
    chances: Chances
    at_band: Values
    observations: int
    weighed: Weighed
    from_people: float


def outlook(
    draws: Draws,
    kind: Kind,
    sessions: Sequence[float],
    *,
    at: float,
    seen: Sequence[Seen] = (),
    seed: int = 1,
) -> Outlook:
    """The forecast for one concern; days count from the first session.

    Raises ValueError where nothing can be forecast: no session, or a day out of reach.
    """
    if not sessions:
        raise ValueError("no session; a forecast is of a course with at least one")
    end = max(sessions) + SHOWN_DAYS.value
    if not 0 <= at <= end:
        raise ValueError(f"day {at:g} is out of reach; 0 to {end:g} can be forecast")
    people, weight, left, before = _people(draws, kind, sessions, seen=seen, at=at, seed=seed)
    days = tuple(float(day) for day in np.arange(0, end + 1, EVERY))
    shown = improvement(people, sessions, days)
    then = improvement(people, sessions, [at])[0]
    return Outlook(
        kind=kind,
        days=days,
        bands=quantiles(shown, BANDS),
        measured_from=read_from(kind),
        measured_until=max(sessions) + read_until(kind),
        before=before,
        chances=_chances(then, at),
        at_band=np.quantile(then, BANDS),
        observations=len(seen),
        weighed=weight,
        from_people=left,
    )


def _people(
    draws: Draws,
    kind: Kind,
    sessions: Sequence[float],
    *,
    seen: Sequence[Seen],
    at: float,
    seed: int,
) -> tuple[Crowd, Weighed, float, Values]:
    """People, how much each counts, the part of the doubt that is left, and the band before."""
    if not seen:
        people = crowd(draws, kind, seed=seed)
        before = np.quantile(improvement(people, sessions, [at])[0], BANDS)
        return people, weighed(np.zeros(PEOPLE)), 1.0, before
    found = personal(draws, kind, sessions, seen=seen, seed=seed)
    picked = found.picked()
    before, after = (improvement(one, sessions, [at])[0] for one in (found.before, picked))
    left = min(float(after.std() / before.std()) ** 2, 1.0)
    return picked, found.weighed, left, np.quantile(before, BANDS)


def read_from(kind: Kind) -> float:
    """The day of the earliest reading of this concern in the fit, from the first session."""
    return min(arm.day_of(one) for arm in _arms(kind) for one in arm.reading)


def read_until(kind: Kind) -> float:
    """The days from the last session to the latest reading of this concern in the fit."""
    return max(one.weeks_after_last for arm in _arms(kind) for one in arm.reading) * DAYS_A_WEEK


def _arms(kind: Kind) -> list[Arm]:
    return [arm for study in studies_for(Split.CALIBRATION, kind) for arm in study.arm]


def _chances(shown: Values, at: float) -> Chances:
    return Chances(
        day=at,
        little=float(np.mean(shown < LITTLE.value)),
        quarter=float(np.mean(shown >= QUARTER)),
        half=float(np.mean(shown >= HALF)),
    )
