"""Labels of EMLA, LMX4 and Pliaglis, as printed: what the room counts with keeps to each row."""

from dataclasses import replace
from datetime import timedelta

import pytest

from percuta.planning.creams import EMLA, LMX4, PLIAGLIS_CREAM, Cream
from percuta.treatment.numbing_now import numbing_now
from promises.outside import IS_THERE, printed, records
from treatment.rooms import NOON, ON_THE_CHEEKS, moment, with_cream

OUTSIDE = pytest.mark.skipif(not IS_THERE, reason="no ../shared/evidence beside this checkout")
TABLE = "safety/anaesthesia"
LABELS = {EMLA.key: "an_emla_uk_dose", LMX4.key: "an_lmx4_uk", PLIAGLIS_CREAM.key: "an_pliaglis"}
CREAMS = pytest.mark.parametrize("cream", [EMLA, LMX4, PLIAGLIS_CREAM], ids=LABELS)


def walls(cream: Cream, *, area: float, grams: float, minutes: float = 0) -> set[str]:
    one = replace(ON_THE_CHEEKS, cream=cream, area_cm2=area, grams=grams, on=moment(-minutes))
    return {n.key for n in numbing_now(with_cream(one)).notices if n.weight == "wall"}


@OUTSIDE
@CREAMS
def test_fewest_and_most_minutes_are_those_printed(cream: Cream) -> None:
    one = replace(ON_THE_CHEEKS, cream=cream, on=moment())
    now = numbing_now(with_cream(one))
    fewest, most = (printed(TABLE, f"{LABELS[cream.key]}.{k}_minutes") for k in ("min", "max"))
    assert now.earliest_start == NOON + timedelta(minutes=fewest)
    assert now.remove_by == NOON + timedelta(minutes=most)


@OUTSIDE
def test_emla_may_cover_what_is_printed_and_no_more() -> None:
    area, grams = (printed(TABLE, f"an_emla_uk_dose.{k}") for k in ("max_area_cm2", "max_g"))
    assert walls(EMLA, area=area, grams=grams) == set()
    assert walls(EMLA, area=area + 1, grams=grams + 1) == {"numbing.area", "numbing.grams"}


@OUTSIDE
def test_a_face_under_the_other_cream_is_within_its_label() -> None:
    area, grams = (
        printed(TABLE, "an_lmx4_uk.face_area_cm2"),
        records(TABLE)["an_lmx4_uk"]["face_grams"],
    )
    for amount in grams:
        assert walls(LMX4, area=area, grams=amount) == set()
    most = printed(TABLE, "an_lmx4_uk.max_area_cm2")
    assert walls(LMX4, area=most + 1, grams=100) == {"numbing.area"}


@pytest.mark.parametrize(("square_inches", "grams"), [(2, 1), (23, 20), (47, 40), (62, 53)])
def test_rows_of_the_table_of_pliaglis_pass_no_wall(square_inches: float, grams: float) -> None:
    area = min(square_inches * 2.54**2, PLIAGLIS_CREAM.area_most.value)
    assert walls(PLIAGLIS_CREAM, area=area, grams=grams) == set()
