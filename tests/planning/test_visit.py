"""How long a visit takes: hands-on time by area, and the cream on top."""

from dataclasses import replace

import pytest

from percuta.evidence.parameter import Status
from percuta.evidence.sources.practice import TIME_PAGES
from percuta.planning.request import Request
from percuta.planning.visit import Needled, plan_visit
from planning.wishes import BEAS, CHEEK, FACE_NEEDLED, LINES, OTHER_CHEEK, SCARS, plan_of, wish

DRY = replace(BEAS, numbing=False)


@pytest.mark.parametrize(
    ("area_cm2", "needle", "total"),
    [(1, 15, 30), (100, 30, 45), (200, 45, 60), (201, 45, 60), (900, 45, 60)],
)
def test_a_visit_lasts_longer_on_a_larger_area(
    area_cm2: float, needle: float, *, total: float
) -> None:
    visit = plan_visit(needled=Needled(face_cm2=area_cm2), numbing=None)
    assert (visit.needle.value, visit.total.value) == (needle, total)
    assert visit.needle.why == f"15 to 45 minutes by area: {area_cm2} of 200 cm2"
    assert TIME_PAGES in visit.needle.sources


def test_cream_adds_its_shortest_time_on_the_skin() -> None:
    numb, dry = plan_of(BEAS).visit, plan_of(DRY).visit
    assert (numb.numbing.value, dry.numbing.value) == (30, 0)
    assert numb.numbing.why == "the label's shortest time on the skin"
    assert dry.numbing.why == "no cream"
    assert numb.total.value == (dry.total.value or 0) + 30


@pytest.mark.parametrize("wished", [BEAS, DRY], ids=["cream", "no cream"])
def test_the_parts_of_a_visit_add_up_to_its_total(wished: Request) -> None:
    visit = plan_of(wished).visit
    parts = (visit.cleanse, visit.numbing, visit.needle, visit.finish)
    assert visit.total.value == sum(part.value or 0 for part in parts)


def test_a_whole_face_with_cream_takes_an_hour_and_a_half() -> None:
    visit = plan_of(replace(BEAS, concerns=(wish(SCARS, *FACE_NEEDLED),))).visit
    assert visit.total.value == 90
    assert visit.total.why == "60 minutes of work and 30 under the cream; clinic pages, weak"


def test_a_measured_area_counts_before_our_share_of_a_face() -> None:
    measured = replace(DRY, areas_cm2={CHEEK: 100, OTHER_CHEEK: 100})
    assert plan_of(measured).visit.needle.value == 45
    assert plan_of(DRY).visit.needle.value == 25  # 64 of 200 cm2


def test_a_zone_held_back_takes_no_time() -> None:
    with_lid = replace(DRY, concerns=(wish(SCARS, CHEEK, OTHER_CHEEK, "eyelid_left"),))
    assert plan_of(with_lid).visit == plan_of(DRY).visit


def test_minutes_are_called_derived_where_we_chose_in_a_span() -> None:
    visit = plan_of(BEAS).visit
    for part in (visit.cleanse, visit.finish):
        assert part.status is Status.DERIVED


def test_minutes_by_area_stand_on_our_shares_of_a_face() -> None:
    measured = replace(BEAS, areas_cm2={zone.key: 20.0 for zone in BEAS.zones})
    for part in ("needle", "total"):
        assert getattr(plan_of(BEAS).visit, part).status is Status.ASSUMED
        assert getattr(plan_of(measured).visit, part).status is not Status.ASSUMED


def test_a_later_session_with_fewer_zones_is_shorter_and_takes_less_cream() -> None:
    both = (wish(SCARS, CHEEK, OTHER_CHEEK), wish(LINES, "forehead"))
    first, *_, last = plan_of(replace(BEAS, concerns=both, numbing=True)).sessions
    assert first.zones != last.zones == ("forehead",)
    assert first.minutes is not None
    assert last.minutes is not None
    assert first.cream is not None
    assert last.cream is not None
    assert (last.minutes.value or 0) < (first.minutes.value or 0)
    assert (last.cream.high, last.cream.low) == (7.2, 5.4)  # 36 cm2 of forehead
