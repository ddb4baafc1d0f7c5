"""What holds for everybody: caps, caution about the unknown, dates, reasons and sources."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from itertools import chain, pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cast import DAY
from percuta.casefile.case import Case
from percuta.devices.device import Device
from percuta.devices.exceed import TOLERANCE_MM
from percuta.evidence.limit import Limit
from percuta.evidence.parameter import Parameter
from percuta.evidence.source import Source
from percuta.planning.course import Endpoint
from percuta.planning.depth import Depth
from percuta.planning.figure import Figure, Remark
from percuta.planning.plan import Plan
from percuta.planning.propose import propose
from percuta.planning.request import Request
from percuta.questions import Answer
from percuta.report.build import build_document
from percuta.report.schema import plan_schema, to_json
from percuta.zones.skin_map import ZONES
from percuta.zones.zone import Zone
from planning.random_requests import BLANK_FACTS, BLANK_SPOTS, Drawn, Spot, draws

FLOOR = timedelta(days=14)
SCHEMA = Draft202012Validator(plan_schema())
OF_ESTERS = ("ester_allergy", "pseudocholinesterase")
CREAM_QUESTIONS = ("methaemoglobin_risk", "liver_disease", "antiarrhythmics", *OF_ESTERS)
HOLDING = (Answer.YES, Answer.NOT_KNOWN)


def settings_mm(depth: Depth) -> list[float | None]:
    """Start, first session, later sessions and cap, gentlest first."""
    return [f.value for f in (depth.start, depth.first_session, depth.up_to, depth.cap)]


def depths(plan: Plan | None) -> dict[str, Depth]:
    return {} if plan is None else {z.zone.key: z.depth for z in plan.zones}


def is_no_deeper(one: Depth, other: Depth) -> bool:
    pairs = zip(settings_mm(one), settings_mm(other), strict=True)
    return all(a == b if a is None or b is None else a <= b for a, b in pairs)


def parts(thing: object) -> Iterator[object]:
    """A plan and everything it is made of."""
    yield thing
    if isinstance(thing, tuple):
        yield from chain.from_iterable(parts(one) for one in thing)
    elif is_dataclass(thing) and not isinstance(thing, Parameter | Source | Zone | Limit):
        for field in fields(thing):
            yield from parts(getattr(thing, field.name))


def first_draws(most: int) -> list[Request]:
    """The first requests that the strategy yields."""
    kept: list[Request] = []

    @settings(max_examples=most)
    @given(draws())
    def collect(drawn: Drawn) -> None:
        kept.append(drawn.request)

    collect()
    return kept


# Reach of these tests


def test_at_least_a_third_of_the_draws_reach_a_plan() -> None:
    drawn = first_draws(150)
    plans = [plan for plan in (propose(r).plan for r in drawn) if plan is not None]
    assert len(plans) >= len(drawn) / 3
    assert 0 < sum(plan.numbing is None for plan in plans) < len(plans)
    assert any(len(z.kinds) > 1 for plan in plans for z in plan.zones)
    assert any(len({len(s.zones) for s in plan.sessions}) > 1 for plan in plans)
    assert any(len(plan.zones) < len(r.zones) for r in drawn if (plan := propose(r).plan))


# Caps


@given(draws())
def test_no_plan_passes_any_cap_or_wall(drawn: Drawn) -> None:
    device = drawn.request.device
    tolerance = device.tolerance_mm.value if device.tolerance_mm is not None else 0.0
    for zone, depth in depths(propose(drawn.request).plan).items():
        bound = ZONES[zone].on_face or device.depth_everywhere
        label = device.label_depth_mm.value if bound else device.reach_mm.value
        hardest = min(label, device.reach_mm.value) - tolerance
        known = [mm for mm in settings_mm(depth) if mm is not None]
        assert known == sorted(known)
        assert known[0] > 0
        assert known[-1] <= hardest + 1e-9
        nearest = min(wall.at_mm.value for wall in depth.walls)
        assert depth.up_to.value is None or depth.up_to.value <= nearest
        assert depth.cap.value is not None


@given(draws())
def test_no_cream_passes_the_area_of_its_label(drawn: Drawn) -> None:
    plan = propose(drawn.request).plan
    if plan is None or plan.numbing is None:
        return
    used = (drawn.cream_used_cm2 or 0) + (plan.numbing.area_cm2.value or 0)
    numbing = plan.numbing
    assert used <= {"lmx4": 900, "emla": 300, "pliaglis": 400}[drawn.cream]
    assert (numbing.grams.high or 0) <= {"lmx4": 180, "emla": 60, "pliaglis": 53}[drawn.cream]
    assert (numbing.left_cm2.value or 0) >= 0
    assert numbing.product == drawn.request.cream
    assert not {*numbing.barred} & {*numbing.others, drawn.cream}
    assert plan.no_numbing_because == ""


@settings(max_examples=200)
@given(drawn=draws(), key=st.sampled_from(CREAM_QUESTIONS), answer=st.sampled_from(HOLDING))
def test_no_plan_ever_holds_a_cream_that_a_finding_holds_back(
    drawn: Drawn, *, key: str, answer: Answer
) -> None:
    asked = replace(drawn, answers=(*drawn.answers, ((key, ""), answer)))
    plan = propose(asked.request).plan
    if plan is None or (key in OF_ESTERS and drawn.cream != "pliaglis"):
        return
    assert plan.numbing is None
    assert all(session.cream is None for session in plan.sessions)


# The unknown


@settings(max_examples=300)
@given(drawn=draws(), spots=BLANK_SPOTS, facts=BLANK_FACTS)
def test_knowing_less_never_makes_anything_bolder(
    drawn: Drawn, *, spots: list[Spot], facts: set[str]
) -> None:
    full = propose(drawn.request)
    less = propose(drawn.but_less_known(spots, facts).request)
    assert set(less.screening.treatable) <= set(full.screening.treatable)
    if less.plan is None or full.plan is None:
        assert less.plan is None
        return
    assert (less.plan.interval_days.value or 0) >= (full.plan.interval_days.value or 0)
    before = {z.zone.key: z for z in full.plan.zones}
    for zone in less.plan.zones:
        known = before[zone.zone.key]
        assert is_no_deeper(zone.depth, known.depth)
        assert zone.endpoint in (known.endpoint, Endpoint.REDNESS)
        assert most(zone.passes_first) <= most(known.passes_first)
        assert zone.sessions == known.sessions


def most(passes: Figure) -> float:
    """The most passes a figure allows; none at all where a doctor enters them."""
    return passes.value or passes.high or 0


@given(drawn=draws(), spots=BLANK_SPOTS, facts=BLANK_FACTS)
def test_knowing_less_never_takes_a_confirmation_away(
    drawn: Drawn, *, spots: list[Spot], facts: set[str]
) -> None:
    full = propose(drawn.request).plan
    less = propose(drawn.but_less_known(spots, facts).request).plan
    if full is None or less is None or len(full.zones) != len(less.zones):
        return
    assert len(less.confirmations) >= len(full.confirmations)
    assert set(full.disagreements) <= set(less.disagreements) | cream_only(full, less)


def cream_only(full: Plan, less: Plan) -> set[object]:
    """What is said about cream, where only the fuller plan has any."""
    return set(full.disagreements[-3:]) if full.numbing and not less.numbing else set()


# Stricter devices


@st.composite
def stricter(draw: st.DrawFn, device: Device) -> Device:
    """A device that is allowed less: a shallower label or reach, or a wider tolerance."""
    label, reach = device.label_depth_mm, device.reach_mm
    tolerance = device.tolerance_mm or replace(TOLERANCE_MM, value=0)
    return replace(
        device,
        label_depth_mm=replace(label, value=draw(st.floats(0.6, label.value))),
        reach_mm=replace(reach, value=draw(st.floats(0.6, reach.value))),
        tolerance_mm=replace(tolerance, value=draw(st.floats(tolerance.value, 0.5))),
    )


@given(data=st.data(), drawn=draws())
def test_a_stricter_device_never_deepens_a_plan(data: st.DataObject, drawn: Drawn) -> None:
    device = data.draw(stricter(drawn.request.device))
    usual = depths(propose(drawn.request).plan)
    strict = depths(propose(replace(drawn.request, device=device)).plan)
    assert usual.keys() == strict.keys()
    for zone, depth in strict.items():
        assert is_no_deeper(depth, usual[zone])


# Dates


@given(draws())
def test_dates_keep_the_floor_and_every_zone_its_own_number(drawn: Drawn) -> None:
    plan = propose(drawn.request).plan
    if plan is None:
        return
    days = [session.day for session in plan.sessions]
    assert days[0] >= drawn.request.day >= DAY
    assert days[0] == drawn.request.day or drawn.away or drawn.event_days is not None
    assert all((later - earlier).days % 7 == 0 for earlier, later in pairwise(days))
    assert all(later - earlier >= FLOOR for earlier, later in pairwise(days))
    months = plan.review_on - days[-1]
    assert months == timedelta(days=92) or (drawn.away and months > timedelta(days=92))
    for zone in plan.zones:
        there = [s.number for s in plan.sessions if zone.zone.key in s.zones]
        assert there == list(range(1, round(zone.sessions.value or 1) + 1))
    assert all(session.zones for session in plan.sessions)


# Reasons and sources


@given(draws())
def test_every_figure_says_why_from_where_and_how_sure(drawn: Drawn) -> None:
    plan = propose(drawn.request).plan
    for figure in (part for part in parts(plan) if isinstance(part, Figure)):
        assert figure.why
        assert (figure.status is None) is figure.entered_by_doctor
        is_no_cream = figure.unit == "min" and figure.why == "no cream"
        traced = bool(figure.parameters or figure.stated or figure.entered_by_doctor)
        assert traced is not is_no_cream, figure.why


@given(draws())
def test_every_remark_says_what_and_why(drawn: Drawn) -> None:
    for remark in (part for part in parts(propose(drawn.request).plan) if isinstance(part, Remark)):
        assert remark.what
        assert remark.why


@given(draws())
def test_no_cream_always_comes_with_its_reason(drawn: Drawn) -> None:
    plan = propose(drawn.request).plan
    if plan is not None:
        assert (plan.numbing is None) is bool(plan.no_numbing_because)


# The document


def found(value: object, name: str) -> Iterator[str]:
    """Every text under a name, alone or in a list, at any depth of a JSON value."""
    if isinstance(value, list):
        for one in value:
            yield from found(one, name)
    elif isinstance(value, dict):
        here = value.get(name)
        named = here if isinstance(here, list) else [here]
        yield from (text for text in named if isinstance(text, str))
        for one in value.values():
            yield from found(one, name)


@given(draws())
def test_a_document_is_valid_and_lists_all_it_relies_on(drawn: Drawn) -> None:
    case = Case(title="drawn", request=drawn.request)
    proposal = propose(drawn.request)
    document: dict[str, Any] = json.loads(to_json(build_document(case, proposal)))
    SCHEMA.validate(document)
    listed = {source["key"] for source in document["sources"]}
    assert {*found(document, "sources"), *found(document["parameters"], "source")} <= listed
    numbers = {parameter["key"] for parameter in document["parameters"]}
    assert set(found(document["plan"], "parameters")) <= numbers
    walls = {w.at_mm.key for depth in depths(proposal.plan).values() for w in depth.walls}
    assert walls <= numbers
