"""What healing asks of a session, planned or given: where, how deep, and on what skin."""

from dataclasses import dataclass

from percuta.assessment.concern import INDICATIONS
from percuta.healing.on_the_skin import gel_is_supplied
from percuta.planning.course import Endpoint
from percuta.planning.plan import Plan
from percuta.planning.request import Request
from percuta.zones.zone import Zone


@dataclass(frozen=True, kw_only=True)
class Treated:
    """A session as healing sees it. ``deepest_mm`` is the deepest setting; None: not known.

    ``bleeds``: to pinpoint bleeding somewhere. ``for_pigment``: some of it against dark marks.
    ``darkens``: this skin is at risk of dark marks, or nobody knows. ``tans``: phototype III to
    VI, or not known. ``has_gel``: the label of the device supplies a gel.
    """

    zones: tuple[Zone, ...]
    deepest_mm: float | None
    bleeds: bool
    for_pigment: bool
    darkens: bool
    tans: bool
    has_gel: bool


def as_planned(request: Request, plan: Plan) -> Treated:
    """What a plan means to do."""
    return Treated(
        zones=tuple(one.zone for one in plan.zones),
        deepest_mm=_deepest(plan),
        bleeds=any(one.endpoint is Endpoint.PINPOINT for one in plan.zones),
        for_pigment=any(INDICATIONS[kind].pigment for one in plan.zones for kind in one.kinds),
        darkens=bool(request.pigment_risk),
        tans=request.person.may_tan(),
        has_gel=gel_is_supplied(request.device),
    )


def _deepest(plan: Plan) -> float | None:
    """The deepest setting of a plan; None where a doctor still has to enter one."""
    depths = [one.depth.up_to.value for one in plan.zones]
    known = [depth for depth in depths if depth is not None]
    return max(known) if len(known) == len(depths) else None
