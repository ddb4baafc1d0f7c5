"""The house protocol: inside absolute bounds, signed by a doctor, kept by every plan."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.planning.plans_here import proposed, told
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account
from percuta_clinic.planning.defaults import Default, defaults
from percuta_clinic.planning.house import house_signed
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import HouseProtocol, Plan

FOUR: dict[str, Any] = {"sessions": {"acne_scars": 4}, "interval_days": {"usual": 35}}
WHY = "Most went on to a fourth session"


def sign(house: House, content: dict[str, Any] = FOUR, **more: object) -> HouseProtocol:
    given: dict[str, Any] = {"by": house.dora, "reason": WHY, "seen": HouseProtocol.objects.count()}
    return house_signed(content=content, **(given | {"agreed": True} | more))


@pytest.mark.parametrize("who", ["fred", "sina", "olga", "nobody", "amara_herself"])
def test_nobody_but_a_doctor_moves_a_default(house: House, who: str) -> None:
    account: Account = getattr(house, who)
    with pytest.raises(NotYours):
        sign(house, by=account)
    assert not HouseProtocol.objects.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"interval_days": {"usual": 13}}, "13 days lies below the absolute bound 14 days"),
        ({"interval_days": {"usual": 181}}, "181 days lies above the absolute bound 180 days"),
        ({"sessions": {"acne_scars": 13}}, "13 lies above the absolute bound 12"),
        ({"sessions": {"acne_scars": 0}}, "0 lies below the absolute bound 1"),
        ({"passes": {"acne_scars": 21}}, "21 lies above the absolute bound 20"),
        ({"depth_up_to_mm": {"cheek": 3.0}}, "3.00 mm lies above the absolute bound 2.50 mm"),
        ({"depth_up_to_mm": {"cheek": 0.52}}, "0.52 mm is not in steps of 0.05 mm"),
        ({"depth_up_to_mm": {"moon": 0.5}}, "no zone or place is 'moon'"),
        ({"depth_up_to_mm": {"cheek": float("nan")}}, "not a number"),
        ({"sessions": {"acne_scars": 4.5}}, "cannot be read"),
        ({"sessions": {"acne_scars": True}}, "cannot be read"),
        ({"sessions": {"acne_scars": "4"}}, "cannot be read"),
        ({"sessions": {"happiness": 4}}, "happiness"),
        ({"secret": {}}, "cannot be read"),
    ],
)
def test_what_lies_outside_or_is_no_content_is_not_signed(
    house: House, content: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        sign(house, content)
    assert says in " ".join(refused.value.messages)
    assert not HouseProtocol.objects.exists()


@pytest.mark.parametrize("more", [{"reason": " "}, {"reason": "a" * 501}, {"agreed": False}])
def test_signing_wants_a_reason_and_the_statement(house: House, more: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        sign(house, **more)


def test_of_two_who_sign_the_second_reads_the_first(house: House) -> None:
    sign(house)
    with pytest.raises(ValidationError, match="signed in the meantime"):
        sign(house, {}, seen=0)
    assert sign(house, {}).number == 2


def test_a_signed_protocol_is_never_changed_or_deleted(house: House) -> None:
    made = sign(house)
    rows = HouseProtocol.objects.filter(pk=made.pk)
    for act in (lambda: rows.update(reason="other"), rows.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    made.refresh_from_db()
    assert made.reason == WHY


def test_each_plan_keeps_the_protocol_it_was_made_under(house: House) -> None:
    told(house, house.bea)
    before = proposed(house)
    first = sign(house)
    after = proposed(house, patient=house.bea)
    assert (len_of(before), len_of(after)) == (3, 4)
    assert (before.house, after.house) == (None, first)
    plan = kept_of(after).plan
    assert plan is not None
    assert plan.interval.value == 35
    assert plan.interval.moved is not None
    assert (plan.interval.moved.by, plan.interval.moved.value) == ("Dora Doktor", 28)
    sign(house, {})
    assert len_of(Plan.objects.get(pk=after.pk)) == 4


def len_of(plan: Plan) -> int:
    made = kept_of(plan).plan
    assert made is not None
    return len(made.sessions)


def named(name: str) -> Default:
    return next(one for one in defaults(["skinpen"]) if one.name == name)


def test_every_default_says_what_the_evidence_says_and_where_its_walls_are() -> None:
    every = defaults(["skinpen"])
    assert len({one.name for one in every}) == len(every) > 40
    for one in every:
        low, high = one.walls
        assert one.label
        assert one.why
        assert not one.refused(low.value)
        assert not one.refused(high.value)
        assert "absolute bound" in one.refused(high.value + one.limits.step)
    assert named("sessions.acne_scars").says == "3"
    assert named("interval_days.usual").says == "28 days"
    assert named("sessions.dark_spots").says == ""


def path() -> str:
    return reverse("settings_house")


def test_a_doctor_signs_on_the_page_and_everybody_reads_it(house: House) -> None:
    dora = SignedIn(house.dora)
    given = {"sessions-acne_scars": "4", "seen": "0", "reason": WHY, "agreed": "on"}
    assert dora.post(path(), given).status_code == 302
    made = HouseProtocol.objects.get()
    assert (made.content, made.signed_by) == ({"sessions": {"acne_scars": 4}}, house.dora)
    for account in (house.sina, house.fred, house.olga):
        page = SignedIn(account).get(path()).content.decode()
        assert WHY in page
        assert "Only a doctor of this clinic moves a default" in page
        assert SignedIn(account).post(path(), given).status_code == 404
    assert HouseProtocol.objects.count() == 1


def test_a_value_outside_a_wall_is_refused_at_its_field(house: House) -> None:
    given = {"interval_days-usual": "13", "seen": "0", "reason": WHY, "agreed": "on"}
    refused = SignedIn(house.dora).post(path(), given)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "13 days lies below the absolute bound 14 days: two weeks, our floor" in page
    assert 'value="13"' in page
    assert not HouseProtocol.objects.exists()


def test_the_page_lists_what_each_version_moved(house: House) -> None:
    sign(house)
    sign(house, {"interval_days": {"usual": 42}}, reason="Five weeks were too short")
    page = SignedIn(house.sina).get(path()).content.decode()
    assert "35 days → 42 days" in page
    assert "4 → 3, as the evidence says" in page
