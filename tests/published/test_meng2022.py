"""Meng 2022, BMC Med Imaging 22:113, table 2: ultrasound thickness of facial skin, 118 adults."""

import pytest

from percuta.evidence.parameter import Parameter, Status
from percuta.evidence.sources.studies import MENG2022
from percuta.person import Sex
from percuta.zones.skin_map import ZONES
from percuta.zones.zone import Thickness

# As printed, in mm: epidermis and dermis of women, then of men.
TABLE_2 = {
    "forehead": ((0.20, 0.86), (0.22, 1.17)),
    "glabella": ((0.19, 0.90), (0.21, 1.14)),
    "temple_left": ((0.18, 0.80), (0.19, 1.06)),
    "nose": ((0.19, 0.93), (0.20, 1.03)),
    "cheek_left": ((0.20, 0.87), (0.19, 1.14)),
    "jaw_left": ((0.18, 0.91), (0.21, 1.02)),
}
# Sites of the skin map that the table lacks. The eyelid is in it, but nobody plans there.
NOT_IN_THE_TABLE = ("periorbital_left", "upper_lip")
SAME = 1e-9

EVERY_SITE = pytest.mark.parametrize("zone", TABLE_2)


def of(zone: str) -> Thickness:
    thickness = ZONES[zone].thickness
    assert thickness is not None
    return thickness


@EVERY_SITE
@pytest.mark.parametrize("sex", Sex)
def test_each_mean_is_the_sum_of_the_printed_layers(zone: str, sex: Sex) -> None:
    printed = TABLE_2[zone][0 if sex is Sex.FEMALE else 1]
    mean = of(zone).for_sex(sex)
    assert mean.value == pytest.approx(sum(printed), abs=SAME)
    assert (mean.unit, mean.status, mean.source) == ("mm", Status.DERIVED, MENG2022)
    assert f"epidermis {printed[0]:g}, dermis {printed[1]:g} mm" in mean.note


@EVERY_SITE
def test_men_are_nowhere_thinner_than_women(zone: str) -> None:
    assert of(zone).male_mm.value >= of(zone).female_mm.value


@EVERY_SITE
def test_an_unknown_sex_counts_as_the_thinner(zone: str) -> None:
    either: Parameter = of(zone).for_sex(None)
    assert either.value == min(of(zone).female_mm.value, of(zone).male_mm.value)


@pytest.mark.parametrize("zone", NOT_IN_THE_TABLE)
def test_a_site_the_table_lacks_has_no_thickness(zone: str) -> None:
    assert ZONES[zone].thickness is None


@pytest.mark.parametrize("sex", Sex)
def test_the_chin_borrows_from_the_jaw_and_is_called_assumed(sex: Sex) -> None:
    chin, jaw = of("chin").for_sex(sex), of("jaw_left").for_sex(sex)
    assert (chin.value, chin.status) == (jaw.value, Status.ASSUMED)
    assert chin.note.endswith("not measured here, the jaw's taken instead")


def test_both_sides_of_a_pair_share_their_means() -> None:
    assert of("cheek_left") == of("cheek_right")
    assert of("jaw_left") == of("jaw_right")


def test_every_mean_lies_inside_the_span_we_quote_for_ultrasound() -> None:
    means = [m.value for t in map(of, TABLE_2) for m in (t.female_mm, t.male_mm)]
    assert min(means) >= 0.75
    assert max(means) <= 1.4
