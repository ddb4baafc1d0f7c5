"""Length of a visit: cleanse, needle and finish by area; numbing comes on top."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.concerns import AREA_MINUTES
from percuta.evidence.sources.practice import TIME_PAGES
from percuta.planning.figure import Figure, Remark
from percuta.planning.numbing import Numbing
from percuta.zones.places import FACE_AREA_CM2
from percuta.zones.zone import Place

CLEANSE = Parameter(
    key="visit.cleanse",
    value=10,
    low=5,
    high=15,
    unit="min",
    status=Status.DERIVED,
    source=TIME_PAGES,
    where="cleaning and preparing",
    note="middle of the span",
)
FINISH = Parameter(
    key="visit.finish",
    value=5,
    low=5,
    high=10,
    unit="min",
    status=Status.DERIVED,
    source=TIME_PAGES,
    where="after the needling",
    note="short end, so that the whole keeps to 30 to 60 minutes",
)
NEEDLE_FEWEST = Parameter(
    key="visit.needle_fewest",
    value=15,
    unit="min",
    status=Status.MEASURED,
    source=TIME_PAGES,
    where="needling of a face",
)
NEEDLE_MOST = Parameter(
    key="visit.needle_most",
    value=45,
    unit="min",
    status=Status.MEASURED,
    source=TIME_PAGES,
    where="needling of a face",
)
WORK_MOST = Parameter(
    key="visit.work_most",
    value=60,
    unit="min",
    status=Status.DERIVED,
    source=TIME_PAGES,
    where="whole visit 30 to 60 minutes",
    note="longer work in one sitting is named, for the person and whoever holds the device",
)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Minutes of one session. ``numbing`` is 0 without cream; ``total`` adds everything up."""

    cleanse: Figure
    numbing: Figure
    needle: Figure
    finish: Figure
    total: Figure


def _body(place: str, low: float, high: float) -> Parameter:
    return Parameter(
        key=f"visit.needle_{place}",
        value=high,
        low=low,
        high=high,
        unit="min",
        status=Status.MEASURED,
        source=AREA_MINUTES,
        where="minutes by area",
        note="the long end, for the calendar only; replace it by the clinic's own log",
    )


_TRUNK = _body("abdomen", 20, 30)
_LIMB = _body("upper_arm", 15, 20)
_LEG = _body("thigh", 25, 35)
# Places the page does not name take the minutes of one like them.
BODY_MINUTES: Mapping[Place, Parameter] = MappingProxyType(
    {
        Place.NECK: _body("neck", 10, 15),
        Place.DECOLLETE: _body("decollete", 15, 20),
        Place.HAND: _body("hand", 15, 20),
        Place.BUTTOCK: _body("buttock", 20, 30),
        **dict.fromkeys((Place.UPPER_ARM, Place.FOREARM, Place.FLANK, Place.BREAST), _LIMB),
        **dict.fromkeys((Place.THIGH, Place.LOWER_LEG), _LEG),
        **dict.fromkeys((Place.ABDOMEN, Place.UPPER_BACK, Place.LOWER_BACK, Place.SCALP), _TRUNK),
    }
)


@dataclass(frozen=True, kw_only=True)
class Needled:
    """What one session needles: area of face, and of each zone of the body its part."""

    face_cm2: float = 0.0
    body: tuple[tuple[Place, float], ...] = ()
    areas: tuple[Parameter, ...] = ()  # the assumed numbers behind the areas

    @property
    def minutes(self) -> float:
        """15 to 45 minutes for a face by area, and the listed minutes of each zone of the body."""
        share = min(self.face_cm2 / FACE_AREA_CM2.value, 1.0)
        face = NEEDLE_FEWEST.value + share * (NEEDLE_MOST.value - NEEDLE_FEWEST.value)
        body = sum(BODY_MINUTES[place].value * part for place, part in self.body)
        return max(face * bool(self.face_cm2) + body, NEEDLE_FEWEST.value)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The numbers behind the minutes."""
        face = (NEEDLE_FEWEST, NEEDLE_MOST, FACE_AREA_CM2) if self.face_cm2 else (NEEDLE_FEWEST,)
        body = (BODY_MINUTES[place] for place, _ in self.body)
        return tuple(dict.fromkeys((*face, *body, *self.areas)))

    @property
    def why(self) -> str:
        """Where the minutes come from, in words."""
        face = f"15 to 45 minutes by area: {self.face_cm2:g} of {FACE_AREA_CM2.value:g} cm2"
        places = ", ".join(dict.fromkeys(place.value for place, _ in self.body))
        body = f"{places}: minutes a clinic lists, by the part needled"
        return "; ".join(t for t, is_so in ((face, self.face_cm2), (body, self.body)) if is_so)


def plan_visit(*, needled: Needled, numbing: Numbing | None) -> Visit:
    """Length of a session; a whole face, or a whole zone of the body, takes the longest."""
    needle = round(needled.minutes)
    on_skin = numbing.minutes.low if numbing is not None and numbing.minutes.low else 0.0
    cream = numbing.minutes.parameters if numbing is not None else ()
    hands_on = work_in(needled)
    by_area = needled.parameters
    return Visit(
        cleanse=_minutes(CLEANSE.value, "cleanse and prepare", (CLEANSE,)),
        numbing=_minutes(
            on_skin, "the label's shortest time on the skin" if on_skin else "no cream", cream
        ),
        needle=_minutes(needle, needled.why, by_area),
        finish=_minutes(FINISH.value, "soothe, check, explain", (FINISH,)),
        total=_minutes(
            hands_on + on_skin,
            f"{hands_on:g} minutes of work and {on_skin:g} under the cream; clinic pages, weak",
            (CLEANSE, FINISH, *by_area, *cream),
        ),
    )


def work_in(needled: Needled) -> float:
    """Minutes of work in a session: all of it but the time under the cream."""
    return CLEANSE.value + round(needled.minutes) + FINISH.value


def too_long(visits: Iterable[Visit], instead: str) -> tuple[Remark, ...]:
    """A remark where the work of one session is longer than any visit read of.

    ``instead`` says what visits of their own would give; empty where they would give nothing.
    """
    works = [(v.total.value or 0.0) - (v.numbing.value or 0.0) for v in visits]
    longest = max(works, default=0.0)
    if longest <= WORK_MOST.value:
        return ()
    why = f"{longest:g} minutes of work in one session; visits read of take 30 to 60 minutes"
    remedy = instead or "measure the skin to be treated, or treat a part of it"
    sources = (TIME_PAGES, AREA_MINUTES)
    return (Remark(what="split the visit", why=f"{why}: {remedy}", sources=sources),)


def _minutes(value: float, why: str, parameters: tuple[Parameter, ...]) -> Figure:
    return Figure(unit="min", value=value, why=why, parameters=parameters)
