"""Beside a record: the dose it came to, its zones drawn, and the forecast carried on from it."""

import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from clinic.booking.treated import in_room
from clinic.conftest import SignedIn
from clinic.consent.papers_here import signed as consented
from clinic.people_here import House
from clinic.planning.plans_here import SCARS, accepted
from clinic.readiness.gates import gate
from clinic.treatment.done import CARTRIDGE, whole
from clinic.treatment.said import Tablet, needled, opened, receive
from percuta_clinic.planning.models import Plan
from percuta_clinic.treatment.checklist import CHECKS, checks_set
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.opening import session_open
from percuta_clinic.treatment.signing import record_sign
from percuta_clinic.treatment.writing import content_of, print_of


@pytest.fixture
def planned(house: House) -> Session:
    """The first session of a plan for scars of the left cheek."""
    gate(house)
    accepted(house, SCARS)
    visit = in_room(house, house.amara)
    consented(house)
    checks_set(by=house.sina, visit=visit, keys=frozenset(CHECKS))
    return session_open(by=house.sina, visit=visit, version=visit.version, agreed_by=house.dora)


def middle(zone: dict[str, Any], name: str) -> float:
    span = zone["planned"][name]
    return float(span["value"] if span["value"] is not None else span["low"] or 1)


def given(house: House, session: Session) -> None:
    """Everything as planned."""
    zones = {
        f"zone/{one['zone']}": needled(
            middle(one, "depth_mm"),
            passes=round(middle(one, "passes")),
            endpoint="even redness",
            cartridge=CARTRIDGE,
        )
        for one in session.pack["zones"]
    }
    rest = [one for one in whole(house, session) if not one["slot"].startswith("zone/")]
    tablet = Tablet("needles", house.sina)
    receive(house, session, *rest, *(tablet.event(slot, value) for slot, value in zones.items()))


def page(house: House, session: Session) -> str:
    return SignedIn(house.sina).get(f"/records/{session.pk}/").text


def test_a_planned_session_says_its_dose_its_status_and_the_way_to_its_sources(
    house: House, planned: Session
) -> None:
    given(house, planned)
    shown = page(house, planned)
    (zone,) = planned.pack["zones"]
    assert "Dose, planned and delivered" in shown
    assert f"{middle(zone, 'depth_mm'):g} mm, " in shown
    assert zone["planned"]["status"] in shown
    plan = planned.pack["plan"]
    assert f'href="/plans/{plan}/why/?at=zones%2Fcheek_left%2Fsettings%2F1%2Fdepth"' in shown
    way = f"/plans/{plan}/why/?at=zones/cheek_left/settings/1/depth"
    assert SignedIn(house.sina).get(way).status_code == 200


def test_the_forecast_goes_on_from_what_was_given(house: House, planned: Session) -> None:
    assert "After what was given" not in page(house, planned)
    given(house, planned)
    shown = page(house, planned)
    assert "After what was given: 1 session<" in shown
    assert "nine in ten" in shown
    assert "As it was planned" in shown
    record_sign(by=house.sina, session=planned, digest=print_of(content_of(planned)), why="x")
    plan = Plan.objects.get(pk=planned.pack["plan"])
    assert "After what was given: 1 session<" in SignedIn(house.dora).get(f"/plans/{plan.pk}/").text


def test_the_paper_has_the_delivered_dose(house: House, planned: Session) -> None:
    given(house, planned)
    record_sign(by=house.sina, session=planned, digest=print_of(content_of(planned)), why="x")
    answer = SignedIn(house.sina).get(f"/records/{planned.pk}/record.pdf")
    read = PdfReader(io.BytesIO(b"".join(answer)))
    words = " ".join(" ".join(one.extract_text() for one in read.pages).split())
    assert "Dose, planned and delivered" in words
    assert "Punctures" in words


def test_the_zones_are_drawn_as_they_were_left(house: House) -> None:
    session = opened(house)
    first, *others = session.pack["zones_open"]
    tablet = Tablet("a", house.sina)
    receive(house, session, tablet.event(f"zone/{first}", needled(0.5)))
    if others:
        left = needled(None, passes=None, done=False, left_out="No time left")
        receive(house, session, tablet.event(f"zone/{others[0]}", left))
    shown = page(house, session)
    assert '<g class="zone g3"><title>' in shown
    assert "needled</title>" in shown
    assert bool(others) is ("left out</title>" in shown)


def test_the_record_is_read_with_one_look_at_its_events(house: House, planned: Session) -> None:
    given(house, planned)
    browser = SignedIn(house.sina)
    with CaptureQueriesContext(connection) as asked:
        browser.get(f"/records/{planned.pk}/")
    reads = [one for one in asked if "treatment_event" in one["sql"]]
    assert len(reads) == 2  # the record, and the course that its forecast goes on from
