"""How many channels a square centimetre got: only where device, time and area are known.

A device's needles and strokes give punctures in a second; with the seconds over a place and its
area that is a span of punctures in each cm2. Passes alone say nothing of it: nobody published how
fast a pen is moved. Not every puncture is a channel of its own, so this is an upper figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.labels import K182407


@dataclass(frozen=True, kw_only=True)
class Rate:
    """Needles of a cartridge, and strokes in a second as a span."""

    needles: Parameter
    strokes: Parameter


EXCEED_NEEDLES = Parameter(
    key="treatment.exceed.needles",
    value=6,
    unit="count",
    status=Status.MEASURED,
    source=K182407,
    where="device description: needles",
)
EXCEED_STROKES = Parameter(
    key="treatment.exceed.strokes",
    value=125,
    low=100,
    high=150,
    unit="per s",
    status=Status.DERIVED,
    source=K182407,
    where="device description: 100 to 150 Hz",
    note="the middle of its span",
)
RATES: Mapping[str, Rate] = MappingProxyType(
    {"exceed": Rate(needles=EXCEED_NEEDLES, strokes=EXCEED_STROKES)}
)
NO_RATE = "not known: what was read of this device gives no needles and strokes"
NO_TIME = "not known: the seconds of needling were not measured, and passes do not give them"
NO_AREA = "not known: the area is not known"


@dataclass(frozen=True, kw_only=True)
class Channels:
    """Punctures in each cm2, as a span; both None where ``why`` says what is missing."""

    low: float | None
    high: float | None
    why: str


def channels(device: str, *, seconds: float | None, area_cm2: float | None) -> Channels:
    """Punctures in each cm2 of a place after so many seconds of needling.

    Error: the span of the strokes; overlap and slow spots are not counted, so it is an upper
    figure. Source: the device's clearance.
    """
    rate = RATES.get(device)
    missing = _missing(rate, seconds, area_cm2)
    if missing or rate is None or seconds is None or not area_cm2:
        return Channels(low=None, high=None, why=missing)
    low, high = rate.strokes.low or 0.0, rate.strokes.high or 0.0
    each = rate.needles.value * seconds / area_cm2
    return Channels(
        low=round(low * each),
        high=round(high * each),
        why=f"{rate.needles.value:g} needles, {low:g} to {high:g} strokes in a second, "
        f"{seconds:g} s over {area_cm2:g} cm2; at the most, as channels may overlap",
    )


def _missing(rate: Rate | None, seconds: float | None, area_cm2: float | None) -> str:
    if rate is None:
        return NO_RATE
    if seconds is None:
        return NO_TIME
    return "" if area_cm2 else NO_AREA
