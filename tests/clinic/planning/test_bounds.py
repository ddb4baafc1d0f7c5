"""No sequence of edits, by anybody, ever approves a plan with a value outside absolute bounds."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clinic.people_here import House
from clinic.planning.plans_here import delegated, points, signing, told
from clinic.screening.through import AMARA
from percuta.report.document import FigureDoc
from percuta.report.set_doc import RangeDoc
from percuta_clinic.consent.models import How
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.accepting import plan_accepted
from percuta_clinic.planning.approving import beyond, plan_approved, plan_returned
from percuta_clinic.planning.ending import course_begun, plan_stopped
from percuta_clinic.planning.house import house_signed
from percuta_clinic.planning.inputs import Inputs, InZone, Target
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import (
    IN_FORCE,
    HouseProtocol,
    Plan,
    State,
    Step,
    Template,
    What,
)
from percuta_clinic.planning.services import (
    Stale,
    draft_begun,
    draft_changed,
    draft_dropped,
    plan_proposed,
    version_begun,
)
from percuta_clinic.planning.templates import template_made

ZONES = ("cheek_left", "chin", "temple_right")
REFUSED = (ValidationError, NotYours, Stale)
COUNTS = (State.APPROVED, State.DECLINED, *IN_FORCE, State.COMPLETED)
WORD = "a reason that says something"

numbers = st.one_of(
    st.sampled_from([0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5]),
    st.floats(allow_nan=True, allow_infinity=True),
)
counts = st.one_of(st.none(), st.integers(1, 8), st.integers(-(10**6), 10**6))
depths = st.sampled_from([0.25, 0.5, 0.75, 1.0, 1.25, 1.5])
tame = st.builds(
    InZone,
    sessions=st.one_of(st.none(), st.integers(1, 6)),
    depth_mm=st.dictionaries(st.integers(1, 4), depths, max_size=2),
    passes=st.dictionaries(st.integers(1, 4), st.integers(1, 20), max_size=2),
)
wild = st.builds(
    InZone,
    sessions=counts,
    depth_mm=st.dictionaries(st.integers(-1, 9), numbers, max_size=3),
    passes=st.dictionaries(st.integers(-1, 9), st.integers(-5, 400), max_size=3),
    area_cm2=st.one_of(st.none(), st.floats(-10, 1e6)),
)
targets = st.lists(
    st.builds(Target, kind=st.just("acne_scars"), zone=st.sampled_from(ZONES)), max_size=3
).map(tuple)
choices = st.one_of(
    st.builds(
        Inputs,
        targets=targets,
        zones=st.dictionaries(st.sampled_from(ZONES), tame, max_size=2),
        interval_days=st.one_of(st.none(), st.integers(14, 60)),
    ),
    st.builds(
        Inputs,
        targets=targets,
        zones=st.dictionaries(st.sampled_from((*ZONES, "ear_left", "nowhere")), wild, max_size=2),
        interval_days=counts,
        numbing=st.sampled_from([None, True, False]),
    ),
)
moves = st.fixed_dictionaries(
    {},
    optional={
        "sessions": st.dictionaries(st.just("acne_scars"), st.integers(-1, 30), max_size=1),
        "passes": st.dictionaries(st.just("acne_scars"), st.integers(-1, 60), max_size=1),
        "interval_days": st.dictionaries(
            st.sampled_from(["usual", "darker"]), st.integers(-1, 400), max_size=1
        ),
        "depth_up_to_mm": st.dictionaries(
            st.sampled_from(["cheek", "chin", "nowhere"]), numbers, max_size=1
        ),
    },
)
people = st.sampled_from(["fred", "sina", "dora", "olga", "nobody", "amara_herself"])
acts = st.sampled_from(
    [
        *("change", "change", "round", "round", "propose", "approve", "blindly", "return"),
        *("accept", "begin", "version", "drop", "house", "template", "stop"),
    ]
)
steps = st.lists(st.tuples(acts, people, choices, moves, st.booleans()), max_size=12)


def newest(house: House) -> Plan:
    """The version that is worked on; a new course where the last one is over."""
    found = Plan.objects.filter(patient=house.amara).exclude(state=State.DROPPED).last()
    if found is None or found.state in (State.COMPLETED, State.STOPPED):
        return draft_begun(by=house.sina, patient=house.amara, service=house.needling)
    return found


def done(
    house: House,
    act: str,
    who: Account,
    *,
    inputs: Inputs,
    moved: dict[str, Any],
    ticked: bool,
) -> None:
    """Tries one act on the newest version; a round is all that leads to an agreement."""
    if act == "round":
        makes = [(name, house.sina) for name in ("version", "change", "propose")]
        for name, by in (*makes, ("approve", house.dora), ("accept", who)):
            done(house, name, by, inputs=inputs, moved=moved, ticked=True)
        return
    plan = newest(house)
    digest = plan.digest if ticked else "0" * 64
    tries: dict[str, Callable[[], object]] = {
        "change": lambda: draft_changed(by=who, plan=plan, inputs=inputs, version=plan.version),
        "propose": lambda: plan_proposed(by=who, plan=plan, version=plan.version),
        "approve": lambda: plan_approved(
            by=who, plan=plan, digest=digest, points=points(plan) if ticked else ()
        ),
        "blindly": lambda: plan_approved(by=who, plan=plan, digest=plan.digest, points=()),
        "return": lambda: plan_returned(by=who, plan=plan, digest=digest, why=WORD),
        "accept": lambda: plan_accepted(
            by=AMARA, plan=plan, signing=signing(plan), how=How.ACCOUNT
        ),
        "begin": lambda: course_begun(by=who, plan=plan),
        "version": lambda: version_begun(by=who, plan=plan, reason=WORD),
        "drop": lambda: draft_dropped(by=who, plan=plan),
        "stop": lambda: plan_stopped(by=who, plan=plan, why=WORD),
        "house": lambda: house_signed(
            by=who, content=moved, reason=WORD, seen=HouseProtocol.objects.count(), agreed=ticked
        ),
        "template": lambda: begun_with(house, who, plan),
    }
    with contextlib.suppress(*REFUSED), transaction.atomic():
        tries[act]()


def begun_with(house: House, who: Account, plan: Plan) -> None:
    """Another person's course begins with what was chosen in this one."""
    kept = template_made(by=who, plan=plan, name=f"template {Template.objects.count()}")
    draft_begun(by=who, patient=house.bea, service=house.needling, template=kept)


def outside(plan: Plan) -> list[str]:
    """Every value of a frozen plan that is not inside the absolute bounds frozen beside it."""
    made = kept_of(plan).plan
    assert made is not None
    assert made.interval_range is not None
    found = list(_out("interval", made.interval, made.interval_range))
    for zone in made.zones:
        assert zone.ranges is not None
        found += _out(f"{zone.zone} sessions", zone.sessions, zone.ranges.sessions)
        for one in zone.settings:
            at = f"{zone.zone} session {one.session}"
            found += _out(f"{at} depth", one.depth, zone.ranges.depth)
            found += _out(f"{at} passes", one.passes, zone.ranges.passes)
            assert all(
                value is None or value <= (zone.cap.value or 0.0)
                for value in (one.depth.value, one.depth.high)
            )
    return found


def _out(what: str, figure: FigureDoc, limits: RangeDoc) -> Iterator[str]:
    low, high = limits.absolute_low.value, limits.absolute_high.value
    for value in (figure.value, figure.low, figure.high):
        if value is not None and not low <= value <= high:
            yield f"{what}: {value} outside {low} to {high}"


def check(house: House) -> None:
    """What holds whatever was tried."""
    for plan in Plan.objects.exclude(document=""):
        assert outside(plan) == []
    for plan in Plan.objects.filter(state__in=COUNTS):
        step = plan.steps.filter(what=What.APPROVED).get()
        assert step.digest == plan.digest
        assert step.by is not None
        if not step.by.may(Right.APPROVE_PLANS):
            assert step.under is not None
            under = house.sina.delegations.get(pk=step.under)
            assert not beyond(under, kept_of(plan))
        assert step.points == points(plan)
        if plan.state in IN_FORCE:
            assert plan.steps.filter(what__in=(What.ACCEPTED, What.CARRIED)).exists()


@pytest.mark.parametrize("is_delegated", [False, True])
def test_no_sequence_of_edits_approves_a_value_outside_its_bounds(
    house: House, *, is_delegated: bool
) -> None:
    for patient in (house.amara, house.bea):
        told(house, patient, wish__fine_lines=list(ZONES))
    if is_delegated:
        delegated(house, "face", "numbing", depth="1")
    reached: set[str] = set()

    @settings(
        max_examples=30,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(steps)
    def tried(sequence: list[Any]) -> None:
        with transaction.atomic():
            for act, name, inputs, moved, ticked in sequence:
                who = getattr(house, name)
                done(house, act, who, inputs=inputs, moved=moved, ticked=ticked)
            check(house)
            reached.update(Step.objects.values_list("what", flat=True))
            transaction.set_rollback(True)

    tried()
    assert reached >= {What.PROPOSED, What.APPROVED, What.ACCEPTED, What.REPLACED}
