"""A review that is due is said: a letter, one reminder, then the desk's list, and nothing twice."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core import mail
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.consent.papers_here import signed, words_in_use
from clinic.healing.checking import BERLIN, Clock
from clinic.outbox.mailbox import Mailbox
from clinic.people_here import House
from clinic.review.courses_here import again, over, reviewed
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.booking.models import State as VisitState
from percuta_clinic.booking.models import Visit
from percuta_clinic.consent.services import consent_withdraw
from percuta_clinic.intake.links import link_make, link_prove
from percuta_clinic.outbox.models import Message
from percuta_clinic.outbox.sender import send_due
from percuta_clinic.people.access import NotYours
from percuta_clinic.planning.models import State
from percuta_clinic.premises.models import Clinic
from percuta_clinic.review.asked_back import asked_for, call_end, to_call
from percuta_clinic.review.asking_back import ASKING_BACK
from percuta_clinic.review.course import Course
from percuta_clinic.review.models import AskedBack, Ended
from percuta_clinic.review.services import Says, own_review_save, review_days_set


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def course(house: House, clock: Clock) -> Course:
    assert clock.is_noon
    return over(house, ago=0)


def go(clock: Clock, course: Course, days: int, *, hour: int = 12) -> None:
    clock.go(course.given[-1] + timedelta(days=days), hour)
    work()


def work() -> None:
    for _, duty in ASKING_BACK.values():
        duty()
    send_due()


def letters(occasion: str) -> int:
    return Message.objects.filter(occasion=occasion).count()


def listed(house: House) -> list[AskedBack]:
    return to_call(house.fred, Clinic.objects.get())


def comes(house: House, day: date, state: VisitState = VisitState.BOOKED) -> Visit:
    begins = datetime.combine(day, datetime.min.time().replace(hour=15), BERLIN)
    return Visit.objects.create(
        patient=house.amara,
        service=house.talk,
        specialist=house.dora,
        room=house.room,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=30),
        state=state,
        made_by="Fred",
    )


def test_each_review_is_said_once_from_a_week_before_its_day(course: Course, clock: Clock) -> None:
    go(clock, course, 23)
    assert letters("review_due") == 0
    for days in (24, 25, 85, 86, 177):
        go(clock, course, days)
        work()
    assert letters("review_due") == 3
    assert [one.after for one in AskedBack.objects.order_by("after")] == [31, 92, 184]


def test_the_letter_names_the_day_and_its_link_opens_the_page(
    house: House, course: Course, clock: Clock
) -> None:
    go(clock, course, 24)
    letter = mail.outbox[-1]
    day = course.given[-1] + timedelta(days=31)
    assert f"{day:%-d %B %Y}" in letter.body
    assert house.amara.email in letter.to[0]
    row = AskedBack.objects.get()
    link, _ = link_make(by=SYSTEM, patient=house.amara, opens=row.pk)
    assert house.amara.birth_date is not None
    link_prove(link=link, birth_date=house.amara.birth_date)
    page = SignedIn(house.amara_herself).get(f"/my/asked/{row.pk}/").text
    assert all(words in page for words in ("Tell us", "Book a visit", "Please call me"))


def test_the_letter_keeps_the_quiet_hours_where_she_lives(
    house: House, course: Course, clock: Clock
) -> None:
    house.amara.time_zone = "America/New_York"
    house.amara.save()
    go(clock, course, 24, hour=8)  # the middle of the night in New York
    assert (letters("review_due"), len(mail.outbox)) == (1, 0)
    go(clock, course, 24, hour=18)
    assert len(mail.outbox) == 1


def test_silence_is_reminded_of_once_and_then_stands_on_the_list_of_the_desk(
    house: House, course: Course, clock: Clock
) -> None:
    go(clock, course, 24)
    go(clock, course, 30)
    assert letters("review_reminder") == 0
    for days in (31, 32, 37):
        go(clock, course, days)
    assert (letters("review_reminder"), listed(house)) == (1, [])
    for days in (38, 39, 40):
        go(clock, course, days)
    assert [one.after for one in listed(house)] == [31]
    assert (letters("review_due"), letters("review_reminder")) == (1, 1)
    assert "To call about a review" in SignedIn(house.fred).get("/today/").text


def test_a_call_ends_with_words_and_leaves_the_list(
    house: House, course: Course, clock: Clock
) -> None:
    for days in (24, 31, 38):
        go(clock, course, days)
    (row,) = listed(house)
    desk = SignedIn(house.fred)
    page = desk.get(f"/reviews/calls/{row.pk}/").text
    assert house.amara.phone in page
    refused = desk.post(f"/reviews/calls/{row.pk}/", {"ended": "other", "words": ""})
    assert (refused.status_code, "in a few words" in refused.text) == (422, True)
    sent = {"ended": "declined", "words": "Lives abroad now"}
    assert desk.post(f"/reviews/calls/{row.pk}/", sent).status_code == 302
    row.refresh_from_db()
    assert (row.ended, row.ended_by) == (Ended.DECLINED, house.fred.name)
    go(clock, course, 45)
    assert (listed(house), letters("review_due")) == ([], 1)
    seen = SignedIn(house.sina).get(f"/plans/{course.plan.pk}/reviews/").text
    assert "Lives abroad now" in seen


def test_a_booked_visit_stops_it_and_a_cancelled_one_lets_it_go_on(
    house: House, course: Course, clock: Clock
) -> None:
    visit = comes(house, course.given[-1] + timedelta(days=33))
    go(clock, course, 24)
    assert letters("review_due") == 0
    Visit.objects.filter(pk=visit.pk).update(state=VisitState.CANCELLED)
    go(clock, course, 25)
    assert letters("review_due") == 1
    comes(house, course.given[-1] + timedelta(days=35))
    for days in (32, 39):
        go(clock, course, days)
    assert (letters("review_reminder"), listed(house)) == (0, [])


def test_what_she_says_on_the_phone_ends_it(house: House, course: Course, clock: Clock) -> None:
    go(clock, course, 24)
    own_review_save(
        by=SYSTEM,
        course=again(course.plan),
        after=31,
        says=Says(gais=2, again="yes"),
        way="link",
        key=uuid4(),
    )
    for days in (31, 38):
        go(clock, course, days)
    assert (letters("review_reminder"), listed(house)) == (0, [])
    assert AskedBack.objects.get(after=31).ended == Ended.TOLD


def test_a_review_that_was_done_ends_it(house: House, course: Course, clock: Clock) -> None:
    go(clock, course, 24)
    clock.go(course.given[-1] + timedelta(days=25))
    reviewed(house, again(course.plan), 2, after=31)
    work()
    assert AskedBack.objects.get().ended == Ended.SEEN


def test_who_wishes_a_call_is_on_the_list_at_once(
    house: House, course: Course, clock: Clock
) -> None:
    go(clock, course, 24)
    row = AskedBack.objects.get()
    phone = SignedIn(house.amara_herself)
    for _ in range(2):
        phone.post(f"/my/asked/{row.pk}/", {"what": "call"})
    assert [one.pk for one in listed(house)] == [row.pk]
    assert "Somebody of us calls you" in phone.get(f"/my/asked/{row.pk}/").text
    go(clock, course, 40)
    assert letters("review_reminder") == 0


def test_who_does_not_wish_to_come_is_left_alone(
    house: House, course: Course, clock: Clock
) -> None:
    go(clock, course, 24)
    row = AskedBack.objects.get()
    SignedIn(house.amara_herself).post(f"/my/asked/{row.pk}/", {"what": "decline"})
    for days in (31, 38, 45):
        go(clock, course, days)
    assert (letters("review_reminder"), listed(house)) == (0, [])
    assert AskedBack.objects.get().ended == Ended.DECLINED


def test_a_letter_held_up_by_an_outage_is_late_and_nothing_comes_twice(
    house: House, course: Course, clock: Clock, *, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as during:
        during.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
        during.setattr(settings, "EMAIL_PORT", Mailbox().port)  # nobody listens there
        for days in (24, 27, 31):
            go(clock, course, days)
        assert [one.unsent for one in listed(house)] == ["The letter has not left."]
    for days in (32, 33):
        go(clock, course, days)
    assert (len(mail.outbox), listed(house)) == (1, [])
    go(clock, course, 39)
    assert (letters("review_due"), letters("review_reminder"), len(mail.outbox)) == (1, 1, 2)


def test_who_cannot_be_written_to_is_for_the_desk(
    house: House, course: Course, clock: Clock
) -> None:
    house.amara.by_email = False
    house.amara.by_sms = False
    house.amara.save()
    go(clock, course, 24)
    assert (letters("review_due"), [one.after for one in listed(house)]) == (0, [31])


@pytest.mark.parametrize("why", ["left", "withdrawn", "stopped", "new course", "switched off"])
def test_nobody_is_asked_back_who_left_withdrew_or_ended_otherwise(
    house: House, course: Course, clock: Clock, *, why: str
) -> None:
    _otherwise(house, course, why)
    for days in (24, 31, 92, 365):
        go(clock, course, days)
    of_it = AskedBack.objects.filter(plan=course.plan)
    assert (of_it.count(), len(mail.outbox)) == (0, 0)


def _otherwise(house: House, course: Course, why: str) -> None:
    if why == "left":
        house.amara.removed_at = timezone.now()
        house.amara.save()
    elif why == "withdrawn":
        _withdrawn(house)
    elif why == "stopped":
        course.plan.state = State.STOPPED
        course.plan.save()
    elif why == "new course":
        over(house, ago=-20, sessions=1, state=State.ACTIVE)
    else:
        Clinic.objects.update(writes_ahead=False)


def _withdrawn(house: House) -> None:
    words_in_use(house.dora, "treatment")
    consent = signed(house)
    assert consent_withdraw(by=house.amara_herself.actor, consent=consent) is not None


def test_who_leaves_after_the_letter_is_not_reminded(
    house: House, course: Course, clock: Clock
) -> None:
    go(clock, course, 24)
    house.amara.removed_at = timezone.now()
    house.amara.save()
    for days in (31, 38):
        go(clock, course, days)
    assert (letters("review_reminder"), listed(house)) == (0, [])


def test_a_look_a_year_after_is_offered_once_and_may_be_declined_before(
    house: House, course: Course, clock: Clock
) -> None:
    other = over(house, ago=0, patient=house.bea)
    phone = SignedIn(house.amara_herself)
    page = phone.get(f"/my/results/{course.plan.pk}/").text
    assert "Do not write to me about it" in page
    phone.post(f"/my/results/{course.plan.pk}/no-look/")
    assert (
        "You told us that you do not wish to come"
        in phone.get(f"/my/results/{course.plan.pk}/").text
    )
    for days in (357, 358, 359):
        go(clock, course, days)
    rows = Message.objects.filter(occasion="look_due")
    assert [one.patient_id for one in rows] == [other.plan.patient_id]
    assert "nobody has measured how long a result lasts" in rows[0].body


def test_a_review_of_its_own_as_late_as_the_look_takes_its_place(
    house: House, clock: Clock
) -> None:
    review_days_set(by=house.dora, days=[360], reason="Once", seen=0)
    course = over(house, ago=0)
    for days in (353, 358, 365):
        go(clock, course, days)
    assert [one.kind for one in AskedBack.objects.all()] == ["review"]


def test_only_who_books_visits_sees_whom_to_call(
    house: House, course: Course, clock: Clock
) -> None:
    for days in (24, 31, 38):
        go(clock, course, days)
    (row,) = listed(house)
    for account in (house.olga, house.nobody, house.bea_herself):
        assert to_call(account, Clinic.objects.get()) == []
        with pytest.raises(NotYours):
            asked_for(account, row.pk)
    assert SignedIn(house.bea_herself).get(f"/my/asked/{row.pk}/").status_code == 404
    call_end(by=house.sina, row=row, ended="unreached", words="")
    assert listed(house) == []
