"""EMLA (UK and US labels) and Pliaglis (US label): amounts, areas and times as printed."""

import pytest

from percuta.planning.creams import EMLA, INJECTED, PLIAGLIS_CREAM, Cream
from promises.outside import IS_THERE, printed, records

OUTSIDE = pytest.mark.skipif(not IS_THERE, reason="no ../shared/evidence beside this checkout")
TABLE = "safety/anaesthesia"


@OUTSIDE
@pytest.mark.parametrize(
    ("cream", "what", "where"),
    [
        (EMLA, "grams_high", "an_emla_us_dose.g_per_10cm2"),
        (EMLA, "grams_most", "an_emla_uk_dose.max_g"),
        (EMLA, "area_most", "an_emla_uk_dose.max_area_cm2"),
        (EMLA, "minutes_fewest", "an_emla_uk_dose.min_minutes"),
        (EMLA, "minutes_most", "an_emla_uk_dose.max_minutes"),
        (EMLA, "minutes_usual", "an_emla_us_dose.major_min_minutes"),
        (PLIAGLIS_CREAM, "grams_most", "an_pliaglis.max_grams"),
        (PLIAGLIS_CREAM, "minutes_fewest", "an_pliaglis.min_minutes"),
        (PLIAGLIS_CREAM, "minutes_most", "an_pliaglis.max_minutes"),
    ],
)
def test_a_number_of_a_label_is_the_printed_one(cream: Cream, what: str, *, where: str) -> None:
    assert getattr(cream, what).value == printed(TABLE, where)


@OUTSIDE
def test_the_largest_area_of_pliaglis_is_its_square_inches() -> None:
    square_inches = printed(TABLE, "an_pliaglis.max_area_in2")
    assert PLIAGLIS_CREAM.area_most.value == round(square_inches * 2.54**2, -1)
    assert PLIAGLIS_CREAM.grams_high.value == round(
        printed(TABLE, "an_pliaglis.max_grams") / PLIAGLIS_CREAM.area_most.value * 10, 1
    )


@OUTSIDE
def test_the_alarms_are_the_injected_doses_of_the_handbook() -> None:
    said = records(TABLE)["an_mgkg"]["statement"]
    for name in ("lidocaine", "prilocaine", "tetracaine"):
        per_kg, most = INJECTED[name]
        whole = "" if most is None else f" or {most.value:g} mg"
        assert f"{name} {per_kg.value:g} mg/kg{whole}" in said.lower()
