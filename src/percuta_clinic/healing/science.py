"""What the science says of the days after a session, for what was really done in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from percuta.assessment.concern import INDICATIONS, Kind
from percuta.devices.catalogue import DEVICES
from percuta.healing.advice import Advice, Expectation, Flag
from percuta.healing.aftercare import aftercare
from percuta.healing.course_of_healing import course_of_healing
from percuta.healing.hours import SUN_LONG_UNTIL
from percuta.healing.on_the_skin import gel_is_supplied
from percuta.healing.red_flags import flags
from percuta.healing.treated import Treated
from percuta.person import TANNING, Phototype
from percuta.zones.skin_map import ZONES
from percuta_clinic.planning.science import Made
from percuta_clinic.treatment.folding import Folded
from percuta_clinic.treatment.science_dose import KEY_OF

BLEEDS = frozenset({"pinpoint", "bleeding", ""})  # where nobody said, it may have bled
LONG_SUN = "after.long_sun"
PALE = frozenset(one.roman for one in Phototype if one not in TANNING)


@dataclass(frozen=True, kw_only=True)
class DaysAfter:
    """All that goes with a session once it is over."""

    advice: tuple[Advice, ...]
    signs: tuple[Expectation, ...]
    flags: tuple[Flag, ...]


def days_after(folded: Folded, pack: Mapping[str, Any], made: Made | None) -> DaysAfter | None:
    """For the places that were needled; None where none was. ``made`` is the plan, if any."""
    treated = treated_in(folded, pack, made)
    if treated is None:
        return None
    return DaysAfter(
        advice=aftercare(treated),
        signs=course_of_healing(treated),
        flags=flags(treated),
    )


def treated_in(folded: Folded, pack: Mapping[str, Any], made: Made | None) -> Treated | None:
    """What a session did; what nobody knows of the skin counts as the more careful."""
    needled = needled_in(folded)
    if not needled:
        return None
    every = [one for found in needled.values() for one in found]
    darkens, tans = _skin(made)
    device = DEVICES.get(pack.get("device", {}).get("key", ""))
    return Treated(
        zones=tuple(zone for key, zone in ZONES.items() if key in needled),
        deepest_mm=max(one["depth_mm"] for one in every),
        bleeds=any(_endpoint(one) in BLEEDS for one in every),
        for_pigment=_for_pigment(made, frozenset(needled)),
        darkens=darkens,
        tans=tans,
        has_gel=device is not None and gel_is_supplied(device),
    )


def treated_unrecorded() -> Treated:
    """A treatment of which nobody recorded here what was done: the more careful all along.

    Without zones the science asks about the eye, and takes nothing near it for usual.
    """
    return Treated(
        zones=(),
        deepest_mm=None,
        bleeds=True,
        for_pigment=True,
        darkens=True,
        tans=True,
        has_gel=False,
    )


def needled_in(folded: Folded) -> dict[str, list[Mapping[str, Any]]]:
    """What was entered for each place that was needled."""
    found = {zone: _entries(folded, zone) for zone in folded.items("zone") if zone in ZONES}
    return {zone: entries for zone, entries in found.items() if entries}


def _entries(folded: Folded, zone: str) -> list[Mapping[str, Any]]:
    """What was entered for a place with a depth; a place left out has none."""
    found = (folded.get(f"zone/{zone}"), *folded.items(f"zone/{zone}/more").values())
    return [one for one in found if one.get("depth_mm") is not None and not one.get("left_out")]


def _endpoint(one: Mapping[str, Any]) -> str:
    said = one.get("endpoint") or ""
    return KEY_OF.get(said, said)


def _for_pigment(made: Made | None, needled: frozenset[str]) -> bool:
    """Whether a place was needled against dark marks; without a plan nobody knows."""
    plan = made.plan if made is not None else None
    if plan is None:
        return True
    kinds = (kind for one in plan.zones if one.zone in needled for kind in one.kinds)
    return any(INDICATIONS[Kind(kind)].pigment for kind in kinds)


def _skin(made: Made | None) -> tuple[bool, bool]:
    """Whether this skin is at risk of dark marks, and whether it tans; not known counts as yes.

    It is read from the plan's own care, so that the card of the plan and this page never differ.
    """
    document = made.document if made is not None else None
    if document is None or document.care is None:
        return True, True
    ends = [one.to_hour for one in document.care.aftercare if one.key == LONG_SUN]
    return ends != [SUN_LONG_UNTIL.value], document.phototype not in PALE
