"""A patient with scars of acne on both cheeks, of long ago, who has answered everything."""

from clinic.people_here import House
from clinic.screening.through import answer
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.services import draft_begun, plan_proposed

CHEEKS = ["cheek_left", "cheek_right"]


def told(house: House) -> None:
    """Two cheeks with scars of long ago."""
    scars: dict[str, str | list[str]] = {
        "newest_acne_scar": "some",
        "z-newest_acne_scar": CHEEKS,
        "d-newest_acne_scar": "2015",
    }
    answer(house, wish__acne_scars=CHEEKS, wish__fine_lines=[], **scars)


def begun(house: House) -> Plan:
    """A draft in which nothing is chosen yet."""
    return draft_begun(by=house.sina, patient=house.amara, service=house.needling)


def proposed(house: House) -> Plan:
    """A draft as it is, put before a doctor."""
    draft = begun(house)
    return plan_proposed(by=house.sina, plan=draft, version=draft.version)
