"""The readings of some studies as arrays: what both fit and score see."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from percuta.response.growth import since, table
from percuta.response.study import MOST_BOUNDS, WHOLE, Arm, Kind, Reading, Study
from percuta.skin.ladder import Values

Numbers = NDArray[np.signedinteger]
Flags = NDArray[np.bool]
NEVER = 9.0  # a bound that nobody reaches, where a reading has fewer


@dataclass(frozen=True, kw_only=True)
class Data:
    """One row for each reading. Without a mean, a spread or counts, the rest of its row is idle."""

    studies: int
    scales: int
    study: Numbers
    scale: Numbers
    kind: Numbers
    open: Values
    with_more: Values
    people: Values
    has_mean: Flags
    mean: Values
    has_spread: Flags
    spread: Values
    has_counts: Flags
    bounds: Values
    counts: Values
    gone: Values
    young: Values
    mature: Values


def data_of(studies: Sequence[Study]) -> Data:
    """The readings of studies, in their order."""
    rows = [(study, arm, one) for study in studies for arm in study.arm for one in arm.reading]
    keys = [study.key for study in studies]
    scales = sorted({one.scale for _, _, one in rows})
    width = max(arm.sessions for _, arm, _ in rows)
    tables = [table(arm.days, [arm.day_of(one)], arm.depth_mm) for _, arm, one in rows]
    return Data(
        studies=len(studies),
        scales=len(scales),
        study=np.array([keys.index(study.key) for study, _, _ in rows]),
        scale=np.array([scales.index(one.scale) for _, _, one in rows]),
        kind=np.array([list(Kind).index(study.indication) for study, _, _ in rows]),
        open=np.array([0.0 if study.blinded else 1.0 for study, _, _ in rows]),
        with_more=np.array([float(arm.with_more) for _, arm, _ in rows]),
        people=np.array([float(arm.people) for _, arm, _ in rows]),
        has_mean=np.array([one.mean is not None for _, _, one in rows]),
        mean=np.array([one.mean or 0.0 for _, _, one in rows]),
        has_spread=np.array([one.spread is not None for _, _, one in rows]),
        spread=np.array([one.spread or 1.0 for _, _, one in rows]),
        has_counts=np.array([bool(one.counts) for _, _, one in rows]),
        bounds=np.array([_bounds(one) for _, _, one in rows]),
        counts=np.array([_counts(one) for _, _, one in rows], dtype=float),
        gone=np.concatenate([_gone(arm, one, width) for _, arm, one in rows]),
        young=np.concatenate([young for young, _ in tables]),
        mature=np.concatenate([mature for _, mature in tables]),
    )


def _bounds(reading: Reading) -> list[float]:
    given = [bound / WHOLE for bound in reading.bounds]
    return given + [NEVER] * (MOST_BOUNDS - len(given))


def _counts(reading: Reading) -> list[int]:
    return [*reading.counts, *[0] * (MOST_BOUNDS + 1 - len(reading.counts))]


def _gone(arm: Arm, reading: Reading, width: int) -> Values:
    return since(arm.days, [arm.day_of(reading)], width=width)
