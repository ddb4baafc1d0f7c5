"""Every zone of face and body, by key, and the places that are never needled."""

from collections.abc import Mapping
from types import MappingProxyType

from percuta.zones.body import BODY_ZONES, NEVER_ON_BODY
from percuta.zones.face import FACE_ZONES, NEVER_ON_FACE
from percuta.zones.zone import Zone

NEVER_NEEDLED = NEVER_ON_FACE | NEVER_ON_BODY
ZONES: Mapping[str, Zone] = MappingProxyType({**FACE_ZONES, **BODY_ZONES})
