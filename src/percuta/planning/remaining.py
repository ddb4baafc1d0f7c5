"""What is left of a course once some of its sessions have been given."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from percuta.planning.depth import Depth
from percuta.planning.figure import Remark
from percuta.planning.request import Request
from percuta.planning.settle import sessions_of
from percuta.zones.skin_map import ZONES
from percuta.zones.zone import Zone


def sessions_left(request: Request, zone: Zone) -> int:
    """Sessions still to come in a zone, at least none; one in all where no number was read."""
    planned = sessions_of(request, zone)
    in_all = 1 if planned.value is None else round(planned.value)
    return max(in_all - request.done_in(zone.key), 0)


def after_first_session(depth: Depth) -> Depth:
    """A depth without the gentleness of a first session, which has been given."""
    if depth.first_session.value is None:
        return depth
    return replace(depth, first_session=depth.up_to)


def course_over(treatable: Collection[str], planned: Sequence[Zone]) -> tuple[Remark, ...]:
    """A remark on zones that may be treated but had every session of their course."""
    going_on = {zone.key for zone in planned}
    over = [ZONES[key].name for key in treatable if key not in going_on]
    if not over:
        return ()
    why = "every session of the course was given; judge the result there before planning more"
    return (Remark(what="no session left", why=f"{', '.join(over)}: {why}"),)
