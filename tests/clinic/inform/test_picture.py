"""The living picture shows what the model says, with its doubt, and no more."""

import re

import pytest

from percuta_clinic.inform.picture import picture
from percuta_clinic.inform.science_picture import MOMENTS, healing


def test_channels_close_and_redness_fades_while_collagen_rises() -> None:
    healed = healing()
    assert healed.open[0.0].middle == 1
    assert healed.open[3.0].middle < 0.2
    reds = [healed.red[day].middle for day in MOMENTS]
    assert reds == sorted(reds, reverse=True)
    assert healed.collagen[7.0].middle < healed.collagen[28.0].middle


@pytest.mark.parametrize("course", ["open", "red", "collagen"])
def test_every_course_is_a_band_and_never_a_line_alone(course: str) -> None:
    bands = list(getattr(healing(), course).values())
    for band in bands:
        assert band.low <= band.first <= band.middle <= band.third <= band.high
    assert any(band.high - band.low > 0.2 for band in bands)


def test_the_words_beside_a_moment_agree_with_the_model() -> None:
    said = {one.label: one.says for one in picture().moments}
    healed = healing()
    assert "About half" in said["1 day"]
    assert 0.4 <= healed.open[1.0].middle <= 0.6
    assert "Most channels have closed" in said["3 days"]
    assert healed.open[3.0].high > 0.1  # in some people a few are still open
    assert "nearly all of the new collagen" in said["8 weeks"]
    assert healed.collagen[56.0].middle > 0.95
    assert healed.collagen[168.0].middle < 1


def test_the_drawing_has_as_many_channels_as_the_model_leaves_open() -> None:
    counts = [len(one.section.channels) for one in picture().moments]
    assert counts[0] == 0
    assert counts[1] == max(counts)
    assert counts[1:] == sorted(counts[1:], reverse=True)
    later = next(one for one in picture().moments if one.label == "3 days")
    assert {mark.sure for mark in later.section.channels} == {False}


def test_the_picture_says_what_it_rests_on() -> None:
    said = " ".join(picture().assumed)
    assert "our proposal" in said
    assert "virtual people" in said
    assert re.search(r"most a month after the last session", said)
