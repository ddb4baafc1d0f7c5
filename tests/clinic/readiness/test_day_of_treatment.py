"""What counts is the day on which skin is needled, and what was told after the last time."""

from datetime import date, datetime, timedelta
from http import HTTPStatus

import pytest
from django.utils import timezone

from clinic.booking.days import BERLIN
from clinic.booking.treated import began, in_room
from clinic.conftest import SignedIn
from clinic.consent.papers_here import signed
from clinic.people_here import House
from clinic.readiness.gates import again_in_room, begin, booked_from_now, gate
from clinic.screening.through import answer, today, visit_on
from percuta_clinic.booking.daytime import why_not_today
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.services import Blocked, visit_move
from percuta_clinic.consent.services import consent_withdraw
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.services import form_open, form_put_aside, form_save
from percuta_clinic.people.science import rules_in_use
from percuta_clinic.readiness.allowed import places_cleared
from percuta_clinic.readiness.asking import to_ask
from percuta_clinic.readiness.beginning import NotReady, treatment_begin, treatment_resume
from percuta_clinic.readiness.items import Part, Tone
from percuta_clinic.readiness.strip import strip_of, strips
from percuta_clinic.screening.models import Decision, What
from percuta_clinic.screening.queries import standing
from percuta_clinic.screening.ruled import WISHED
from percuta_clinic.screening.science import answers_behind, result_of

DAY = timedelta(days=1)
BOTH = ["cheek_left", "cheek_right"]


@pytest.fixture
def visit(house: House) -> Visit:
    """Amara, in the room for a needling."""
    gate(house)
    return in_room(house, house.amara)


def finish(house: House, begun: Visit) -> Visit:
    return visit_move(by=house.sina.actor, visit=begun, to=State.FINISHED, version=begun.version)


def form_item(visit: Visit) -> tuple[Tone, str]:
    strip = strip_of(visit)
    assert strip is not None
    return strip.items[0].tone, strip.items[0].words


def decided(house: House, *, until: date) -> None:
    """As if a doctor had decided the day before: only then can its end be past."""
    result = result_of(house.amara, day=today())
    assert result is not None
    Decision(
        patient=house.amara,
        rule="keloid.001",
        what=What.GO_ON,
        reason="old scar, looked at it",
        until=until,
        decided_on=until,
        made_by=house.dora,
        by_name=house.dora.name,
        rule_set=rules_in_use()[0],
        about={WISHED: [*result.told.zones], **answers_behind("keloid.001", result)[0]},
    ).save(force_insert=True)


def test_a_decision_that_ended_yesterday_holds_for_no_treatment(house: House, visit: Visit) -> None:
    answer(house, keloid="yes")
    signed(house)
    Form.objects.update(answered_on=today() - 2 * DAY)
    decided(house, until=today() - DAY)
    late = booked_from_now(visit, timedelta(hours=-11))
    assert strips([late], day=today() - DAY)[late.pk].items[1].tone == Tone.THERE
    with pytest.raises(NotReady, match="Doctor decides"):
        begin(house, late)


def test_a_wait_that_ends_before_the_booked_day_holds_today(house: House, visit: Visit) -> None:
    needled = (today() - 24 * DAY).isoformat()
    answer(house, needled_last="some", d__needled_last=needled)
    signed(house)
    assert standing(house.amara, day=today() + 6 * DAY).state == "clear"
    with pytest.raises(NotReady, match="Not before"):
        begin(house, visit)
    with pytest.raises(Blocked, match="Move the visit"):
        begin(house, booked_from_now(visit, 6 * DAY))


def test_a_visit_of_another_day_is_moved_first(house: House, visit: Visit) -> None:
    answer(house)
    signed(house)
    for when in (6 * DAY, -9 * DAY):
        with pytest.raises(Blocked, match="Whoever books visits can"):
            begin(house, booked_from_now(visit, when))
    assert begin(house, booked_from_now(visit, timedelta(0))).state == State.TREATING


@pytest.mark.parametrize(
    ("at", "held"),
    [
        (datetime(2027, 3, 2, 0, 30, tzinfo=BERLIN), False),
        (datetime(2027, 3, 1, 0, 5, tzinfo=BERLIN), False),
        (datetime(2027, 3, 2, 10, 0, tzinfo=BERLIN), False),
        (datetime(2027, 3, 2, 10, 1, tzinfo=BERLIN), True),
        (datetime(2027, 2, 28, 23, 50, tzinfo=BERLIN), True),
    ],
)
def test_an_evening_may_run_past_midnight(
    house: House, visit: Visit, *, at: datetime, held: bool
) -> None:
    visit.starts_at = datetime(2027, 3, 1, 22, 0, tzinfo=BERLIN)
    assert bool(why_not_today(visit, house.clinic, at)) is held


def test_answers_fresh_on_the_booked_day_may_be_too_old_today(house: House, visit: Visit) -> None:
    form = answer(house)
    signed(house)
    Form.objects.filter(pk=form.pk).update(answered_on=today() - 8 * DAY)
    booked_from_now(visit, -9 * DAY)
    own, now = strips([visit]), strips([visit], day=today())
    assert own[visit.pk].is_ready
    assert [item.part for item in now[visit.pk].missing] == [Part.FORM, Part.SCREENING]


def test_answers_from_before_the_last_session_are_asked_anew(house: House, visit: Visit) -> None:
    answer(house)
    signed(house)
    begun = began(begin(house, visit), 60 * DAY)
    Form.objects.update(sent_at=timezone.now() - 61 * DAY)
    soon = again_in_room(house, begun)
    assert standing(house.amara, day=today()).words == "Answers from before the last session"
    assert form_item(soon) == (Tone.MISSING, "Answers from before the last session")
    with pytest.raises(NotReady, match="before the last session"):
        begin(house, soon)


def test_a_session_makes_the_questions_due_again(house: House, visit: Visit) -> None:
    answer(house)
    signed(house)
    coming = visit_on(house, today() + 4 * DAY)
    assert to_ask(timezone.now()) == []
    begin(house, visit)
    assert to_ask(timezone.now()) == [coming]
    answer(house, needled_last="never", not_calm_yet="no", unexpected_since="no", new_since="no")
    assert to_ask(timezone.now()) == []


def test_a_consent_withdrawn_shuts_the_way_back_too(house: House, visit: Visit) -> None:
    answer(house)
    consent = signed(house)
    ended = finish(house, began(begin(house, visit), timedelta(minutes=20)))
    with pytest.raises(Blocked, match="Only a specialist or a doctor"):
        treatment_resume(by=house.fred, visit=ended, version=ended.version)
    assert "Back to the treatment" not in SignedIn(house.fred).get(f"/visits/{ended.pk}/").text
    assert "Back to the treatment" in SignedIn(house.sina).get(f"/visits/{ended.pk}/").text
    consent_withdraw(by=house.amara_herself.actor, consent=consent, reason="")
    page = SignedIn(house.sina).post(
        f"/visits/{ended.pk}/move/", {"to": "treating", "version": ended.version}
    )
    assert page.status_code == HTTPStatus.CONFLICT
    assert "Consent withdrawn" in page.content.decode()
    assert Visit.objects.get(pk=ended.pk).state == State.FINISHED


def test_a_treatment_finished_by_mistake_goes_on(house: House, visit: Visit) -> None:
    answer(house)
    signed(house)
    ended = finish(house, begin(house, visit))
    again = treatment_resume(by=house.sina, visit=ended, version=ended.version)
    assert again.state == State.TREATING


def test_the_places_that_may_be_treated_are_named(house: House, visit: Visit) -> None:
    answer(
        house,
        wish__fine_lines=BOTH,
        infection_in_area="some",
        z__infection_in_area=["cheek_right"],
    )
    path = f"/visits/{visit.pk}/"
    page = SignedIn(house.sina).get(path).content.decode()
    assert "Only: left cheek. Not: right cheek (see screening)." in page
    assert "Clear: left cheek; not right cheek" in page
    assert "cheek" not in SignedIn(house.fred).get(path).content.decode()
    refused = SignedIn(house.sina).post(
        f"{path}move/", {"to": "treating", "version": visit.version}
    )
    assert "Only: left cheek. Not: right cheek" in refused.content.decode()
    signed(house)
    begun = begin(house, visit)
    assert (begun.cleared or {})["screening"] == "Clear: left cheek; not right cheek"
    assert "Only: left cheek. Not: right cheek." in SignedIn(house.sina).get(path).content.decode()
    assert "cheek" not in SignedIn(house.fred).get(path).content.decode()


def test_one_place_that_is_clear_is_named_in_what_is_kept(house: House, visit: Visit) -> None:
    answer(house)
    signed(house)
    assert (begin(house, visit).cleared or {})["screening"] == "Clear: left cheek"


def test_new_answers_that_are_not_sent_hold_the_treatment(house: House, visit: Visit) -> None:
    answer(house)
    signed(house)
    form = form_open(by=house.fred.actor, patient=house.amara)
    assert form_item(visit)[0] == Tone.THERE
    form_save(form=form, changed={"q-pregnant": "yes"}, version=form.version)
    assert form_item(visit) == (Tone.UNDER_WAY, "New answers not sent yet")
    with pytest.raises(NotReady, match="New answers not sent yet"):
        begin(house, visit)
    form.refresh_from_db()
    form_put_aside(by=house.sina.actor, form=form, read=form.version)
    assert begin(house, visit).state == State.TREATING


def test_a_device_nobody_knows_does_not_break_the_board(house: House, visit: Visit) -> None:
    answer(house)
    Form.objects.update(device="gone")
    house.needling.device = "gone"
    house.needling.save()
    answered = SignedIn(house.sina).get("/today/")
    assert answered.status_code == HTTPStatus.OK
    assert "Device not known" in answered.content.decode()
    visit.refresh_from_db()
    with pytest.raises(NotReady, match="Device not known"):
        treatment_begin(
            by=house.sina, visit=Visit.objects.get(), version=visit.version, agreed_by=house.dora
        )


def test_the_zones_of_a_treatment_are_kept_whatever_its_words_say() -> None:
    kept = {"screening": "Clear: anything", "zones": "cheek_left chin", "not_zones": "nose"}
    assert places_cleared(kept) == "Only: left cheek, chin. Not: nose."
    assert places_cleared({"screening": "Clear: chin; not nose"}) == "Only: chin. Not: nose."
    assert places_cleared({"screening": "Clear: chin", "zones": "", "not_zones": ""}) == ""
