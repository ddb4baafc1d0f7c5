"""A sign that calls for help is as urgent wherever it stands: card, pages and check-in."""

import pytest

from healing.check_ins import BELLY, CHEEK, EYE, assessed, session, told
from percuta.healing.advice import Urgency
from percuta.healing.red_flags import flags
from percuta.healing.triage.report import Level

SAID = {"eye_blur": "sight", "weals": "weals", "breath": "breathe", "pus": "pus"}


@pytest.mark.parametrize("places", [CHEEK, EYE, BELLY])
@pytest.mark.parametrize(("key", "word"), SAID.items())
def test_a_sign_is_as_urgent_in_the_check_in_as_on_the_card(
    key: str, word: str, places: tuple[str, ...]
) -> None:
    here = {
        flag.urgency
        for flag in flags(session(*places).treated)
        for sign in flag.signs
        if word in sign
    }
    assert here == {assessed(told(1, key)).level.urgency}


def test_sight_and_weals_are_for_the_emergency_number() -> None:
    for key in ("eye_blur", "weals"):
        assert assessed(told(1, key)).level is Level.NOW
    assert flags(session().treated)[0].urgency is Urgency.NOW
