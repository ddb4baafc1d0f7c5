"""Places on visits of their own: chosen in the builder, booked by turns, kept apart by place."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError

from clinic.booking.days import BERLIN, book
from clinic.booking.staged import works
from clinic.booking.treated import began
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.planning.plans_here import accept, approve
from clinic.planning.scarred import begun, told
from clinic.screening.through import today
from percuta_clinic.booking.models import Service, State, Visit, WhoBooks
from percuta_clinic.booking.placing import Refused, Wish, visit_book
from percuta_clinic.booking.services import visit_needled
from percuta_clinic.planning.course_booking import times_proposed
from percuta_clinic.planning.dates import course_dates, session_number, zones_due
from percuta_clinic.planning.inputs import Inputs, inputs_of, series_of
from percuta_clinic.planning.making import made_for
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.services import draft_changed, plan_proposed
from percuta_clinic.readiness.strip import strips
from percuta_clinic.screening.science import result_of

DAY = timedelta(days=1)
LEFT, RIGHT = ("cheek_left",), ("cheek_right",)
APART = Inputs(apart=(RIGHT,))


@pytest.fixture
def draft(house: House) -> Plan:
    for who in (house.sina, house.dora):
        works(who, hours=(time(9), time(17)), days=range(7))
    Service.objects.update(who_books=WhoBooks.ANYBODY)
    told(house)
    return begun(house)


@pytest.fixture
def plan(house: House, draft: Plan) -> Plan:
    """Agreed on, with the right cheek on visits of its own."""
    kept = draft_changed(by=house.sina, plan=draft, inputs=APART, version=draft.version)
    waits = plan_proposed(by=house.sina, plan=kept, version=kept.version)
    return accept(approve(house, waits))


def at(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=BERLIN)


def needled(house: House, zones: tuple[str, ...], day: date) -> Visit:
    """A session that is over, with a record of where it needled."""
    visit = book(house, house.amara, at=at(day + 300 * DAY))
    began(visit, timedelta(minutes=5))
    moved = {"starts_at": at(day), "ends_at": at(day) + timedelta(hours=1)}
    given = {"state": State.FINISHED, "treatment_began_at": at(day)}
    Visit.objects.filter(pk=visit.pk).update(**moved, **given)
    visit.refresh_from_db()
    visit_needled(visit, zones)
    visit.refresh_from_db()
    return visit


def test_the_builder_puts_a_place_on_visits_of_its_own(house: House, draft: Plan) -> None:
    page = SignedIn(house.sina).get(f"/plans/{draft.pk}/").content.decode()
    assert page.count("data-series=") == 2
    sent = {"inputs": "{}", "version": draft.version, "series:cheek_left": "1"}
    sent |= {"series:cheek_right": "2", "do": "save"}
    SignedIn(house.sina).post(f"/plans/{draft.pk}/keep/", sent)
    draft.refresh_from_db()
    inputs = inputs_of(draft.inputs)
    assert inputs.apart == (RIGHT,)
    assert [series_of(inputs, zone) for zone in (*LEFT, *RIGHT)] == [1, 2]


@pytest.mark.parametrize("apart", [((),), (RIGHT, RIGHT), (("nowhere",),), (("eyelid_left",),)])
def test_turns_that_cannot_be_are_refused(
    house: House, draft: Plan, apart: tuple[tuple[str, ...], ...]
) -> None:
    with pytest.raises(ValidationError, match="place"):
        draft_changed(by=house.sina, plan=draft, inputs=Inputs(apart=apart), version=draft.version)


def test_the_sessions_of_a_course_take_turns(house: House, plan: Plan) -> None:
    dates = course_dates(plan, house.clinic)
    assert [one.zones for one in dates[:4]] == [LEFT, RIGHT, LEFT, RIGHT]
    assert dates[1].where == "right cheek"
    page = SignedIn(house.sina).get(f"/plans/{plan.pk}/").content.decode()
    assert "right cheek" in page
    assert "left cheek" in page


def test_times_proposed_keep_the_agreed_days_place_by_place(house: House, plan: Plan) -> None:
    found = times_proposed(plan, course_dates(plan, house.clinic), house.clinic)
    days = [one.offer.starts_at.date() for one in found if one.offer]
    assert len(days) == len(found)
    assert all((b - a).days >= 7 for a, b in pairwise(days))
    assert (days[1] - days[0]).days < 28
    for zones in (LEFT, RIGHT):
        own = [day for day, one in zip(days, found, strict=True) if one.dated.zones == zones]
        assert all((b - a).days >= 28 for a, b in pairwise(own))


def test_a_visit_for_another_place_may_be_nearer(house: House, plan: Plan) -> None:
    book(house, house.amara, at=at(today() + DAY))
    with pytest.raises(Refused, match="different places"):
        visit(house, today() + 4 * DAY)
    second = visit(house, today() + 15 * DAY)
    with pytest.raises(Refused, match="between two sessions: 28 days"):
        visit_book(
            by=house.amara_herself,
            patient=house.amara,
            service=house.needling,
            starts_at=at(today() + 25 * DAY),
            wish=Wish(themselves=True),
        )
    assert zones_due(second, plan, house.clinic) == RIGHT


def visit(house: House, day: date) -> Visit:
    return visit_book(by=house.fred, patient=house.amara, service=house.needling, starts_at=at(day))


def test_a_missed_turn_is_taken_by_the_next_visit(house: House, plan: Plan) -> None:
    needled(house, LEFT, today() + DAY)
    following = book(house, house.amara, at=at(today() + 30 * DAY))
    assert zones_due(following, plan, house.clinic) == RIGHT
    needled(house, RIGHT, today() + 15 * DAY)
    assert zones_due(following, plan, house.clinic) == LEFT


def test_a_session_has_the_number_of_what_it_needles(house: House, plan: Plan) -> None:
    first = needled(house, LEFT, today() + DAY)
    third = needled(house, LEFT, today() + 30 * DAY)
    second = needled(house, RIGHT, today() + 44 * DAY)
    numbers = [session_number(one, plan, house.clinic) for one in (first, third, second)]
    assert numbers == [1, 3, 2]


@pytest.mark.usefixtures("draft")
def test_a_place_that_was_not_needled_does_not_wait_for_another(house: House) -> None:
    done = needled(house, LEFT, today() - 14 * DAY)
    assert resting(house) == LEFT
    visit_needled(done, ())  # somebody amended the record: nobody knows where
    assert {*resting(house)} == {*LEFT, *RIGHT}


def resting(house: House) -> tuple[str, ...]:
    """Where skin waits for the weeks after its last session."""
    found = result_of(house.amara, day=today())
    assert found is not None
    return tuple(
        zone for one in found.screening.findings if one.rule == "recovery.001" for zone in one.zones
    )


def test_a_new_plan_counts_the_sessions_of_each_place(house: House, draft: Plan) -> None:
    needled(house, LEFT, today() - 90 * DAY)
    needled(house, LEFT, today() - 60 * DAY)
    kept = draft_changed(by=house.sina, plan=draft, inputs=APART, version=draft.version)
    made = made_for(kept, day=today(), house=None, foretold=False)
    assert made.request is not None
    assert [made.request.sessions_in[zone] for zone in (*LEFT, *RIGHT)] == [2, 0]


def test_the_strip_names_whose_turn_it_is(house: House, plan: Plan) -> None:
    needled(house, LEFT, today() - 14 * DAY)
    following = book(house, house.amara, at=at(today() + DAY))
    assert zones_due(following, plan, house.clinic) == RIGHT
    strip = strips([following])[following.pk]
    assert any("This visit: right cheek" in one.places for one in strip.items)
