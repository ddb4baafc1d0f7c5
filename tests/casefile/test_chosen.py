"""Chosen values and a house protocol in a case: read as they stand, refused with their wall."""

from datetime import date

import pytest

from casefile.a_case import GOOD, refusal
from percuta.assessment.concern import Kind
from percuta.casefile.reader import parse_case
from percuta.planning.choice import Choice, ZoneChoice
from percuta.planning.house import House, Skin

SET = """
[chosen]
by = "Sina"
interval_days = 35
sessions.cheek_left = 5

[chosen.depth_mm]
cheek_left = { 1 = 0.6, 3 = 0.8 }

[chosen.passes.cheek_left]
2 = 6

[house]
number = 2
by = "Dr Dora"
on = 2026-08-01
reason = "own log"
interval_days = { usual = 42 }
sessions.acne_scars = 4
passes.acne_scars = 5
depth_up_to_mm.cheek = 0.9
"""


def changed(old: str = "", new: str = "") -> str:
    assert old in SET
    return GOOD + SET.replace(old, new)


def test_chosen_values_and_protocol_are_read_as_they_stand() -> None:
    request = parse_case(changed(), "case.toml").request
    left = ZoneChoice(sessions=5, depth_mm={1: 0.6, 3: 0.8}, passes={2: 6})
    assert request.choice == Choice(zones={"cheek_left": left}, interval_days=35, by="Sina")
    assert request.house == House(
        number=2,
        by="Dr Dora",
        on=date(2026, 8, 1),
        reason="own log",
        interval_days={Skin.USUAL: 42},
        sessions={Kind.ACNE_SCARS: 4},
        passes={Kind.ACNE_SCARS: 5},
        depth_up_to_mm={"cheek": 0.9},
    )


def test_a_case_without_them_has_neither() -> None:
    request = parse_case(GOOD, "case.toml").request
    assert request.choice.empty
    assert request.house is None


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("1 = 0.6", "1 = 9.0", "chosen.depth_mm.cheek_left.1 = 9.0: outside its limit: left cheek"),
        ("3 = 0.8", "3 = 9.0", "chosen.depth_mm.cheek_left.3 = 9.0: outside its limit: left cheek"),
        ("2 = 6", "2 = 99", "chosen.passes.cheek_left.2 = 99: outside its limit: left cheek"),
        ("cheek_left = 5", "cheek_left = 13", "chosen.sessions.cheek_left = 13: outside its limit"),
        ("= 35", "= 9", "chosen.interval_days = 9: outside its limit: interval: 9 days lies below"),
        ("= 35", "= 9.5", "chosen.interval_days = 9.5: a whole number is wanted"),
        ("= 35", "= 123456", "chosen.interval_days = 123456: too large"),
        ("cheek_left = 5", "forehead = 5", "forehead is in no concern; wished for: cheek_left"),
        ("cheek_left = 5", "elbow = 5", "chosen.sessions.elbow = 5: unknown name"),
        ("2 = 6", "0 = 6", "chosen.passes.cheek_left.0 = 6: unknown name"),
        ('"Sina"', '" "', 'chosen.by = " ": empty; name the clinician who chose'),
        ('by = "Sina"\n', "", "chosen.by: missing; it is needed"),
        ("usual = 42", "usual = 7", "house.interval_days.usual = 7: outside its limit"),
        ("acne_scars = 4", "acne_scars = 40", "house.sessions.acne_scars = 40: outside its limit"),
        ("acne_scars = 5", "acne_scars = 50", "house.passes.acne_scars = 50: outside its limit"),
        ("cheek = 0.9", "cheek = 5.0", "house.depth_up_to_mm.cheek = 5.0: outside its limit"),
        ("cheek = 0.9", "elbow = 0.9", "house.depth_up_to_mm.elbow = 0.9: unknown name"),
        ("own log", " ", 'house.reason = " ": empty; write down why'),
        ("Dr Dora", "", 'house.by = "": empty; name the doctor who signed it'),
        ("2026-08-01", "1926-08-01", "a day from 2000-01-01 to 2100-01-01 is wanted"),
        ("number = 2", "number = 0", "house.number = 0: too small; at least 1"),
    ],
)
def test_what_cannot_be_is_refused_with_line_value_and_remedy(
    old: str, new: str, says: str
) -> None:
    text = changed(old, new)
    message = refusal(text)
    assert says in message
    assert "case.toml, line" in message


# Zones on visits of their own


def apart(groups: str) -> str:
    return f'{GOOD}\n[chosen]\nby = "Sina"\napart = {groups}\n'


def test_zones_on_visits_of_their_own_are_read_as_they_stand() -> None:
    request = parse_case(apart('[["chin"]]'), "case.toml").request
    assert request.choice == Choice(apart=(("chin",),), by="Sina")


@pytest.mark.parametrize(
    ("groups", "says"),
    [
        ('[["neck"]]', 'chosen.apart[1] = "neck": neck is in no concern'),
        ('[["chin"], ["chin"]]', 'chosen.apart[2] = "chin": chin is named twice'),
        ('[["chin", "cheek_left", "cheek_right"]]', "so none is left for other visits; leave out"),
        ('[["elbow"]]', "chosen.apart[1][1] = "),
        ("[[]]", "chosen.apart[1] = []: empty; name at least one"),
    ],
)
def test_groups_that_cannot_be_are_refused_with_line_and_remedy(groups: str, says: str) -> None:
    message = refusal(apart(groups))
    assert says in message
    assert "case.toml, line" in message
