"""Doctors' decisions in a case: read as they stand, refused with line, value and remedy."""

from datetime import date

import pytest

from casefile.a_case import GOOD, refusal
from percuta.casefile.blank import blank_case
from percuta.casefile.reader import parse_case
from percuta.screening.decision import Decision

DECISION = """
[[decision]]
rule = "recovery.001"
zones = ["cheek_right"]
by = "Dr Dora"
on = 2026-09-15
until = 2026-10-01
reason = "calm, shallow"
"""


def decided(old: str = "", new: str = "") -> str:
    assert old in DECISION
    return GOOD + DECISION.replace(old, new)


def test_a_decision_is_read_as_it_stands() -> None:
    assert parse_case(decided(), "case.toml").request.decisions == (
        Decision(
            rule="recovery.001",
            zones=("cheek_right",),
            by="Dr Dora",
            on=date(2026, 9, 15),
            until=date(2026, 10, 1),
            reason="calm, shallow",
        ),
    )


def test_without_zones_a_decision_reaches_as_far_as_its_rule() -> None:
    text = decided('zones = ["cheek_right"]\n')
    (one,) = parse_case(text, "case.toml").request.decisions
    assert one.zones == ()


def test_a_case_without_decisions_has_none() -> None:
    assert parse_case(GOOD, "case.toml").request.decisions == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("recovery.001", "recovery.01", "unknown name; did you mean recovery.001"),
        ("cheek_right", "elbow", "decision[1].zones[1]"),
        ("cheek_right", "forehead", "forehead is in no concern; wished for: cheek_left"),
        ("Dr Dora", " ", 'decision[1].by = " ": empty; name the doctor who decided'),
        ("calm, shallow", "", 'decision[1].reason = "": empty; write down why'),
        ('by = "Dr Dora"\n', "", "decision[1].by: missing; it is needed"),
        ("2026-09-15", "2026-09-01", "before the assessment on 2026-09-14"),
        ("2026-10-01", "2026-09-14", "before the decision on 2026-09-15"),
        ("2026-10-01", "2029-10-01", "more than two years after the decision"),
        ("[[decision]]", "[decision]", "write [[decision]] in double brackets"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(old: str, new: str, says: str) -> None:
    assert says in refusal(decided(old, new))


def test_the_blank_case_shows_how_a_decision_is_written() -> None:
    blank = blank_case(date(2026, 9, 14))
    begin = blank.index("# [[decision]]")
    lines = blank[begin : blank.index("\n\n", begin)].splitlines()
    written = "\n".join(line.removeprefix("# ") for line in lines)
    given = written.replace("cheek_left", "cheek_right")
    (one,) = parse_case(f"{GOOD}\n{given}\n", "case.toml").request.decisions
    assert one.rule == "recovery.001"
