"""What a pack takes from the science: creams by their labels, places with plan and walls, words.

The JS of the room (room/numbing.js) counts the same without a line. Its rules, from these numbers:

- counted are creams here while they are on, and until 24 h after they came off (by the least that
  passed), and those of arrive/home until 24 h after they went on; home unknown: nothing is left;
- ready: the latest on_at of a cream on the zones of the session, plus minutes_fewest and its doubt;
  once it is off, off_at plus its doubt. A cream without a label: no time;
- remove by: the earliest on_at of a cream that is on, less its doubt, plus minutes_most;
- left: area_most_cm2 less the area of all that counts; with grams_most also no more than
  (grams_most less the grams of this cream) * 10 / grams_high; rounded down to 0.1.

tests/clinic/treatment/numbing.json holds vectors that both pass.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from percuta.devices.catalogue import DEVICES
from percuta.finding import Reach
from percuta.person import Person
from percuta.planning.creams import CREAMS, Cream
from percuta.planning.depth import Hardness, Wall, in_steps, plan_depth
from percuta.planning.limits import PASSES_LIMIT
from percuta.planning.numbing import ATOPIC_HOLDS, ATOPIC_RULES, LIGHTEST
from percuta.report.document import (
    Document,
    FigureDoc,
    NumbingDoc,
    SettingDoc,
    WallDoc,
    ZonePlanDoc,
)
from percuta.treatment.endpoints import ENDPOINTS, PAIN_WORDS, planned_endpoint
from percuta.treatment.numbing_now import GROWN_UP, is_kept_free
from percuta.zones.skin_map import ZONES
from percuta.zones.zone import Side
from percuta_clinic.planning.science import Made
from percuta_clinic.planning.science_case import case_of

NO_CREAM = "The labels keep cream from eyes, eyelids and lips."


def creams_for(
    made: Made | None, *, age: int | None = None, weight_kg: float | None = None
) -> list[dict[str, Any]]:
    """Every licensed cream by its label; ``barred`` for good, ``ask`` what a doctor weighs."""
    document = made.document if made is not None else None
    return [
        _label(cream)
        | {
            "barred": _barred(cream, document),
            "ask": _grown(age, weight_kg) or _held(cream, document),
        }
        for cream in CREAMS.values()
    ]


def _label(cream: Cream) -> dict[str, Any]:
    most = cream.grams_most
    return {
        "key": cream.key,
        "name": cream.name,
        "minutes_fewest": cream.minutes_fewest.value,
        "minutes_usual": cream.minutes_usual.value,
        "minutes_most": cream.minutes_most.value,
        "area_most_cm2": cream.area_most.value,
        "grams_low": cream.grams_low.value,
        "grams_high": cream.grams_high.value,
        "grams_most": most.value if most is not None else None,
        "notes": list(cream.notes),
        "ingredients": [
            {
                "name": one.name,
                "mg_per_g": one.mg_per_g.value,
                "alarm_mg_per_kg": one.injected_per_kg.value,
                "alarm_mg": one.injected_most.value if one.injected_most is not None else None,
            }
            for one in cream.ingredients
        ],
    }


def _barred(cream: Cream, document: Document | None) -> str:
    """Why a finding rules it out for good."""
    found = document.findings if document is not None else ()
    sure = [one.rule for one in found if one.severity != "ask"]
    return "; ".join(dict.fromkeys(cream.barred[one] for one in sure if one in cream.barred))


def _held(cream: Cream, document: Document | None) -> str:
    """What leaves it to a doctor, or to a question that is open."""
    found = document.findings if document is not None else ()
    held = [
        one
        for one in found
        if one.rule not in cream.spared
        and one.reach is Reach.NUMBING
        and not one.severity.goes_with_plan
    ]
    atopic = [one for one in found if cream.key in ATOPIC_HOLDS and one.rule in ATOPIC_RULES]
    return "; ".join(dict.fromkeys(one.title for one in (*held, *atopic)))


def _grown(age: int | None, weight_kg: float | None) -> str:
    if age is not None and age < GROWN_UP.value:
        return f"under {GROWN_UP.value:g} years a doctor sets cream, area, grams and time"
    if weight_kg is not None and weight_kg < LIGHTEST.value:
        return f"under {LIGHTEST.value:g} kg a doctor sets cream, area, grams and time"
    return ""


def weight_of(made: Made | None) -> float | None:
    """The body weight a plan was made with; None where nobody said it."""
    document = made.document if made is not None else None
    person = case_of(document).get("person", {}) if document is not None else {}
    weight = person.get("weight_kg") if isinstance(person, Mapping) else None
    return float(weight) if isinstance(weight, int | float) else None


def numbing_planned(made: Made | None, number: int) -> dict[str, Any] | None:
    """The cream of a session as planned; None with no cream."""
    plan = made.plan if made is not None else None
    if plan is None:
        return None
    later = plan.later_numbing if number > 1 and plan.numbing is None else None
    cream = plan.numbing or later
    return _cream(cream) if cream is not None else None


def _cream(cream: NumbingDoc) -> dict[str, Any]:
    return {
        "cream": cream.product,
        "name": cream.cream,
        "area_cm2": cream.area.value,
        "grams": _span(cream.grams),
        "minutes": _span(cream.minutes),
        "optional": cream.optional,
        "without": list(cream.without),
        "notes": list(cream.notes),
    }


def zones_for(made: Made | None, number: int) -> list[dict[str, Any]]:
    """The places of one session in the order of the plan, with plan and walls; [] with no plan."""
    plan = made.plan if made is not None else None
    if plan is None:
        return []
    mine = next((one.zones for one in plan.sessions if one.number == number), ())
    found = ((zone, _setting(zone, number)) for zone in plan.zones if zone.zone in mine)
    return [_zone(zone, setting) for zone, setting in found if setting is not None]


def _setting(zone: ZonePlanDoc, number: int) -> SettingDoc | None:
    return next((one for one in zone.settings if one.session == number), None)


def _zone(zone: ZonePlanDoc, setting: SettingDoc) -> dict[str, Any]:
    depth, endpoint = _span(setting.depth), planned_endpoint(setting.endpoint)
    return {
        "zone": zone.zone,
        "name": zone.name,
        "other_side": other_side(zone.zone),
        "no_cream": NO_CREAM if is_kept_free(zone.zone) else "",
        "area_cm2": zone.area.value,
        "planned": {
            "depth_mm": depth,
            "passes": _span(setting.passes),
            "endpoint": endpoint.key if endpoint is not None else "",
            "endpoint_words": setting.endpoint,
            "status": setting.depth.status.value if setting.depth.status is not None else "",
            "why": setting.depth.why,
            "open": all(value is None for value in depth.values()),
        },
        "walls": [
            _wall(wall.at_mm, wall) for wall in sorted(zone.walls, key=lambda one: one.at_mm)
        ],
        "last": None,
    }


def zones_open_for(zones: Sequence[str], device: str = "") -> list[dict[str, Any]]:
    """Places that may be treated and that no plan speaks of: open but for the device's limits."""
    nothing = {"value": None, "low": None, "high": None}
    return [
        {
            "zone": zone,
            "name": name,
            "other_side": other_side(zone),
            "no_cream": NO_CREAM if is_kept_free(zone) else "",
            "area_cm2": None,
            "planned": {
                "depth_mm": nothing,
                "passes": nothing,
                "endpoint": "",
                "endpoint_words": "",
                "status": "",
                "why": "",
                "open": True,
            },
            "walls": _walls_of_device(zone, device),
            "last": None,
        }
        for zone, name in zip(zones, names_of(zones), strict=True)
    ]


def _walls_of_device(zone: str, device: str) -> list[dict[str, Any]]:
    """How deep label and device let anybody go here, plan or none."""
    if zone not in ZONES or device not in DEVICES:
        return []
    depth = plan_depth(person=Person(), device=DEVICES[device], zone=ZONES[zone], kinds=(), risk="")
    return [_wall(wall.at_mm.value, wall) for wall in depth.walls if wall.hardness is Hardness.HARD]


def _wall(at_mm: float, wall: Wall | WallDoc) -> dict[str, Any]:
    return {"at_mm": in_steps(at_mm), "hard": wall.hardness.value == "hard", "why": wall.why}


def _span(figure: FigureDoc) -> dict[str, float | None]:
    return {"value": figure.value, "low": figure.low, "high": figure.high}


def other_side(zone: str) -> str:
    """The same place on the other side; empty in the middle."""
    here = ZONES.get(zone)
    if here is None or here.side is Side.MIDDLE:
        return ""
    mirrored = (
        key for key, one in ZONES.items() if one.place is here.place and _mirrors(zone, key)
    )
    return next(mirrored, "")


def _mirrors(zone: str, other: str) -> bool:
    swapped = {"_left": "_right", "_right": "_left"}
    return any(zone.removesuffix(end) + to == other for end, to in swapped.items())


def endpoints() -> list[dict[str, str]]:
    """What the skin may show, least first."""
    return [{"key": one.key, "words": one.words} for one in ENDPOINTS.values()]


def pain_words() -> dict[str, str]:
    """The ends of the pain scale, which alone have words."""
    return {f"{value}": words for value, words in PAIN_WORDS.items()}


def passes_most() -> float:
    """The most passes that any protocol was read with."""
    return PASSES_LIMIT.value


def names_of(zones: Sequence[str]) -> Iterator[str]:
    """Places by their names."""
    return (ZONES[zone].name if zone in ZONES else zone.replace("_", " ") for zone in zones)
