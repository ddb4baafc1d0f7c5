"""No sequence of choices and house protocols yields a plan outside the absolute bounds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from percuta.assessment.concern import Kind
from percuta.evidence.errors import OutsideLimit
from percuta.planning.choice import ZoneChoice
from percuta.planning.figure import Figure
from percuta.planning.house import PLACES, House, Skin
from percuta.planning.plan import Plan, ZonePlan
from percuta.planning.propose import propose
from percuta.planning.request import Request
from planning.random_requests import Drawn, draws
from planning.wishes import BEAS

MM = st.one_of(
    st.integers(1, 60).map(lambda steps: round(steps * 0.05, 2)),
    st.floats(-1, 4),
    st.sampled_from([float("nan"), float("inf")]),
)
SESSIONS = st.integers(0, 14)


@st.composite
def edits(draw: st.DrawFn, request: Request) -> Request:
    """A request after some steps of a clinician and perhaps of the clinic's doctor."""
    choice = request.choice
    for zone in draw(st.lists(st.sampled_from([z.key for z in request.zones]), max_size=4)):
        one = ZoneChoice(
            sessions=draw(st.one_of(st.none(), st.integers(-1, 14))),
            depth_mm=draw(st.dictionaries(SESSIONS, MM, max_size=2)),
            passes=draw(st.dictionaries(SESSIONS, st.integers(-1, 25), max_size=2)),
        )
        choice = choice.but(zone, one)
    days = draw(st.one_of(st.none(), st.integers(10, 190)))
    return replace(request, choice=replace(choice, interval_days=days), house=draw(houses()))


@st.composite
def houses(draw: st.DrawFn) -> House | None:
    """A house protocol that could be built; None where it could not."""
    kinds = st.sampled_from(Kind)
    try:
        return House(
            number=1,
            by="Dora",
            on=date(2026, 8, 1),
            reason="own log",
            interval_days=draw(st.dictionaries(st.sampled_from(Skin), st.integers(12, 200))),
            sessions=draw(st.dictionaries(kinds, st.integers(0, 13), max_size=2)),
            passes=draw(st.dictionaries(kinds, st.integers(0, 22), max_size=2)),
            depth_up_to_mm=draw(st.dictionaries(st.sampled_from(sorted(PLACES)), MM, max_size=3)),
        )
    except OutsideLimit:
        return None


def figures(zone: ZonePlan) -> Iterator[tuple[Figure, float, float]]:
    """Every figure that can be set, with the hardest bounds there are."""
    hard = zone.depth.limit.absolute_high
    assert hard is not None
    depths = (zone.depth.start, zone.depth.first_session, zone.depth.up_to)
    for figure in (*depths, *(setting.depth for setting in zone.settings)):
        yield figure, 0.0, hard.value
    for figure in (zone.passes_first, zone.passes, *(s.passes for s in zone.settings)):
        yield figure, 1, 20
    yield zone.sessions, 1, 12


def hold(plan: Plan) -> None:
    for zone in plan.zones:
        for figure, low, high in figures(zone):
            for value in (figure.value, figure.low, figure.high):
                assert value is None or low <= value <= high
        assert [s.session for s in zone.settings] == [
            session.number for session in plan.sessions if zone.zone.key in session.zones
        ]
    assert 14 <= (plan.interval_days.value or 0) <= 180
    assert all((later.day - one.day).days >= 14 for one, later in pairwise(plan.sessions))


@settings(max_examples=300)
@given(data=st.data(), drawn=draws())
def test_no_sequence_of_edits_plans_outside_the_absolute_bounds(
    data: st.DataObject, drawn: Drawn
) -> None:
    request: Request = data.draw(edits(drawn.request))
    try:
        plan = propose(request).plan
    except OutsideLimit:
        return
    if plan is not None:
        hold(plan)


@settings(max_examples=200)
@given(data=st.data())
def test_every_chosen_depth_behind_a_soft_wall_asks_the_doctor(data: st.DataObject) -> None:
    try:
        plan = propose(data.draw(edits(BEAS))).plan
    except OutsideLimit:
        return
    assert plan is not None
    hold(plan)
    said = [remark.what for remark in plan.confirmations]
    for zone in plan.zones:
        chosen = [s.depth.value or 0 for s in zone.settings if s.depth.chosen is not None]
        beyond = any(zone.ranges.depth.beyond(value) for value in chosen)
        assert not beyond or "depth beyond a soft wall" in said


def test_a_plan_with_a_setting_behind_a_wall_cannot_be_built() -> None:
    plan = propose(BEAS).plan
    assert plan is not None
    zone = plan.zones[0]
    deep = replace(zone.settings[0].depth, low=None, high=None, value=2.0)
    with pytest.raises(OutsideLimit, match="right cheek, depth"):
        replace(zone, settings=(replace(zone.settings[0], depth=deep),))
    with pytest.raises(OutsideLimit, match="interval"):
        replace(plan, interval_days=replace(plan.interval_days, value=200))
    with pytest.raises(OutsideLimit, match="right cheek, sessions"):
        replace(zone, sessions=replace(zone.sessions, value=13))
