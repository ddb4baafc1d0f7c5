"""Eight weeks after a session with the clock moved: who was told what, and when."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings

from clinic.conftest import SignedIn
from clinic.duty.watch_here import nights, once
from clinic.healing.checking import (
    BERLIN,
    Clock,
    calm,
    day_of,
    last_of,
    needled_session,
    send,
    told,
)
from clinic.outbox.mailbox import Mailbox
from clinic.people_here import House
from percuta_clinic.duty.models import DutyPhone, DutyRules, Task, Urgency
from percuta_clinic.duty.services import task_take
from percuta_clinic.duty.telling import tell_of_tasks
from percuta_clinic.healing.asking import follow_check_ins, plan_unsigned
from percuta_clinic.healing.models import Answer, CheckIn, Urgent
from percuta_clinic.outbox.models import Message, State
from percuta_clinic.outbox.sender import send_due
from percuta_clinic.treatment.models import Session

HOURS = (10, 11, 18)
ASKED, REMINDED, TASK = "check_in", "check_in_reminder", "task_waits"
Line = tuple[int, int, str, str]


class Story:
    """The weeks of one patient. ``answers`` says what is told on a day of the house."""

    def __init__(self, house: House, clock: Clock) -> None:
        self.house, self.clock = house, clock
        house.clinic.phone = "+49 30 555"
        house.clinic.save()
        self.session: Session = needled_session(house)
        self.answers: dict[int, dict[str, str]] = {}

    @property
    def began(self) -> date:
        return day_of(self.session)

    def work(self) -> None:
        """One round of everything the worker does."""
        for duty in (plan_unsigned, follow_check_ins, tell_of_tasks, send_due, tell_of_tasks):
            duty()

    def at(self, day: int, hour: int, minute: int = 0) -> None:
        self.clock.go(self.began + timedelta(days=day), hour, minute)
        self.work()

    def days(self, first: int, last: int) -> None:
        """Day after day; what was asked at ten is answered at eleven, where there is an answer."""
        for day in range(first, last + 1):
            for hour in HOURS:
                self.at(day, hour)
                if hour == 11 and day in self.answers:
                    self.answer(day)

    def answer(self, day: int) -> None:
        asked = CheckIn.objects.get(session=self.session, day=day, answered_at=None)
        send(SignedIn(self.house.amara_herself), asked, calm(**self.answers[day]))

    def tell(self, **signs: str) -> Answer:
        check_in = told(self.house, self.session)
        send(SignedIn(self.house.amara_herself), check_in, calm(**signs))
        return last_of(check_in)

    @property
    def letters(self) -> list[Line]:
        """Every letter that left for somebody: day, hour, to whom, about what."""
        wanted = (ASKED, REMINDED, TASK)
        rows = Message.objects.filter(state=State.SENT, occasion__in=wanted, channel="email")
        return [self._line(one) for one in rows.order_by("sent_at", "to_name")]

    def _line(self, one: Message) -> Line:
        assert one.sent_at is not None
        local = one.sent_at.astimezone(BERLIN)
        return ((local.date() - self.began).days, local.hour, one.to_name, one.occasion)


HERS = "Amara Okafor"


@pytest.fixture
def story(house: House, clock: Clock) -> Story:
    return Story(house, clock)


@pytest.fixture
def no_mail(settings: Settings) -> Mailbox:
    """A mail server that is away until the test lets it run."""
    mailbox = Mailbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mailbox.port
    settings.EMAIL_TIMEOUT = 5
    return mailbox


def test_normal_healing_asks_four_times_and_troubles_nobody(story: Story) -> None:
    story.answers = {
        1: {"redness": "mild", "swelling": "mild"},
        3: {"flaking": "mild"},
        7: {},
        28: {},
    }
    story.days(0, 56)
    assert story.letters == [(day, 10, HERS, ASKED) for day in (1, 3, 7, 28)]
    assert [one.level for one in Answer.objects.order_by("at")] == [Urgent.EXPECTED] * 4
    assert not Task.objects.exists()


def test_pus_at_night_tells_whoever_is_on_call_at_once(story: Story) -> None:
    nights(story.house.sina)
    story.answers = {1: {}, 3: {}}
    story.days(0, 4)
    story.at(5, 23)
    answer = story.tell(pus="yes")
    story.work()
    assert answer.read["title"] == "Call now, tonight"
    assert answer.read["call"] == []  # no number of hers is known
    assert answer.read["who"][0].startswith("Sina Sommer is told now and should look by ")
    assert answer.read["who"][0].endswith("03:00.")
    assert story.letters[-1] == (5, 23, "Sina Sommer", TASK)
    task = Task.objects.get()
    assert (task.urgency, task.is_red(story.clock.at)) == (Urgency.TODAY, True)


def test_at_night_the_number_on_call_comes_first_and_no_day_number(
    story: Story,
) -> None:
    DutyRules.objects.create(line="+49 116 117")
    DutyPhone.objects.create(account=story.house.sina, phone="+49 170 1234567")
    story.house.clinic.phone = "+49 30 555000"
    story.house.clinic.save()
    nights(story.house.sina)
    story.at(5, 23)
    answer = story.tell(pus="yes")
    on_call, line = answer.read["call"]
    assert on_call == ["Call Sina Sommer now", "+49 170 1234567"]
    assert line == ["Call the out-of-hours line", "+49 116 117"]
    page = SignedIn(story.house.amara_herself).get(
        reverse("my_check_in", args=[answer.check_in_id])
    )
    shown = page.content.decode()
    assert shown.index('href="tel:+491701234567"') < shown.index('href="tel:+49116117"')
    assert "+49 30 555000" not in shown[shown.index("What to do") : shown.index('id="next"')]


def test_pus_at_night_climbs_to_the_doctor_and_the_owner(story: Story) -> None:
    nights(story.house.sina)
    story.at(5, 23)
    story.tell(pus="yes")
    for hour, minute in ((23, 1), (23, 59)):
        story.at(5, hour, minute)
    for hour, minute in ((0, 5), (1, 10), (2, 15)):
        story.at(6, hour, minute)
    told_of = [(line[2], line[1]) for line in story.letters if line[3] == TASK]
    assert told_of == [("Sina Sommer", 23), ("Dora Doktor", 0), ("Olga Owner", 1)]
    task = Task.objects.get()
    assert task.is_open
    assert task.nobody_at is not None
    task_take(by=story.house.dora, task=task)
    task.refresh_from_db()
    assert task.owner_name == "Dora Doktor"


def test_pus_at_night_without_on_call_says_that_nobody_looks_before_morning(
    story: Story,
) -> None:
    DutyRules.objects.create(line="+49 116 117")
    day = story.began + timedelta(days=6)
    once(story.house.sina, day, begins=time(9), ends=time(18))
    story.at(5, 23)
    answer = story.tell(pus="yes")
    story.work()
    first, second = answer.read["who"]
    assert first == f"Nobody of us looks at this before {day:%A %-d %B}, 09:00."
    assert second == "Do not wait until then. Call +49 116 117 instead."
    assert answer.read["title"] == "Call now, tonight"
    assert answer.read["do"][0] == "Call now, tonight. If nobody answers, see a doctor tonight."
    assert answer.read["call"] == [["Call the out-of-hours line", "+49 116 117"]]
    assert story.letters == [(5, 23, "Dora Doktor", TASK)]


def test_without_any_roster_and_line_she_is_sent_to_a_doctor(story: Story) -> None:
    story.at(5, 23)
    answer = story.tell(pus="yes")
    assert answer.read["who"][0] == "Nobody of us looks at this in the next two weeks."
    assert "See a doctor now, or the nearest hospital at night." in answer.read["who"][1]


def test_silence_reminds_once_and_becomes_a_task(story: Story) -> None:
    story.days(0, 2)
    assert story.letters[:2] == [(1, 10, HERS, ASKED), (1, 18, HERS, REMINDED)]
    assert [line for line in story.letters[2:] if line[2] == HERS] == []
    task = Task.objects.get()
    assert task.urgency == Urgency.WATCH
    assert "No answer on day 1. Asked, and reminded once." in task.about
    assert task.opened_at.astimezone(BERLIN).hour == 10
    story.days(3, 56)
    hers = [line[3] for line in story.letters if line[2] == HERS]
    assert hers == [ASKED, REMINDED] * 4
    assert Task.objects.count() == 4


def test_dark_patches_in_week_four_are_watched_and_silence_after_them_is_told(
    story: Story,
) -> None:
    story.answers = {1: {}, 3: {}, 7: {}, 28: {"darker": "yes"}}
    story.days(0, 28)
    answer = Answer.objects.latest("at")
    assert answer.level == Urgent.WATCH
    assert answer.read["do"] == ["Call the clinic. We want to see you within a week."]
    assert "New pigment: hyperpigmentation." in Task.objects.get().about
    story.days(29, 56)
    hers = [line for line in story.letters if line[2] == HERS]
    assert hers[-2:] == [(30, 10, HERS, ASKED), (30, 18, HERS, REMINDED)]
    silence = Task.objects.latest("opened_at")
    assert "Silence after a warning (New pigment: hyperpigmentation)" in silence.about
    assert silence.is_open


@pytest.mark.usefixtures("no_mail")
def test_with_nobody_reachable_she_reads_the_way_at_once_and_it_stays_open(story: Story) -> None:
    story.at(5, 23)
    answer = story.tell(breath="yes")
    assert answer.level == Urgent.NOW
    assert answer.read["do"][0] == "Call the emergency number at once. Then tell the clinic."
    assert answer.read["who"][0] == "Do not wait for us. Call the emergency number first, then us."
    for minute in (1, 2, 3, 15, 30, 45):
        story.at(5, 23, minute)
    task = Task.objects.get()
    assert story.letters == []
    assert task.nobody_at is not None
    assert task.told.filter(result="failed").exists()
    story.days(6, 9)
    task.refresh_from_db()
    assert (task.is_open, task.is_red(story.clock.at)) == (True, True)


def test_a_letter_held_up_by_an_outage_gives_her_as_long_as_any_other(
    story: Story, no_mail: Mailbox
) -> None:
    for hour in (10, 11, 14):
        story.at(1, hour)
    assert story.letters == []
    with no_mail.running():
        story.at(1, 17)
        assert story.letters == [(1, 17, HERS, ASKED)]
        story.at(1, 20)
        story.at(2, 10)
        story.at(2, 11)
        assert story.letters == [(1, 17, HERS, ASKED), (2, 10, HERS, REMINDED)]
        assert not Task.objects.exists()
        story.at(2, 18)
        assert "Asked, and reminded once." in Task.objects.get().about


@pytest.mark.usefixtures("no_mail")
def test_an_outage_for_days_is_no_silence_of_hers(story: Story) -> None:
    story.days(0, 2)
    task = Task.objects.get()
    assert "The letter has not left." in task.about
    phone = SignedIn(story.house.amara_herself)
    send(phone, CheckIn.objects.get(day=1), calm())
    task.refresh_from_db()
    assert task.outcome == "It was answered after all: as expected."
