"""The demo is ready in seconds, keeps what was done in it, and never touches a real clinic."""

import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db.models import F, QuerySet
from pytest_django.fixtures import Settings

from clinic.operations import prepared
from clinic.operations.homes import Home, free_port
from clinic.operations.test_no_outsider import visit
from percuta_clinic.booking.assigning import Wanted
from percuta_clinic.booking.models import INSIDE, Claim, Service, State, Visit
from percuta_clinic.booking.offering import services_without_device
from percuta_clinic.booking.offers import offers
from percuta_clinic.booking.stages import stages_of
from percuta_clinic.consent.models import Consent, Withdrawal
from percuta_clinic.consent.queries import unanswered
from percuta_clinic.demo.clinic import furnish
from percuta_clinic.demo.day import PLAN
from percuta_clinic.demo.hours_here import is_shut
from percuta_clinic.intake.models import Form
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds, today
from percuta_clinic.readiness.strip import strip_of
from percuta_clinic.roster.models import Away
from percuta_clinic.screening.overrides import overrides

DEMO = {"PERCUTA_DEMO": "1"}
COUNTS = """
from percuta_clinic.audit.models import Entry
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.queries import visits_on
from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.models import Attachment, Note, Patient
from percuta_clinic.people.models import Account
from percuta_clinic.premises.queries import the_clinic, today
from percuta_clinic.stock.models import Lot
clinic = the_clinic()
owner = Account.objects.get(email="owner@demo.example")
now = visits_on(owner, day=today(clinic), clinic=clinic)
print(clinic.is_demo, Patient.objects.count(), Patient.objects.filter(restricted=True).count())
print(len(now), *sorted({visit.state for visit in now}))
print(Note.objects.count(), Attachment.objects.count(), Message.objects.count())
done = Entry.objects.exclude(action="message.sent")  # the worker sends when it comes to it
print(Lot.objects.exclude(recalled_at=None).count(), done.count())
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return prepared.sample(tmp_path_factory.mktemp("demo") / "home")


def test_the_sample_clinic_is_full_of_life(sample: Home) -> None:
    first, day, paper, rest = sample.python(COUNTS, **DEMO).splitlines()
    assert first == "True 61 1"
    assert int(day.split()[0]) >= 3
    notes, files, messages = map(int, paper.split())
    assert notes > 60
    assert files == 9
    assert messages > 20
    assert rest.startswith("1 ")


def test_a_second_start_adds_nothing_twice(sample: Home) -> None:
    sample.python("from percuta_clinic.demo.clinic import furnish; furnish(seed=1)", **DEMO)
    before = sample.python(COUNTS, **DEMO)
    port = free_port()
    with sample.serving("demo", "--home", str(sample.folder), "--port", str(port), port=port):
        status, _ = visit(port, "/accounts/login/")
    assert status == 200
    assert sample.python(COUNTS, **DEMO) == before


def test_a_new_day_gets_visits_and_keeps_what_was_done(sample: Home) -> None:
    yesterday = """
from datetime import timedelta
from django.db.models import F
from percuta_clinic.booking.models import Claim, Visit
from percuta_clinic.patients.models import Patient
Visit.objects.update(starts_at=F("starts_at") - timedelta(days=400),
                     ends_at=F("ends_at") - timedelta(days=400))
Claim.objects.all().delete()
Patient.objects.create(given_name="Entered", family_name="by the user")
from percuta_clinic.demo.clinic import furnish
furnish(seed=1)
print(Patient.objects.filter(given_name="Entered").count())
"""
    assert sample.python(yesterday, **DEMO).strip() == "1"
    assert int(sample.python(COUNTS, **DEMO).splitlines()[1].split()[0]) >= 3


def test_another_port_is_taken_when_one_is_in_use(sample: Home) -> None:
    port = free_port()
    words = ("demo", "--home", str(sample.folder), "--port", str(port))
    with sample.serving(*words, port=port):
        other = prepared.sample(sample.folder.with_name("other"))
        where = ("demo", "--home", str(other.folder), "--port", str(port))
        with other.serving(*where, port=port) as second:
            assert second.stdout
            last = time.monotonic() + 90
            said = ""
            while "choose there whom to be" not in said and time.monotonic() < last:
                said = second.stdout.readline().decode()
            assert f"http://localhost:{port} " not in said
            assert "http://localhost:" in said


def test_a_folder_with_something_else_is_never_touched(tmp_path: Path) -> None:
    mine = tmp_path / "real/clinic.sqlite3"
    mine.parent.mkdir()
    mine.write_text("a real clinic", encoding="utf-8")
    here = Home(folder=tmp_path)
    for more in ((), ("--fresh",)):
        ended = here.run("demo", "--home", str(mine.parent), *more)
        assert ended.returncode == 1
        assert "holds something else than sample data" in ended.stderr
        assert mine.read_text(encoding="utf-8") == "a real clinic"


@pytest.mark.django_db
@pytest.mark.parametrize("hour", [0, 6, 14, 23])
def test_the_day_is_filled_at_any_hour(settings: Settings, hour: int) -> None:
    settings.DEMO = True
    berlin = ZoneInfo("Europe/Berlin")
    now = datetime.now(berlin).replace(hour=hour, minute=10)
    furnish(seed=3, now=now)
    start, _ = day_bounds(now.date(), Clinic.objects.get())
    fits = [m for m, *_ in PLAN if start <= now + timedelta(minutes=m - 15)]
    today = Visit.objects.filter(starts_at__gte=start, starts_at__lt=start + timedelta(days=1))
    assert today.count() >= min(len(fits), 3)
    _nobody_books_a_night(now)
    if hour == 14:
        _everybody_is_at_another_step(today)
        assert sorted(today.values_list("state", flat=True)) == sorted(s for *_, s in PLAN)
        assert today.filter(state=State.TREATING).count() == 1
        assert today.filter(state=State.IN_ROOM, service__is_needling=True).count() == 1
        begun = today.exclude(treatment_began_at=None)
        assert not begun.exclude(service__is_needling=True).exists()
        assert begun.filter(treatment_began_at__lte=now).count() == begun.count() == 3
        assert all(one.cleared for one in begun)
    assert not services_without_device()


def _nobody_books_a_night(now: datetime) -> None:
    clinic, talk = Clinic.objects.get(), Service.objects.get(name="Consultation")
    wanted = Wanted(service=talk, stages=stages_of(talk), themselves=True)
    first = now.replace(hour=0, minute=0)
    found = offers(wanted, first=first, last=first + timedelta(days=40), clinic=clinic)
    times = [one.starts_at.astimezone(clinic.zone) for one in found]
    assert times
    assert {one.hour for one in times} <= {*range(9, 19)}
    assert not [one for one in times if is_shut(one.date())]
    for why in ("Christmas", "New Year's Day"):
        assert Away.objects.get(account=None, why=why).ends_at > now


def _everybody_is_at_another_step(today: QuerySet[Visit]) -> None:
    needled = list(today.filter(service__is_needling=True).select_related("patient", "service"))
    inside = [visit for visit in needled if visit.state in INSIDE]
    at = {one.state: strip_of(one, but_them=one.state == State.TREATING) for one in inside}
    assert all(strip is not None and strip.is_ready for strip in at.values())
    waiting = [strip_of(one) for one in needled if one.state in (State.BOOKED, State.CONFIRMED)]
    words = [item.words for strip in waiting if strip for item in strip.items]
    assert any(one.startswith("Doctor decides") for one in words)
    assert any(one.startswith("Not before") for one in words)
    assert words.count("Questions not sent back") == 2
    assert Form.objects.filter(sent_at=None, saved_at__isnull=False).count() == 1
    assert Consent.objects.exclude(signature="").filter(way="drawn").exists()


@pytest.mark.django_db
def test_earlier_patients_show_what_the_doctor_decided(settings: Settings) -> None:
    settings.DEMO = True
    furnish(seed=3)
    doctor = Account.objects.get(email="doctor@demo.example")
    found = overrides(doctor)
    assert sum(one.go_on for one in found) >= 4
    assert sum(one.hold for one in found) >= 2
    assert Withdrawal.objects.count() == 1
    assert unanswered().exists()


@pytest.mark.django_db
def test_many_days_in_a_row_find_patients_for_every_step(settings: Settings) -> None:
    settings.DEMO = True
    now = datetime.now(ZoneInfo("Europe/Berlin")).replace(hour=14)
    for _ in range(5):
        furnish(seed=3, now=now)
        Visit.objects.update(
            starts_at=F("starts_at") - timedelta(days=30),
            ends_at=F("ends_at") - timedelta(days=30),
            treatment_began_at=F("treatment_began_at") - timedelta(days=30),
        )
        Claim.objects.all().delete()  # what is past takes nobody
    furnish(seed=3, now=now)
    start, _ = day_bounds(now.date(), Clinic.objects.get())
    day = Visit.objects.filter(starts_at__gte=start, starts_at__lt=start + timedelta(days=1))
    assert day.count() == len(PLAN)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 7, 11, 23])
def test_whoever_is_chosen_is_ready_when_the_story_says_so(settings: Settings, seed: int) -> None:
    settings.DEMO = True
    furnish(seed=seed, now=datetime.now(ZoneInfo("Europe/Berlin")).replace(hour=14, minute=10))
    start, _ = day_bounds(today(Clinic.objects.get()), Clinic.objects.get())
    there = Visit.objects.filter(starts_at__gte=start, starts_at__lt=start + timedelta(days=1))
    assert sorted(there.values_list("state", flat=True)) == sorted(s for *_, s in PLAN)
    assert there.exclude(cleared=None).count() == 3
    in_room = there.get(state=State.IN_ROOM)
    strip = strip_of(in_room)
    assert strip is not None
    assert strip.is_ready
