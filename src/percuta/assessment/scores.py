"""Scores that are calculated: MASI and mMASI, the Vancouver total, phototype, typology angle."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from percuta.assessment.scale import NotOnScale
from percuta.evidence.sources.scales import ITA_CODE, PHOTOTYPE_PAGES
from percuta.person import Phototype

# Melasma: forehead, right and left cheek, chin.
MASI_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"forehead": 0.3, "cheek_right": 0.3, "cheek_left": 0.3, "chin": 0.1}
)
AREA_STEPS = (1, 10, 30, 50, 70, 90)  # per cent from which the points 1 to 6 begin
MOST_PERCENT, MOST_POINTS = 100, 4


@dataclass(frozen=True, kw_only=True)
class Melasma:
    """One region: per cent of it that is darker, how dark, how even (None for mMASI)."""

    area_percent: float
    darkness: int
    homogeneity: int | None = None


def area_points(percent: float, where: str = "area") -> int:
    """Points for the share of a region, 0 to 6; a trace under 1 % counts as 1."""
    if not 0 <= percent <= MOST_PERCENT:
        raise NotOnScale(f"{where} is {percent:g} %; 0 to {MOST_PERCENT} are possible")
    return max(sum(percent >= step for step in AREA_STEPS), int(percent > 0))


def mmasi(regions: Mapping[str, Melasma]) -> float:
    """Modified MASI, 0 to 24: weight times area points times darkness, over four regions."""
    return _weighted(
        regions, {name: _points(f"{name}.darkness", r.darkness) for name, r in regions.items()}
    )


def masi(regions: Mapping[str, Melasma]) -> float:
    """MASI, 0 to 48: as mMASI, with homogeneity added to darkness."""
    return _weighted(
        regions,
        {
            name: _points(f"{name}.darkness", r.darkness)
            + _points(f"{name}.homogeneity", r.homogeneity)
            for name, r in regions.items()
        },
    )


def _weighted(regions: Mapping[str, Melasma], depths: Mapping[str, int]) -> float:
    if set(regions) != set(MASI_WEIGHTS):
        wanted = ", ".join(MASI_WEIGHTS)
        raise NotOnScale(f"regions are {', '.join(regions) or 'none'}; wanted are {wanted}")
    total = sum(
        weight * area_points(regions[name].area_percent, f"{name}.area") * depths[name]
        for name, weight in MASI_WEIGHTS.items()
    )
    return round(total, 1)


def _points(name: str, value: int | None, most: int = MOST_POINTS) -> int:
    if value is None or not 0 <= value <= most:
        raise NotOnScale(f"{name} is {value}; 0 to {most} are possible")
    return value


VANCOUVER_ITEMS: Mapping[str, int] = MappingProxyType(
    {"vascularity": 3, "pigmentation": 2, "pliability": 5, "height": 3}
)


def vancouver(items: Mapping[str, int]) -> int:
    """Total of the Vancouver Scar Scale (1990 form), 0 to 13; every item has to be rated."""
    if set(items) != set(VANCOUVER_ITEMS):
        wanted = ", ".join(VANCOUVER_ITEMS)
        raise NotOnScale(f"items are {', '.join(items) or 'none'}; wanted are {wanted}")
    return sum(_points(name, items[name], most) for name, most in VANCOUVER_ITEMS.items())


# Phototype questionnaire: the ends of each item; the steps between were not read in words.
PHOTOTYPE_ITEMS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "eye_colour": ("light blue, grey or green", "brownish black"),
        "hair_colour": ("red", "black"),
        "skin_colour": ("pink or reddish", "dark brown"),
        "freckles": ("many", "none"),
        "long_in_sun": ("bad burn with blisters", "no burn"),
        "turns_brown": ("never", "always"),
        "how_brown": ("hardly at all", "very dark"),
        "face_in_sun": ("very sensitive", "never a problem"),
        "tans_often": ("never", "always"),
        "last_sun": ("over three months ago", "in the last days"),
    }
)
PHOTOTYPE_BANDS: Mapping[Phototype, tuple[int, int]] = MappingProxyType(
    {
        Phototype.TYPE_I: (0, 6),
        Phototype.TYPE_II: (7, 13),
        Phototype.TYPE_III: (14, 20),
        Phototype.TYPE_IV: (21, 27),
        Phototype.TYPE_V: (28, 34),
        Phototype.TYPE_VI: (35, 40),
    }
)
PHOTOTYPE_SOURCE = PHOTOTYPE_PAGES
PHOTOTYPE_CAUTION = (
    "It proposes; a clinician sets the type. One laser clinic's version has other bands that "
    "overlap (0 to 7, 8 to 16, 17 to 25, 25 to 30, over 30)."
)


def phototypes(points: Mapping[str, int]) -> tuple[Phototype, ...]:
    """The types that the answers leave possible: one when all ten are given, else several."""
    for name, value in points.items():
        if name not in PHOTOTYPE_ITEMS:
            raise NotOnScale(f"no item is called {name!r}; there are {', '.join(PHOTOTYPE_ITEMS)}")
        _points(name, value)
    low = sum(points.values())
    high = low + MOST_POINTS * (len(PHOTOTYPE_ITEMS) - len(points))
    return tuple(t for t, (first, last) in PHOTOTYPE_BANDS.items() if first <= high and last >= low)


# Individual typology angle: lower ends of the classes, in degrees; the end itself is darker.
ITA_CLASSES = ((55, "very light"), (41, "light"), (28, "intermediate"), (10, "tan"), (-30, "brown"))
DARKEST_CLASS = "dark"
HALF_LIGHT = 50
ITA_SOURCE = ITA_CODE
ITA_CAUTION = "Never turned into a phototype: no rule for that was validated."


def typology_angle(*, lightness: float, blue_yellow: float) -> float:
    """ITA in degrees from L* and b*: the arc tangent of (L* - 50) / b*.

    Raises NotOnScale where b* is 0, for which it is not defined.
    """
    if not (math.isfinite(lightness) and math.isfinite(blue_yellow)) or blue_yellow == 0:
        raise NotOnScale(f"b* is {blue_yellow:g}; the angle is not defined there")
    return math.degrees(math.atan((lightness - HALF_LIGHT) / blue_yellow))


def typology_class(angle: float) -> str:
    """The class of an angle, very light to dark."""
    return next((name for low, name in ITA_CLASSES if angle > low), DARKEST_CLASS)
