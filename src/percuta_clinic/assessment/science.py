"""What the science knows of concerns, scales and zones; the only file here to ask it."""

from collections.abc import Mapping
from dataclasses import dataclass

from percuta.assessment.concern import INDICATIONS, Indication, Kind
from percuta.assessment.scale import Better, Scale
from percuta.assessment.scales import SCAR_TYPES
from percuta.evidence.parameter import Parameter
from percuta.person import Sex
from percuta.zones.skin_map import NEVER_NEEDLED, ZONES
from percuta.zones.zone import Side, Zone

SCARS_WITH_TYPES = Kind.ACNE_SCARS.value
TYPES: Mapping[str, str] = {one.value: words for one, words in SCAR_TYPES.items()}
KINDS: Mapping[str, str] = {one.value: INDICATIONS[one].name for one in Kind}
NO_SCALE = "No free scale for this was read. Write what you see, and take photographs."


@dataclass(frozen=True, kw_only=True)
class Level:
    """One grade of a scale, in the scale's own words; ``value`` names both in a form."""

    number: str
    words: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One scale on which a concern is graded; without levels any number of its span."""

    key: str
    name: str
    version: str
    levels: tuple[Level, ...]
    low: float
    high: float
    better: str
    caution: str
    source: str

    @property
    def by_number(self) -> str:
        """What a form says where a score is entered."""
        return f"{self.key}:"


@dataclass(frozen=True, kw_only=True)
class ZoneFacts:
    """What is known of a place before anybody looks: each with where it comes from."""

    key: str
    name: str
    other: str  # the same place on the other side; empty where there is none
    facts: tuple[tuple[str, str, str], ...]
    cautions: tuple[str, ...]


def is_zone(key: str) -> bool:
    """Whether the skin map has this zone, and needles may go there at all."""
    return key in ZONES and ZONES[key].place not in NEVER_NEEDLED


def all_zones() -> tuple[str, ...]:
    """Every zone that may be graded, in the order of the skin map."""
    return tuple(key for key in ZONES if is_zone(key))


def other_side(key: str) -> str:
    """The same place on the other side; empty where there is none."""
    zone = ZONES[key]
    if zone.side is Side.MIDDLE:
        return ""
    stem, _, side = key.rpartition("_")
    return f"{stem}_{'left' if side == 'right' else 'right'}"


def measures(kind: str) -> tuple[Measure, ...]:
    """The scales for a concern, the usual one first; none where no free one was read."""
    return tuple(_measure(scale) for scale in _indication(kind).scales)


def known_of(kind: str) -> str:
    """The sentence about a concern that a doctor can stand behind."""
    return _indication(kind).known


def refusal(*, zone: str, kind: str, scale: str, grade: float | None) -> str:
    """Why this cannot be a grading, in a sentence; empty where it can."""
    if zone not in ZONES:
        return f"{zone!r} is no place of the skin map."
    if not is_zone(zone):
        return f"Nothing is ever needled at: {ZONES[zone].name}. Write it in a note."
    if kind not in KINDS:
        return f"{kind!r} is no concern that the planner knows."
    known = {one.key: one for one in _indication(kind).scales}
    if grade is None:
        return "Choose the grade on the scale, or none." if scale else ""
    if scale not in known:
        return f"{KINDS[kind].capitalize()} are not graded on {scale!r}."
    if not known[scale].allows(grade):
        return f"{known[scale].name} goes from {known[scale].span}; {grade:g} is not on it."
    return ""


def said(*, kind: str, scale: str, grade: float | None) -> str:
    """A grading in words."""
    if grade is None:
        return "seen, not graded"
    known = _scale(kind, scale)
    if known is None or not known.allows(grade):
        return f"{grade:g} on {scale}, a scale that is not used any more"
    words = known.levels.get(int(grade), "") if known.levels else f"of {known.high:g}"
    return f"{grade:g} {words}" if not known.levels else f"{grade:g}: {words}"


def share(*, kind: str, scale: str, grade: float | None) -> int:
    """How far up its scale a grade lies, in quarters, for the colour of a place; 0: not graded."""
    known = _scale(kind, scale)
    if known is None or grade is None or known.better is Better.NEITHER:
        return 0
    part = (grade - known.low) / (known.high - known.low)
    worse = part if known.better is Better.LOWER else 1 - part
    return 1 + round(worse * 3)


def facts_of(key: str, sex: str) -> ZoneFacts:
    """What is known of a zone, for somebody of this sex."""
    zone = ZONES[key]
    known = (_area(zone), _thickness(zone, sex), _chart(zone))
    return ZoneFacts(
        key=key,
        name=zone.name,
        other=other_side(key),
        facts=tuple(one for one in known if one is not None),
        cautions=tuple(_cautions(zone)),
    )


def _scale(kind: str, key: str) -> Scale | None:
    """The scale of a grading; None where an older map knew the concern or the scale."""
    scales = _indication(kind).scales if kind in KINDS else ()
    return next((one for one in scales if one.key == key), None)


def _indication(kind: str) -> Indication:
    return INDICATIONS[Kind(kind)]


def _measure(scale: Scale) -> Measure:
    return Measure(
        key=scale.key,
        name=scale.name,
        version=scale.version,
        levels=tuple(
            Level(number=f"{grade:g}", words=words, value=f"{scale.key}:{grade:g}")
            for grade, words in scale.levels.items()
        ),
        low=scale.low,
        high=scale.high,
        better=scale.better.value,
        caution=scale.caution,
        source=scale.source.citation,
    )


def _area(zone: Zone) -> tuple[str, str, str] | None:
    if zone.area_cm2 is not None:
        return "Area", f"about {zone.area_cm2.value:g} cm²", _from(zone.area_cm2)
    if zone.share is not None:
        return "Area", f"about {zone.share.value * 100:g} % of the body", _from(zone.share)
    return None


def _thickness(zone: Zone, sex: str) -> tuple[str, str, str]:
    thickness = zone.thickness
    if thickness is None:
        return "Skin", "thickness not known", "measure it where it matters"
    known = Sex(sex) if sex in {one.value for one in Sex} else None
    number = thickness.for_sex(known)
    return "Skin", f"{number.value:g} mm", thickness.says.format(who=_who(known))


def _who(sex: Sex | None) -> str:
    if sex is None:
        return "women or men, whichever is thinner"
    return "women" if sex is Sex.FEMALE else "men"


def _chart(zone: Zone) -> tuple[str, str, str] | None:
    if zone.chart is None:
        return None
    low, high = zone.chart.low_mm, zone.chart.high_mm
    return "Charted depth", f"{low.value:g} to {high.value:g} mm", low.note


def _cautions(zone: Zone) -> list[str]:
    told = (
        (zone.over_bone, "Skin over bone"),
        (zone.thin, "Thin skin: above 1.0 mm a doctor confirms"),
        (zone.keep_cream_away, "No numbing cream so near to the eye"),
    )
    return [words for is_so, words in told if is_so]


def _from(number: Parameter) -> str:
    note = number.note.replace("cm2", "cm²")
    return f"{number.status.value}: {note}" if note else number.status.value
