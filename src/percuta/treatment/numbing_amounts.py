"""How much cream the last 24 hours hold, what the labels leave, and the alarm by mass."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from percuta.evidence.parameter import Parameter, Status
from percuta.planning.creams import PER_APPLICATION, Cream, Ingredient
from percuta.planning.numbing import LIGHTEST
from percuta.treatment.applied import DAY, Applied, InTheRoom, Told, ingredients_in, sources_of
from percuta.treatment.notice import Notice, Weight

NEAR = 1e-9


@dataclass(frozen=True, kw_only=True)
class Left:
    """What one label leaves of a day: area, and grams as thick as the label ever says.

    None where something of the day is not known; ``why`` says what. Rounded down, never up.
    """

    cream: Cream
    area_cm2: float | None
    grams: float | None
    why: str


@dataclass(frozen=True, kw_only=True)
class Mass:
    """Milligrams of one ingredient on the skin in 24 hours, beside what may be injected of it.

    ``milligrams`` is of what is known; ``is_all`` says whether that is everything.
    """

    ingredient: str
    milligrams: float
    alarm: float
    is_all: bool


def left_by_label(room: InTheRoom, cream: Cream) -> Left:
    """What the label of a cream leaves, after every numbing cream of the last 24 hours.

    The label's area is shared with other products, its grams only with its own: a rule of ours,
    stricter than any label.
    """
    why = _open_answer(room)
    area = total(one.area_cm2 for one in room.counted)
    grams = total(one.most_grams for one in _of(room, cream))
    if why or area is None or (grams is None and cream.grams_most is not None):
        why = why or "area or grams of a cream of the last 24 hours are not known"
        return Left(cream=cream, area_cm2=None, grams=None, why=why)
    left = cream.area_most.value - area
    if cream.grams_most is not None and grams is not None:
        left = min(left, (cream.grams_most.value - grams) * 10 / cream.grams_high.value)
    left = _down(max(left, 0.0))
    says = f"of {cream.limits}, after {area:g} cm2 in the last 24 hours"
    return Left(
        cream=cream, area_cm2=left, grams=_down(left * cream.grams_high.value / 10), why=says
    )


def _open_answer(room: InTheRoom) -> str:
    if room.home is Told.UNKNOWN:
        return "what was used at home in the last 24 hours is not known"
    return ""


def _down(value: float) -> float:
    """Rounded down to a tenth."""
    return math.floor(round(value * 10, 6)) / 10


def total(values: Iterable[float | None]) -> float | None:
    """A sum, or None where any part of it is not known."""
    found = list(values)
    if any(value is None for value in found):
        return None
    return round(sum(value for value in found if value is not None), 6)


def known(values: Iterable[float | None]) -> float:
    """The sum of those parts that are known."""
    return round(sum(value for value in values if value is not None), 6)


def _of(room: InTheRoom, cream: Cream) -> list[Applied]:
    return [one for one in room.counted if one.cream is not None and one.cream.key == cream.key]


def masses(room: InTheRoom) -> tuple[Mass, ...]:
    """Each ingredient of the day by mass. Little of a cream is taken up: an alarm, no limit."""
    return tuple(_mass(room, one) for one in ingredients_in(room.creams))


def _mass(room: InTheRoom, ingredient: Ingredient) -> Mass:
    found = [one.milligrams(ingredient.name) for one in room.counted]
    weight = room.weight_kg if room.weight_kg is not None else LIGHTEST.value
    by_weight = ingredient.injected_per_kg.value * weight
    most = ingredient.injected_most
    return Mass(
        ingredient=ingredient.name,
        milligrams=known(found),
        alarm=by_weight if most is None else min(by_weight, most.value),
        is_all=room.home is not Told.UNKNOWN and all(one is not None for one in found),
    )


def amount_notices(room: InTheRoom) -> tuple[Notice, ...]:
    """Areas, grams and masses that pass a label or an alarm, and answers that are missing."""
    found = [n for cream in room.creams for n in _by_label(room, cream)]
    return (*_home(room), *found, *_several(room), *_thick(room), *_alarms(room))


def _home(room: InTheRoom) -> tuple[Notice, ...]:
    unclear = [one for one in room.counted if one.at_home and one.area_cm2 is None]
    if room.home is not Told.UNKNOWN and not unclear:
        return ()
    asked = room.home is Told.YES
    return (
        Notice(
            key="numbing.home",
            weight=Weight.ASK,
            about="at home",
            found="cream was used, its area is not known"
            if asked
            else "nobody knows what was used",
            limit="The last 24 hours count together, so what is left cannot be said",
            do="Ask what was put on, when, and how much skin it covered.",
            status=DAY.status,
        ),
    )


def _by_label(room: InTheRoom, cream: Cream) -> tuple[Notice, ...]:
    own = _of(room, cream)
    area = ("area", "cm2", cream.area_most)
    grams = ("grams", "g", cream.grams_most)
    covered, put_on = known(o.area_cm2 for o in own), known(o.most_grams for o in own)
    pairs = [(area, covered), (grams, put_on)]
    return tuple(
        _over(cream, what, unit, most=most, value=value)
        for (what, unit, most), value in pairs
        if most is not None and value > most.value + NEAR
    )


def _over(cream: Cream, what: str, unit: str, *, most: Parameter, value: float) -> Notice:
    return Notice(
        key=f"numbing.{what}",
        weight=Weight.WALL,
        about=cream.name,
        found=f"{value:g} {unit} in the last 24 hours",
        limit=f"The label says at most {most.value:g} {unit}; {PER_APPLICATION}",
        do="Put no more on. Take off what is over, watch the person, tell the doctor.",
        status=most.status,
        sources=sources_of(most),
        value=value,
        bound=most.value,
        unit=unit,
    )


def _several(room: InTheRoom) -> tuple[Notice, ...]:
    """Several products together, held against the smallest of their areas."""
    products = {one.cream.key if one.cream is not None else one.name for one in room.counted}
    area = known(one.area_cm2 for one in room.counted)
    smallest = min(room.creams, key=lambda one: one.area_most.value, default=None)
    if len(products) == 1 or smallest is None or area <= smallest.area_most.value + NEAR:
        return ()
    most = smallest.area_most
    return (
        Notice(
            key="numbing.several",
            weight=Weight.ADVICE,
            about="several creams",
            found=f"{area:g} cm2 together in the last 24 hours",
            limit=f"{smallest.name} alone may cover {most.value:g} cm2; no label speaks of two",
            do="Put no more on before a doctor has looked at it.",
            status=Status.ASSUMED,
            sources=sources_of(most),
            value=area,
            bound=most.value,
            unit="cm2",
        ),
    )


def _thick(room: InTheRoom) -> tuple[Notice, ...]:
    return tuple(
        _thicker(one, one.cream, per_ten=one.grams * 10 / one.area_cm2)
        for one in room.applied
        if one.cream is not None and one.grams and one.area_cm2
        if one.grams * 10 / one.area_cm2 > one.cream.grams_high.value + NEAR
    )


def _thicker(one: Applied, cream: Cream, *, per_ten: float) -> Notice:
    high = cream.grams_high
    return Notice(
        key="numbing.thick",
        weight=Weight.ADVICE,
        about=cream.name,
        found=f"{per_ten:.1f} g on each 10 cm2",
        limit=f"The label says up to {high.value:g}",
        do="Check grams and area.",
        status=high.status,
        sources=sources_of(high),
        value=round(per_ten, 2),
        bound=high.value,
        unit=high.unit,
        zones=one.zones,
    )


def _alarms(room: InTheRoom) -> tuple[Notice, ...]:
    found = masses(room)
    over = [one for one in found if one.milligrams > one.alarm + NEAR]
    if over:
        return tuple(_alarm(room, one) for one in over)
    share = sum(one.milligrams / one.alarm for one in found)
    return (_together(share),) if share > 1 + NEAR else ()


def _alarm(room: InTheRoom, mass: Mass) -> Notice:
    ingredient = next(o for o in ingredients_in(room.creams) if o.name == mass.ingredient)
    unknown = room.weight_kg is None
    counted = f"; weight not known, counted as {LIGHTEST.value:g} kg" if unknown else ""
    atleast = "" if mass.is_all else "at least "
    return Notice(
        key=f"numbing.mass.{mass.ingredient}",
        weight=Weight.ADVICE,
        about=mass.ingredient,
        found=f"{atleast}{mass.milligrams:.0f} mg on the skin in the last 24 hours",
        limit=f"{mass.alarm:.0f} mg may be injected{counted}; little of a cream is taken up",
        do="Keep to the label's area and time, on intact skin; watch for signs of toxicity.",
        status=Status.ASSUMED,
        sources=sources_of(ingredient.injected_per_kg),
        value=mass.milligrams,
        bound=mass.alarm,
        unit="mg",
    )


def _together(share: float) -> Notice:
    return Notice(
        key="numbing.mass.together",
        weight=Weight.ADVICE,
        about="all anaesthetics together",
        found=f"{share * 100:.0f} % of what may be injected, their parts added up",
        limit="Over 100 % is our alarm: their effects may add up; little of a cream is taken up",
        do="Keep to the labels' area and time, on intact skin; watch for signs of toxicity.",
        status=Status.ASSUMED,
        value=round(share * 100, 1),
        bound=100,
        unit="%",
    )
