"""A session with its plan: what the pack holds, and what opens an incident by itself."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from clinic.people_here import House
from clinic.planning.plans_here import accepted
from clinic.treatment.done import whole
from clinic.treatment.said import Tablet, cream, needled, opened, receive
from percuta_clinic.treatment.holding import adverse_open
from percuta_clinic.treatment.models import Incident, Kind, Session
from percuta_clinic.treatment.papers import sections_of
from percuta_clinic.treatment.science_numbing import numbing_limits
from percuta_clinic.treatment.signing import record_sign
from percuta_clinic.treatment.stream import folded_of, told_after
from percuta_clinic.treatment.writing import content_of, print_of


@pytest.fixture
def session(house: House) -> Session:
    accepted(house)
    return opened(house)


def causes(session: Session) -> list[str]:
    rows = Incident.objects.filter(session=session, kind=Kind.BEYOND)
    return sorted(rows.values_list("cause", flat=True))


def zone_of(session: Session) -> dict[str, Any]:
    (zone,) = session.pack["zones"]
    return dict(zone)


def test_a_pack_holds_plan_walls_and_labels(session: Session) -> None:
    zone = zone_of(session)
    assert (zone["zone"], zone["other_side"]) == ("cheek_left", "cheek_right")
    assert not zone["planned"]["open"]
    assert any(wall["hard"] for wall in zone["walls"])
    assert {one["key"] for one in session.pack["creams"]} == {"lmx4", "emla", "pliaglis"}
    assert session.pack["sessions_planned"] > 1
    assert len(json.dumps(session.pack)) < 20_000


def test_as_planned_opens_nothing(house: House, session: Session) -> None:
    depth = zone_of(session)["planned"]["depth_mm"]
    sina = Tablet("a", house.sina)
    receive(house, session, sina.event("zone/cheek_left", needled(depth["value"] or depth["low"])))
    assert causes(session) == []


def test_beyond_the_label_opens_once_and_only_when_done(house: House, session: Session) -> None:
    sina = Tablet("a", house.sina)
    receive(house, session, sina.event("zone/cheek_left", needled(2.4, done=False)))
    assert causes(session) == []
    for _ in range(2):
        receive(house, session, sina.event("zone/cheek_left", needled(2.4)))
    assert causes(session) == ["beyond:zone/cheek_left:depth"]


def test_needles_too_deep_and_then_stopped_open_an_incident_at_once(
    house: House, session: Session
) -> None:
    sina = Tablet("a", house.sina)
    receive(house, session, sina.event("zone/cheek_left", needled(6, done=False)))
    assert causes(session) == []
    receive(house, session, sina.event("stop", {"why": ""}))
    assert causes(session) == []
    receive(house, session, sina.event("stop", {"why": "She felt faint."}))
    assert causes(session) == ["beyond:zone/cheek_left:depth"]
    (item,) = adverse_open([session.patient_id]).values()
    assert "Adverse event" in item.words


def test_needles_too_deep_that_are_told_after_the_stop_open_an_incident(
    house: House, session: Session
) -> None:
    sina = Tablet("a", house.sina)
    receive(house, session, sina.event("stop", {"why": "She felt faint."}))
    receive(house, session, sina.event("zone/cheek_left", needled(6, done=False)))
    assert causes(session) == ["beyond:zone/cheek_left:depth"]


def test_what_stood_as_somebody_stopped_counts_though_its_batch_changed_it(
    house: House, session: Session
) -> None:
    sina = Tablet("a", house.sina)
    receive(
        house,
        session,
        sina.event("zone/cheek_left", needled(6, done=False)),
        sina.event("stop", {"why": "She felt faint."}),
        sina.event("zone/cheek_left", needled(0.5, done=False)),
        sina.event("stop", {"why": ""}),
    )
    assert causes(session) == ["beyond:zone/cheek_left:depth"]


def test_a_depth_stepped_too_far_and_back_before_the_stop_opens_nothing(
    house: House, session: Session
) -> None:
    sina = Tablet("a", house.sina)
    depth = zone_of(session)["planned"]["depth_mm"]
    planned = depth["value"] or depth["low"]
    receive(
        house,
        session,
        sina.event("zone/cheek_left", needled(6, done=False)),
        sina.event("zone/cheek_left", needled(planned, done=False)),
        sina.event("stop", {"why": "She felt faint."}),
    )
    assert causes(session) == []


@pytest.mark.parametrize("slot", ["zone/cheek_left", f"zone/cheek_left/more/{UUID(int=1)}"])
def test_a_depth_done_and_put_right_in_one_batch_stays_an_incident(
    house: House, session: Session, slot: str
) -> None:
    sina = Tablet("a", house.sina)
    found = receive(house, session, sina.event(slot, needled(6)), sina.event(slot, needled(0.5)))
    assert (len(found.accepted), folded_of(session).get(slot)["depth_mm"]) == (2, 0.5)
    assert causes(session) == [f"beyond:{slot}:depth"]


def test_needles_too_deep_and_left_open_an_incident_with_the_signing(
    house: House, session: Session
) -> None:
    sina = Tablet("b", house.sina)
    receive(house, session, *whole(house, session, but=("zone/cheek_left",)))
    receive(house, session, sina.event("zone/cheek_left", needled(6, done=False, why="Slipped.")))
    assert causes(session) == []
    made = record_sign(
        by=house.sina, session=session, digest=print_of(content_of(session)), why="Stopped."
    )
    assert "beyond:zone/cheek_left:depth" in causes(session)
    assert "a value beyond a limit" in made.cosign_why


def test_a_place_nobody_planned_opens_an_incident(house: House, session: Session) -> None:
    receive(house, session, Tablet("a", house.sina).event("zone/forehead", needled(0.5)))
    assert "beyond:zone/forehead:zone" in causes(session)


def test_more_cream_than_the_label_allows_opens_an_incident(house: House, session: Session) -> None:
    event = Tablet("a", house.sina).event(f"numb/{uuid4()}", cream(grams=61))
    receive(house, session, event)
    assert causes(session) == ["beyond:numbing.grams:"]


def test_cream_left_on_while_a_place_was_needled_opens_an_incident(
    house: House, session: Session
) -> None:
    sina = Tablet("a", house.sina)
    depth = zone_of(session)["planned"]["depth_mm"]
    receive(
        house,
        session,
        sina.event(f"numb/{uuid4()}", cream(grams=4, area_cm2=20)),
        sina.event("zone/cheek_left", needled(depth["value"] or depth["low"])),
    )
    assert causes(session) == ["beyond:numbing.needled_under_it:cheek_left"]


def test_limits_follow_the_entries_of_the_stream(house: House, session: Session) -> None:
    sina, item = Tablet("a", house.sina), uuid4()
    receive(
        house,
        session,
        sina.event("arrive/home", {"used": "no"}),
        sina.event(f"numb/{item}", cream(grams=4, area_cm2=20)),
    )
    found = numbing_limits(folded_of(session), session.pack, now=timezone.now())
    assert found["left"]["emla"]["area_cm2"] == 280
    assert found["timers"][str(item)]["at_least"] == pytest.approx(10, abs=1)
    assert not found["ready"]
    later = timezone.now() + timedelta(hours=6)
    said = numbing_limits(folded_of(session), session.pack, now=later)["notices"]
    assert "numbing.too_long" in {one["key"] for one in said}


def test_a_clock_that_is_hours_ahead_is_told_and_opens_nothing(
    house: House, session: Session
) -> None:
    item, ahead = str(uuid4()), timezone.now() + timedelta(hours=6)
    tablet = Tablet("a", house.sina)
    receive(house, session, tablet.event(f"numb/{item}", cream()))
    off = {"off_at": ahead.isoformat(), "clean": True, "intact": True, "look": ""}
    receive(house, session, tablet.event(f"numb/{item}/off", off, at=ahead))
    assert "beyond:numbing.too_long" not in " ".join(causes(session))
    said = folded_of(session).said(f"numb/{item}/off")
    assert said is not None
    assert said.doubt >= said.ahead > 5 * 3600
    told = told_after(session, 1)[0]
    assert (told["doubt"], told["value"]) == (said.doubt, off)
    numbing = next(
        one for one in sections_of(json.loads(content_of(session))) if one.title == "Numbing"
    )
    assert "time not sure: the tablet’s clock was 6 h 0 min ahead" in str(numbing)
    found = numbing_limits(folded_of(session), session.pack, now=timezone.now())
    assert found["timers"][item]["at_most"] < 20
