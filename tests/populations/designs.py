"""Small designs that tests count."""

from msgspec.structs import replace

from percuta.populations.design import Arm, Design, DropOut
from percuta.populations.design_file import parse_design
from percuta.populations.kept import Count
from percuta.populations.run import carry_on
from percuta.populations.told import Told

STUDY = """
[trial]
title = "Three or six sessions"
concern = "acne_scars"
trials = 64
visits_after_last = [28, 90]

[[arm]]
name = "three"
people = 10
sessions = 3
interval_days = 30

[[arm]]
name = "six"
people = 12
sessions = 6
interval_days = 30

[rater]
blinded = true

[asked]
age = 32
age_sd = 9
phototypes = { II = 2, III = 5, IV = 3 }
severity = 20
severity_sd = 5

[included]
age_to = 45
severity_from = 12

[drop_out]
share = 0.2
little_gain_times = 2
"""


def design() -> Design:
    """Two arms, a drop-out and a severity."""
    return parse_design(STUDY, "study.toml")


def arms(first: Arm, *others: Arm, trials: int = 400) -> Design:
    """A design of some arms without drop-out."""
    return replace(design(), arms=(first, *others), trials=trials, drop_out=DropOut())


def arm(name: str = "arm", *, people: int = 20, sessions: int = 3, depth_mm: float = 1.5) -> Arm:
    """An arm of monthly sessions, seen three months after the last one."""
    visits = (float(max(sessions - 1, 0) * 30 + 90),)
    return Arm(
        name=name,
        people=people,
        sessions=sessions,
        interval_days=30,
        visits=visits,
        depth_mm=depth_mm,
    )


def told(wanted: Design) -> Told:
    """The whole count of a design, by this process."""
    count = Count.begin(wanted)
    for _ in carry_on(count, map):
        pass
    return Told(count)
