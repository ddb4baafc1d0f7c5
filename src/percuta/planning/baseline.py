"""What was seen before the course: grade and scar types, so that change can be judged later."""

from collections.abc import Collection

from percuta.assessment.concern import Concern
from percuta.assessment.scales import SCAR_TYPES, SCAR_TYPES_SOURCE
from percuta.planning.figure import Remark
from percuta.planning.request import Request
from percuta.zones.skin_map import ZONES


def baseline(request: Request, planned: Collection[str]) -> tuple[Remark, ...]:
    """One remark for each concern with a planned zone; an ungraded one says so."""
    concerns = [c for c in request.concerns if any(zone in planned for zone in c.zones)]
    return tuple(_remark(concern, planned) for concern in concerns)


def _remark(concern: Concern, planned: Collection[str]) -> Remark:
    names = ", ".join(ZONES[zone].name for zone in concern.zones if zone in planned)
    types = [f"{kind}: {SCAR_TYPES[kind]}" for kind in concern.scar_types]
    return Remark(
        what=f"{concern.indication.name}, {names}",
        why="; ".join([_grade(concern), *types]),
        sources=(
            *([concern.scale.source] if concern.scale is not None else []),
            *([SCAR_TYPES_SOURCE] if types else []),
        ),
    )


def _grade(concern: Concern) -> str:
    scale = concern.scale
    if scale is None:
        return (
            "no free scale for it was read; take photographs and the person's own rating, 0 to 10"
        )
    if concern.grade is None:
        return f"not graded; grade it by {scale.name} before the first session"
    return f"{scale.name} ({scale.version}), {concern.grade:g}: {scale.describe(concern.grade)}"
