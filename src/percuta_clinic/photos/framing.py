"""The views in which photographs are taken: five of the face, and each other place its own."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from percuta_clinic.photos.science import is_on_face, is_round, places_with_own_views

SENT = "sent"  # in no set view: a patient took it alone; it is never compared
_STEADY = "Same distance as before, plain background, no flash, make-up and jewellery off."
_FACE = (
    ("front", "front", "Both ears just seen, eyes open and straight into the camera."),
    (
        "right-oblique",
        "right side at 45°",
        "Turn the head to the left until the tip of the nose meets the line of the far cheek.",
    ),
    (
        "left-oblique",
        "left side at 45°",
        "Turn the head to the right until the tip of the nose meets the line of the far cheek.",
    ),
    ("right-profile", "right profile", "Turn the head to the left until the far brow is gone."),
    ("left-profile", "left profile", "Turn the head to the right until the far brow is gone."),
)
_LEVEL = "Camera at the height of the nose, chin level, hair back, mouth closed. "
_SQUARE = "Camera square to the skin, the whole place in the picture with a hand's width around. "


@dataclass(frozen=True, kw_only=True)
class View:
    """One way of looking; ``zone`` is empty for the face. ``how`` says what to do."""

    key: str
    name: str
    how: str
    zone: str = ""

    @property
    def is_face(self) -> bool:
        """Whether it is one of the five."""
        return not self.zone


def _face() -> Iterable[View]:
    for key, name, how in _FACE:
        yield View(key=f"face-{key}", name=f"Face, {name}", how=f"{how} {_LEVEL}{_STEADY}")


def _places() -> Iterable[View]:
    for zone, name in places_with_own_views().items():
        title, key, how = name[:1].upper() + name[1:], zone.replace("_", "-"), _SQUARE + _STEADY
        if is_round(zone):
            for side in ("front", "back"):
                yield View(key=f"{key}-{side}", name=f"{title}, {side}", how=how, zone=zone)
        else:
            yield View(key=key, name=title, how=how, zone=zone)


VIEWS: Mapping[str, View] = MappingProxyType({one.key: one for one in (*_face(), *_places())})


def view_name(key: str) -> str:
    """A view in words; one of an older map as it was called."""
    if key == SENT:
        return "Sent by the patient"
    return VIEWS[key].name if key in VIEWS else key.replace("-", " ")


def views_showing(zone: str) -> list[str]:
    """The views in which one place is seen best; of the face from the front and from its side."""
    if not is_on_face(zone):
        return [one.key for one in VIEWS.values() if one.zone == zone]
    side = zone.rpartition("_")[2]
    return ["face-front", *(f"face-{one}-oblique" for one in ("left", "right") if one == side)]


def views_for(zones: Collection[str], *, also_face: bool = False) -> list[View]:
    """What to photograph for these places, in the order of the views."""
    has_face = also_face or any(is_on_face(zone) for zone in zones)
    return [one for one in VIEWS.values() if (one.zone in zones if one.zone else has_face)]
