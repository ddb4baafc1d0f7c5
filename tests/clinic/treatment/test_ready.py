"""Room, device and stock before a treatment: each cross says how to clear it, and what holds it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from clinic.booking.treated import in_room
from clinic.conftest import SignedIn
from clinic.consent.papers_here import signed
from clinic.people_here import House
from clinic.readiness.gates import gate
from clinic.screening.through import answer
from clinic.treatment.done import signed as done
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.services import Blocked
from percuta_clinic.people.models import RuleSetSignature
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.stock.models import Device, Kind, Lot, Product
from percuta_clinic.treatment.checklist import CHECKS, checks_set
from percuta_clinic.treatment.models import RoomCheck, Session
from percuta_clinic.treatment.opening import session_open
from percuta_clinic.treatment.ready import ready_of
from percuta_clinic.treatment.signing import NotSigned, record_sign
from percuta_clinic.treatment.writing import content_of, print_of


@pytest.fixture
def visit(house: House) -> Visit:
    """Everything of the strip is there."""
    gate(house)
    found = in_room(house, house.amara)
    answer(house)
    signed(house)
    return found


def open_session(house: House, visit: Visit) -> Session:
    return session_open(by=house.sina, visit=visit, version=visit.version, agreed_by=house.dora)


def with_device(visit: Visit, **more: object) -> Visit:
    device = Device.objects.create(name="Pen 1", serial="P1", max_depth_mm=Decimal("2.5"), **more)
    Visit.objects.filter(pk=visit.pk).update(device=device)
    visit.refresh_from_db()
    return visit


def here() -> date:
    """Today in the clinic."""
    return today(Clinic.objects.get())


def words(visit: Visit) -> list[str]:
    return [one.words for one in ready_of(visit, day=here()) if not one.ok]


def test_a_device_whose_service_is_due_holds_the_treatment(house: House, visit: Visit) -> None:
    yesterday = here() - timedelta(days=1)
    with_device(visit, service_due=yesterday)
    with pytest.raises(Blocked, match="service was due"):
        open_session(house, visit)
    visit.refresh_from_db()
    assert visit.state == State.IN_ROOM
    Device.objects.update(service_due=here())
    visit.refresh_from_db()
    assert open_session(house, visit).pack["device"]["name"] == "Pen 1"


def test_what_lacks_on_the_shelf_is_said_and_holds_nobody(house: House, visit: Visit) -> None:
    with_device(visit)
    assert "Cartridge: none in stock" in words(visit)
    product = Product.objects.create(kind=Kind.CARTRIDGE, name="Tip", for_device="other")
    old = {
        "product": product,
        "quantity": 5,
        "received_on": here() - timedelta(days=99),
    }
    Lot.objects.create(number="A1", expires_on=here() - timedelta(days=1), **old)
    assert "Cartridge: all that is there has expired or was recalled" in words(visit)
    Lot.objects.create(number="A2", expires_on=here(), **old)
    assert not [one for one in words(visit) if one.startswith("Cartridge")]
    assert open_session(house, visit).signed_at is None


def test_room_and_tray_are_ticked_by_name_and_go_with_the_session(
    house: House, visit: Visit
) -> None:
    with_device(visit)
    desk = SignedIn(house.fred)
    desk.post(f"/visits/{visit.pk}/check/", {"check": list(CHECKS)[:-1]})
    assert f"Room and tray: {len(CHECKS) - 1} of {len(CHECKS)} ticked" in words(visit)
    first = RoomCheck.objects.get(key="sharps")
    SignedIn(house.sina).post(f"/visits/{visit.pk}/check/", {"check": list(CHECKS)})
    first.refresh_from_db()
    assert first.by_name == house.fred.name
    assert not [one for one in words(visit) if one.startswith("Room and tray")]
    page = SignedIn(house.sina).get(f"/visits/{visit.pk}/").text
    assert "Room, device and stock" in page
    pack = open_session(house, visit).pack
    assert {one["key"] for one in pack["checked"]} == set(CHECKS)


def test_a_session_begun_without_a_tick_is_signed_with_the_reason(
    house: House, visit: Visit
) -> None:
    with_device(visit)
    checks_set(by=house.sina, visit=visit, keys=frozenset(CHECKS) - {"sharps"})
    session = open_session(house, visit)
    with pytest.raises(NotSigned, match=f"not ticked before it began: {CHECKS['sharps']}"):
        done(house, session)
    made = record_sign(
        by=house.sina, session=session, digest=print_of(content_of(session)), why="At the door."
    )
    assert [one["why"] for one in made.lacking] == ["At the door."]
    page = SignedIn(house.sina).get(f"/records/{session.pk}/").text
    assert f"ticked by {house.sina.name}; not ticked before it began: {CHECKS['sharps']}" in page


def test_beginning_keeps_what_is_ticked_on_its_page(house: House, visit: Visit) -> None:
    with_device(visit)
    page = SignedIn(house.sina).get(f"/visits/{visit.pk}/").text
    assert 'form="begin" value="sharps"' in page
    assert page.count('id="begin"') == page.count('name="ticks"') == 1
    sent = {"to": "treating", "version": visit.version, "ticks": "1", "check": list(CHECKS)}
    SignedIn(house.sina).post(f"/visits/{visit.pk}/move/", sent)
    assert {one.key for one in RoomCheck.objects.all()} == set(CHECKS)
    SignedIn(house.sina).post(
        f"/visits/{visit.pk}/move/", sent | {"agreed": str(house.dora.pk), "check": ["couch"]}
    )
    assert [one["key"] for one in Session.objects.get().pack["checked"]] == ["couch"]


def test_nobody_outside_ticks_the_list(house: House, visit: Visit) -> None:
    for who in (house.olga, house.nobody, house.amara_herself):
        answer_ = SignedIn(who).post(f"/visits/{visit.pk}/check/", {"check": ["sharps"]})
        assert answer_.status_code == 404
    assert not RoomCheck.objects.exists()


def test_a_demo_does_not_call_rules_signed_that_nobody_signed(
    visit: Visit, settings: Settings
) -> None:
    assert "Rules in use are signed" in [one.words for one in ready_of(visit, day=here())]
    RuleSetSignature.objects.update(withdrawn_at=timezone.now())
    assert "Rules in use: signature withdrawn" in words(visit)
    settings.DEMO = True
    rules = ready_of(visit, day=here())[0]
    assert (rules.ok, "signature withdrawn; in a demo" in rules.words) == (True, True)
