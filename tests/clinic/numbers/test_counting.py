"""Each number counts what was entered in its days, with what it is of."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clinic.adverse.harm import DARK, entered
from clinic.duty.watch_here import opened as task_opened
from clinic.numbers.ward import days, number, said, section, visit
from clinic.people_here import House
from clinic.review.courses_here import again, over, reviewed
from clinic.stock.shelf import lot
from clinic.treatment.said import Tablet, needled, opened, receive
from percuta_clinic.adverse.opening import Told
from percuta_clinic.billing.models import TermsAgreed
from percuta_clinic.booking.models import State
from percuta_clinic.duty.models import Task, Urgency
from percuta_clinic.duty.services import task_close, task_take
from percuta_clinic.healing.models import CheckIn, Kind, Urgent
from percuta_clinic.numbers.spans import months_back, span_of
from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.models import Plan, Step, What
from percuta_clinic.planning.models import State as PlanState
from percuta_clinic.premises.queries import today
from percuta_clinic.review.models import OwnReview
from percuta_clinic.screening.models import Decision
from percuta_clinic.screening.models import What as Decided
from percuta_clinic.stock.models import Lot
from percuta_clinic.treatment.models import LotUse, Session


def stepped(plan: Plan, *whats: What) -> None:
    for what in whats:
        Step.objects.create(plan=plan, what=what, by_name="Sina Sommer")


def test_courses_begun_and_ended_count_once_and_show_what_ended(house: House) -> None:
    stepped(over(house).plan, What.STARTED, What.COMPLETED, What.COMPLETED)
    stopped = over(house, patient=house.bea, state=PlanState.STOPPED).plan
    stepped(stopped, What.STARTED, What.STOPPED)
    assert said(house, "courses.begun") == "2"
    assert said(house, "courses.completed") == "1 of 2"
    assert said(house, "courses.stopped") == "1 of 2"
    assert number(house, "courses.stopped").share == "too few to say"


def test_a_course_that_ended_before_its_first_session_is_not_a_stopped_one(house: House) -> None:
    stepped(over(house, state=PlanState.STOPPED).plan, What.STOPPED)
    assert said(house, "courses.never") == "1"
    assert said(house, "courses.stopped") == "0 of 0"
    assert number(house, "courses.stopped").share == "none to count"


def test_a_course_under_way_counts_whenever_it_began(house: House) -> None:
    over(house, ago=400, sessions=1, state=PlanState.ACTIVE)
    assert said(house, "courses.under_way") == "1"


def test_sessions_are_counted_by_service_and_by_who_treats(house: House) -> None:
    visit(house)
    visit(house, patient=house.bea, ago=3)
    visit(house, ago=200)
    assert said(house, "sessions.given") == "2"
    assert said(house, f"sessions.service-{house.needling.pk}") == "2"
    assert number(house, f"sessions.by-{house.sina.pk}").words == "Treated by Sina Sommer"


def test_a_session_stopped_early_counts_until_that_is_taken_back(house: House) -> None:
    session, tablet = opened(house), Tablet("a", house.sina)
    receive(house, session, tablet.event("zone/nose", needled(0.5)))
    receive(house, session, tablet.event("stop", {"why": "She felt faint"}))
    assert said(house, "sessions.stopped") == "1 of 1"
    receive(house, session, tablet.event("stop", {"why": ""}))
    assert said(house, "sessions.stopped") == "0 of 1"


def test_visits_that_did_not_come_to_be_have_what_they_are_of(house: House) -> None:
    visit(house, ago=9)
    visit(house, State.MISSED, ago=8)
    visit(house, State.CANCELLED, ago=7, cancelled_before=2)
    visit(house, State.CANCELLED, ago=6, cancelled_before=72)
    visit(house, State.BOOKED, ago=5)
    assert said(house, "visits.missed") == "1 of 3"
    assert said(house, "visits.late") == "1 of 3"
    assert said(house, "visits.early") == "1"
    assert said(house, "visits.unsaid") == "1"


def test_a_visit_still_to_come_is_in_no_number(house: House) -> None:
    visit(house, State.BOOKED, ago=-2)
    found = section(house, "visits", ago=30)
    assert found.is_empty


@pytest.mark.parametrize(("grade", "mark"), [(1.0, "better"), (4.0, "same"), (None, "open")])
def test_outcomes_come_from_what_the_review_saw(
    house: House, *, grade: float | None, mark: str
) -> None:
    reviewed(house, over(house), grade)
    assert said(house, f"outcomes.{mark}") == "1 of 1"


def test_a_place_that_got_worse_makes_the_review_worse(house: House) -> None:
    reviewed(house, over(house, before=1), 4)
    assert said(house, "outcomes.worse") == "1 of 1"


def test_reviews_nobody_did_stay_in_what_outcomes_are_of(house: House) -> None:
    over(house, ago=92)
    assert said(house, "outcomes.done") == "0 of 2"
    assert said(house, "outcomes.missed") == "1 of 2"
    assert said(house, "outcomes.waiting") == "1 of 2"


def test_satisfaction_is_of_those_who_said_it_and_silence_is_counted(house: House) -> None:
    course = over(house, ago=92)
    OwnReview(
        patient=house.amara, plan=course.plan, after=92, number=1, satisfaction=2, way="page"
    ).save()
    assert again(course.plan).due
    assert said(house, "satisfaction.own") == "1 of 2"
    assert said(house, "satisfaction.pleased-2") == "1 of 1"
    assert said(house, "satisfaction.again-yes") == "0 of 0"
    assert said(house, "satisfaction.silent") == "1 of 2"


def test_side_effects_stand_by_severity_and_not_known_is_one_of_them(house: House) -> None:
    entered(house)
    entered(house, key="b", told=Told(term=DARK.term, words="Dark"))
    assert said(house, "events.mild") == "1 of 2"
    assert said(house, "events.unknown") == "1 of 2"
    assert said(house, "events.open") == "2 of 2"


def test_decisions_that_let_go_on_are_of_those_that_stand(house: House) -> None:
    for what, withdrawn in ((Decided.GO_ON, False), (Decided.HOLD, False), (Decided.GO_ON, True)):
        Decision.objects.create(
            patient=house.amara,
            rule="skin.keloid",
            what=what,
            reason="Small and old",
            until=today(house.clinic),
            decided_on=today(house.clinic),
            made_by=house.dora,
            by_name="Dora Doktor",
            rule_set="0",
            withdrawn_at=timezone.now() if withdrawn else None,
        )
    assert said(house, "overrides.went_on") == "1 of 2"
    assert said(house, "overrides.withdrawn") == "1"


def test_tasks_say_how_long_they_waited_and_which_nobody_took(house: House) -> None:
    before = timezone.now() - timedelta(minutes=30)
    taken = Task.objects.create(
        patient=house.amara,
        urgency=Urgency.NOW,
        about="Pus",
        key="a",
        opened_at=before,
        due_at=before + timedelta(hours=1),
    )
    closed = task_opened(house, key="b", urgency=Urgency.TODAY)
    task_opened(house, key="c")
    task_take(by=house.sina, task=taken)
    task_close(by=house.dora, task=closed, outcome="She was called")
    assert said(house, "tasks.all") == "3"
    assert said(house, "tasks.now") == "2 of 3"
    assert said(house, "tasks.waits") == "30 min"
    assert said(house, "tasks.longest") == "30 min"
    assert said(house, "tasks.untaken") == "1 of 3"
    assert said(house, "tasks.nobody") == "1 of 3"


def test_of_an_even_number_of_waits_the_median_lies_between_the_middle_two(house: House) -> None:
    before = timezone.now() - timedelta(minutes=60)
    for key, minutes in (("a", 60), ("b", 40), ("c", 20), ("d", 10)):
        opened_at = before + timedelta(minutes=60 - minutes)
        about = {"patient": house.amara, "urgency": Urgency.NOW, "about": "Pus", "due_at": before}
        task = Task.objects.create(key=key, opened_at=opened_at, **about)
        task_take(by=house.sina, task=task)
    assert said(house, "tasks.waits") == "30 min"
    assert said(house, "tasks.longest") == "60 min"


def test_terms_that_were_agreed_to_say_what_is_late(house: House) -> None:
    for cancelled_before, hours in ((30, 24), (30, 72)):
        one = visit(house, State.CANCELLED, cancelled_before=cancelled_before)
        TermsAgreed.objects.create(
            visit=one,
            patient=house.amara,
            digest=f"{hours:064}",
            text="",
            currency="EUR",
            cancel_hours=hours,
            deposit=0,
            late_fee=0,
            missed_fee=0,
            how="screen",
            by_name="Fred",
        )
    assert said(house, "visits.late") == "1 of 1"
    assert said(house, "visits.early") == "1"


def test_check_ins_are_answered_missed_or_still_awaited(house: House) -> None:
    session = opened(house)
    for day, told in ((1, {"answered_at": timezone.now(), "level": Urgent.NOW}), (3, {})):
        asked(house, session, day, **told)
    asked(house, session, 7, missed_at=timezone.now())
    asked(house, session, 28, asked_at=None, unsent="no address")
    assert said(house, "checks.answered") == "1 of 3"
    assert said(house, "checks.missed") == "1 of 3"
    assert said(house, "checks.awaited") == "1 of 3"
    assert said(house, "checks.warned") == "1 of 1"
    assert said(house, "checks.unsent") == "1"


def asked(house: House, session: Session, day: int, **told: object) -> None:
    now = timezone.now()
    values = {"due_at": now, "asked_at": now, "kind": Kind.PLANNED} | told
    CheckIn.objects.create(session=session, patient=house.amara, day=day, **values)


def test_stock_shows_what_expires_and_what_was_opened_for_nothing(house: House) -> None:
    lot(house, days=20)
    old = lot(house, days=1, number="OLD")
    day = today(house.clinic) - timedelta(days=1)
    Lot.objects.filter(pk=old.pk).update(expires_on=day, received_on=day)
    session = opened(house)
    for item, unused in enumerate((True, False)):
        LotUse.objects.create(
            session=session, item=f"{item:032}", kind="cartridge", unused=unused, by_name="Sina"
        )
    assert said(house, "stock.expired") == "1"
    assert said(house, "stock.soon") == "1"
    assert said(house, "stock.wasted") == "1 of 2"


def test_whoever_was_erased_is_in_no_number(house: House) -> None:
    visit(house)
    entered(house)
    Patient.objects.filter(pk=house.amara.pk).update(erased_at=timezone.now())
    assert said(house, "sessions.given") == "0"
    assert said(house, "events.all") == "0"


def test_ten_are_enough_for_a_share_with_exact_limits(house: House) -> None:
    for ago in range(1, 10):
        visit(house, ago=ago)
    visit(house, State.MISSED, ago=11)
    assert number(house, "visits.missed").share == "10.0 % (0.3 % to 44.5 %)"


def test_days_asked_for_the_wrong_way_round_are_one_day(house: House) -> None:
    last = today(house.clinic)
    found = span_of(last + timedelta(days=5), last, house.clinic)
    assert (found.first, found.last) == (last, last)


def test_three_months_back_is_the_day_after_the_same_day(house: House) -> None:
    day = days(house).last.replace(month=3, day=31)
    assert months_back(day, 3) == day.replace(month=1, day=1)
    assert months_back(day.replace(day=15), 1) == day.replace(month=2, day=16)
