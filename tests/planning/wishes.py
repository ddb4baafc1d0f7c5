"""Wishes of the standing cast: one ready to be planned, each test changes one thing of it."""

from cast import BEA, DAY, all_clear
from percuta.assessment.concern import Concern, Kind
from percuta.devices.device import Device
from percuta.devices.skinpen import SKINPEN
from percuta.person import Person
from percuta.planning.depth import Depth, Hardness, Wall, plan_depth
from percuta.planning.pigment import by_phototype
from percuta.planning.plan import Plan, ZonePlan
from percuta.planning.propose import propose
from percuta.planning.request import Request
from percuta.zones.skin_map import NEVER_NEEDLED, ZONES

SCARS, LINES, WRINKLES = Kind.ACNE_SCARS, Kind.FINE_LINES, Kind.WRINKLES
EVERYWHERE = all_clear(ZONES.values())
NEEDLED = tuple(key for key, zone in ZONES.items() if zone.place not in NEVER_NEEDLED)
FACE_NEEDLED = tuple(key for key in NEEDLED if ZONES[key].on_face)
BODY_NEEDLED = tuple(key for key in NEEDLED if not ZONES[key].on_face)
CHEEK, OTHER_CHEEK = "cheek_right", "cheek_left"


def wish(kind: Kind, *zones: str) -> Concern:
    """One kind of concern in some zones, not graded."""
    return Concern(kind=kind, zones=zones)


# Bea with acne scars on both cheeks, all clear, who wishes for cream and used none today.
BEAS = Request(
    answered_on=DAY,
    person=BEA,
    answers=EVERYWHERE,
    device=SKINPEN,
    day=DAY,
    concerns=(wish(SCARS, CHEEK, OTHER_CHEEK),),
    numbing=True,
    cream_used_cm2=0,
)


def plan_of(request: Request) -> Plan:
    """The plan of a request that can be planned."""
    plan = propose(request).plan
    assert plan is not None
    return plan


def zone_of(request: Request, zone: str) -> ZonePlan:
    """What a request gets in one zone."""
    (found,) = [z for z in plan_of(request).zones if z.zone.key == zone]
    return found


def depth_on(zone: str, *kinds: Kind, person: Person = BEA, device: Device = SKINPEN) -> Depth:
    """Depth in one zone, by zone key; for acne scars where no kind is named."""
    return plan_depth(
        person=person,
        device=device,
        zone=ZONES[zone],
        kinds=kinds or (SCARS,),
        risk=by_phototype(person),
    )


def walls(depth: Depth, hardness: Hardness) -> list[Wall]:
    """The walls of one hardness, nearest first."""
    return [wall for wall in depth.walls if wall.hardness is hardness]
