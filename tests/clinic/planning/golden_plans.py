"""Plans that every output has to say alike: face, body, with choices, under a house protocol."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from clinic.intake.filled import Typed
from clinic.people_here import House
from clinic.screening.through import answer, last_time, today
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.rules.procedures import NEWEST_ACNE_SCAR, NEWEST_STRETCH_MARK
from percuta_clinic.planning.house import house_signed
from percuta_clinic.planning.inputs import Inputs, InZone, Target
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.services import draft_begun, draft_changed, plan_proposed
from percuta_clinic.screening.models import What
from percuta_clinic.screening.services import decide

CHEEKS = ("cheek_left", "cheek_right")
FACE = Inputs(targets=tuple(Target(kind="acne_scars", zone=zone) for zone in CHEEKS))
LONG_AGO = date(2019, 5, 1)
MARKS: dict[str, Typed] = {
    "phototype": "II",
    "wish__fine_lines": [],
    "wish__stretch_marks": ["abdomen"],
    **last_time(NEWEST_STRETCH_MARK, LONG_AGO, ["abdomen"]),
}
SCARS: dict[str, Typed] = {
    "phototype": "II",
    "wish__fine_lines": [],
    "wish__acne_scars": list(CHEEKS),
    **last_time(NEWEST_ACNE_SCAR, LONG_AGO, list(CHEEKS)),
}
CHOSEN = Inputs(
    targets=FACE.targets,
    interval_days=42,
    zones={
        "cheek_left": InZone(sessions=4, depth_mm={1: 0.5, 3: 0.75}, passes={2: 5}, area_cm2=30),
        "cheek_right": InZone(depth_mm={2: 0.75}),
    },
)
HOUSE = {"interval_days": {"usual": 35}, "passes": {"acne_scars": 6}}


def frozen(house: House, inputs: Inputs) -> Plan:
    """Drafted and put before a doctor by Sina."""
    draft = draft_begun(by=house.sina, patient=house.amara, service=house.needling)
    draft = draft_changed(by=house.sina, plan=draft, inputs=inputs, version=draft.version)
    return plan_proposed(by=house.sina, plan=draft, version=draft.version)


def face(house: House) -> Plan:
    """Acne scars on both cheeks, as proposed."""
    answer(house, **SCARS)
    return frozen(house, FACE)


def body(house: House) -> Plan:
    """Stretch marks on the belly, as the patient wishes."""
    answer(house, **MARKS)
    return frozen(house, Inputs())


def with_choices(house: House) -> Plan:
    """Other depths, passes, sessions, interval and a measured area."""
    answer(house, **SCARS)
    return frozen(house, CHOSEN)


def under_house(house: House) -> Plan:
    """Under defaults that the doctor moved."""
    house_signed(by=house.dora, content=HOUSE, reason="we see less swelling", seen=0, agreed=True)
    answer(house, **SCARS)
    return frozen(house, FACE)


def decided(house: House) -> Plan:
    """A doctor lets it go on for all of it."""
    answer(house, **SCARS, keloid="yes")
    _decided(house, "keloid.001", What.GO_ON, zones=[])
    return frozen(house, FACE)


def held(house: House) -> Plan:
    """A doctor holds one cheek back for longer than the rule does; no case file can say that."""
    tanned = last_time(QUESTIONS["self_tanner_last"], today(), [])
    answer(house, **SCARS, **tanned)
    _decided(house, "skincare.002", What.HOLD, zones=["cheek_left"])
    return frozen(house, replace_start(FACE, today() + timedelta(days=6)))


def _decided(house: House, rule: str, what: What, *, zones: list[str]) -> None:
    until, reason = today() + timedelta(days=30), "Dora looked at it with Amara"
    decide(
        by=house.dora,
        patient=house.amara,
        rule=rule,
        zones=zones,
        what=what,
        reason=reason,
        until=until,
    )


def replace_start(inputs: Inputs, day: date) -> Inputs:
    """The same from another day on."""
    return Inputs(targets=inputs.targets, start_on=day)


PLANS: Mapping[str, Callable[[House], Plan]] = MappingProxyType(
    {
        "face": face,
        "body": body,
        "choices": with_choices,
        "house": under_house,
        "decided": decided,
        "held": held,
    }
)
