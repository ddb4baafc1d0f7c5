"""The numbing cream in plain words: whether there is one, where not, and why not."""

from percuta.planning.numbing import NOT_WISHED
from percuta.report.document import PlanDoc
from percuta.zones.skin_map import ZONES

NUMBS = "A cream can make the skin numb first"


def cream_or_none(plan: PlanDoc) -> str:
    """Whether a cream is planned, and where one feels the needles all the same."""
    if any(session.cream is not None for session in plan.sessions):
        return f"{NUMBS}{felt(plan)}."
    if plan.no_numbing_because == NOT_WISHED:
        return "We use no numbing cream, as you wish."
    because = f", because {plan.no_numbing_patient}" if plan.no_numbing_patient else ""
    return f"No numbing cream is planned for now{because}. Ask us what else helps."


def felt(plan: PlanDoc) -> str:
    """Places that get no cream although others do, empty where there is none."""
    spared = any(zone.zone in ZONES and ZONES[zone.zone].keep_cream_away for zone in plan.zones)
    return ", but not around the eyes: you feel it there" if spared else ""
