"""An event and stays: read as they stand, refused with line, value and remedy."""

from datetime import date

import pytest

from casefile.a_case import GOOD, refusal
from percuta.casefile.reader import parse_case
from percuta.planning.away import Away

STAY = "\n[[away]]\nfirst = {first}\nlast = {last}\nsun = {sun}\n"


def with_stay(first: str, last: str, *, sun: str = "true") -> str:
    return GOOD + STAY.format(first=first, last=last, sun=sun)


def with_event(*lines: str) -> str:
    return GOOD.replace("[wish]\n", "[wish]\n" + "".join(f"{line}\n" for line in lines))


def test_event_and_stays_are_read_as_they_stand() -> None:
    text = with_event('event = "a feast"', "event_on = 2027-03-01")
    text += STAY.format(first="2027-01-02", last="2027-01-09", sun="false")
    request = parse_case(text, "case.toml").request
    assert (request.event, request.event_on) == ("a feast", date(2027, 3, 1))
    assert request.away == (Away(first=date(2027, 1, 2), last=date(2027, 1, 9), sun=False),)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (with_stay("2027-01-09", "2027-01-02"), "away[1].last = 2027-01-02: before its first day"),
        (with_stay("2027-02-30", "2027-03-02"), "away[1].first = 2027-02-30: no such day"),
        (with_stay("2027-01-02", "2027-12-31"), "a stay of more than 200 days"),
        (with_stay("2020-01-02", "2020-01-03"), "over before the assessment"),
        (with_stay("2039-01-02", "2039-01-03"), "more than three years after the assessment"),
        (with_stay("2027-01-02", "2027-01-03", sun='"yes"'), "true or false, without quotes"),
        (with_event('event = "a feast"'), "an event cannot be planned for; write event_on too"),
        (with_event("event_on = 2020-01-01"), "wish.event_on = 2020-01-01: over before"),
        (GOOD + "\n[away]\nfirst = 2027-01-02\n", "write [[away]] in double brackets"),
    ],
)
def test_days_that_cannot_be_are_refused(text: str, says: str) -> None:
    assert says in refusal(text)


@pytest.mark.parametrize("cream", ["blt", "lidocaine_23_tetracaine_7"])
def test_a_compounded_cream_is_refused_with_its_reason(cream: str) -> None:
    said = refusal(with_event(f'cream = "{cream}"'))
    assert "is never offered: compounded, without a licence" in said
    assert "take lmx4 or emla or pliaglis" in said
