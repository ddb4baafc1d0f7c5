"""How far two gradings of the same skin lie apart on each scale, though nothing has changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from types import MappingProxyType

from percuta.assessment.scales import (
    FITZPATRICK_WRINKLES,
    GLOGAU,
    GOODMAN_BARON,
    LEMPERLE,
    MASI,
    MMASI,
    VANCOUVER,
)
from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.repeats import GANKANDE2013, MAJID2016, WSRS2004

NINETEEN_IN_TWENTY = 1.96  # standard deviations on both sides of a bell curve

AGREED = Parameter(
    key="review.graded_alike",
    value=0.707,
    unit="1",
    low=0.687,
    high=0.727,
    status=Status.DERIVED,
    source=WSRS2004,
    where="abstract",
    population="30 photographs of folds beside the mouth, five raters, twice",
    note="part of gradings that came out the same two weeks later: the mean of the two sides",
)
_APART = (
    "no repeat of this scale was read; taken from the folds beside the mouth, five grades, where "
    "29 in 100 gradings came out otherwise two weeks later, each by one grade, as we assume"
)
MASI_AGREEMENT = Parameter(
    key="review.masi_agreement",
    value=0.816,
    unit="1",
    status=Status.MEASURED,
    source=MAJID2016,
    where="abstract",
    population="30 people with melasma, four raters, one day",
)
MASI_SPREAD = Parameter(
    key="review.masi_spread",
    value=6,
    unit="1",
    status=Status.ASSUMED,
    note="standard deviation between people on MASI: that of the study was not read",
)
VANCOUVER_AGREEMENT = Parameter(
    key="review.vancouver_agreement",
    value=0.73,
    unit="1",
    low=0.65,
    high=0.88,
    status=Status.MEASURED,
    source=GANKANDE2013,
    where="abstract",
    population="30 people with burn scars, three raters, modified scale; best area 0.65 to 0.73, "
    "worst 0.85 to 0.88",
)
VANCOUVER_SPREAD = Parameter(
    key="review.vancouver_spread",
    value=2.5,
    unit="1",
    status=Status.ASSUMED,
    note="standard deviation between scars on the Vancouver scale: that of the study was not read",
)


def error_from_retest(alike: float) -> float:
    """Standard error of one grading, where a part came out alike and the rest one grade apart."""
    return sqrt((1 - alike) / 2)


def error_from_agreement(agreement: float, spread: float) -> float:
    """Standard error of one grading, from the intraclass correlation and the spread of people."""
    return spread * sqrt(1 - agreement)


def least_real(error: float) -> float:
    """The minimal detectable change: 1.96 times the root of two times the standard error."""
    return NINETEEN_IN_TWENTY * sqrt(2) * error


@dataclass(frozen=True, kw_only=True)
class Repeatability:
    """The standard error of one grading on one scale, and where it comes from."""

    scale: str
    error: float
    from_what: tuple[Parameter, ...]
    status: Status
    note: str

    @property
    def least_real(self) -> float:
        """Changes smaller than this may be the grading alone."""
        return least_real(self.error)


def _grades(scale: str) -> Repeatability:
    return Repeatability(
        scale=scale,
        error=error_from_retest(AGREED.value),
        from_what=(AGREED,),
        status=Status.ASSUMED,
        note=_APART,
    )


def _points(scale: str, agreement: Parameter, spread: Parameter, *, part: float) -> Repeatability:
    said = "" if part == 1 else f" ({part:g} of it: the scale is so much shorter)"
    return Repeatability(
        scale=scale,
        error=error_from_agreement(agreement.value, spread.value * part),
        from_what=(agreement, spread),
        status=Status.ASSUMED,
        note=f"from the agreement of raters, {agreement.value:g}, and a spread of people that is "
        f"assumed, {spread.value * part:g}{said}",
    )


REPEATABILITY: Mapping[str, Repeatability] = MappingProxyType(
    {
        **{
            one.key: _grades(one.key)
            for one in (GOODMAN_BARON, LEMPERLE, FITZPATRICK_WRINKLES, GLOGAU)
        },
        MASI.key: _points(MASI.key, MASI_AGREEMENT, MASI_SPREAD, part=1),
        MMASI.key: _points(MMASI.key, MASI_AGREEMENT, MASI_SPREAD, part=0.5),
        VANCOUVER.key: _points(VANCOUVER.key, VANCOUVER_AGREEMENT, VANCOUVER_SPREAD, part=1),
    }
)
