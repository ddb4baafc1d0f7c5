"""Sets the sample clinic up, and gives an older one the visits of a new day."""

import random
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.audit.services import housekeeping
from percuta_clinic.booking.models import Service
from percuta_clinic.booking.offering import service_add
from percuta_clinic.demo import day as this_day
from percuta_clinic.demo.comments import comments
from percuta_clinic.demo.consents import photographs, put_in_use
from percuta_clinic.demo.decided import decisions
from percuta_clinic.demo.finished import (
    Story,
    finished_course,
    new_here,
    plain_courses,
    silent_course,
)
from percuta_clinic.demo.harm import harm
from percuta_clinic.demo.hours_here import (
    AT_WORK,
    absences,
    around_the_clock,
    holidays,
    offered,
    only_what_is_booked,
    open_today,
    seat_two,
    weeks_of_work,
)
from percuta_clinic.demo.money import money, paid_today
from percuta_clinic.demo.names import PATIENTS, WORKERS
from percuta_clinic.demo.past import Weeks, fill, papers
from percuta_clinic.demo.people_here import Staff, delegate, hire, register
from percuta_clinic.demo.pictures import drawn_photographs
from percuta_clinic.demo.plans import plans
from percuta_clinic.demo.public import tell
from percuta_clinic.demo.stock_here import stock_up
from percuta_clinic.demo.urgent_here import on_call, urgent, urgent_today
from percuta_clinic.demo.waiting_here import waiting
from percuta_clinic.demo.writing import index_people
from percuta_clinic.duty.telling import tell_of_tasks
from percuta_clinic.healing.asking import ASKING
from percuta_clinic.patients.access import live_patients
from percuta_clinic.people.models import Account
from percuta_clinic.planning.models import IN_FORCE, Plan
from percuta_clinic.premises.models import Clinic, Room
from percuta_clinic.premises.queries import the_clinic, today
from percuta_clinic.premises.services import clinic_open, room_save
from percuta_clinic.readiness.chores import prepare_now
from percuta_clinic.review.asking_back import ASKING_BACK
from percuta_clinic.roster.queries import has_hours

NAME = "Lindenhof Skin Clinic"
TEST_AREA = "Test area"
HARMED = 9  # whose dark mark has faded since
ROOMS = ("Room 1", "Room 2", "Room 3")
# name, minutes, price, device: whatever has one needles skin
SERVICES = (
    ("Consultation", 30, 60, ""),
    ("Microneedling, face", 60, 240, "skinpen"),
    ("Microneedling, body area", 75, 320, "skinpen"),
    ("Check after a session", 15, 0, ""),
    (TEST_AREA, 30, 40, "exceed"),
    ("Photographs and review", 30, 50, ""),
)
ZONE_FILE = Path("/etc/localtime")
USUAL_ZONE = "Europe/Berlin"


class NotSampleData(Exception):
    """This is a real clinic; nothing invented comes into it."""


def furnish(*, seed: int, now: datetime | None = None) -> None:
    """A clinic with everything in it, and visits around now."""
    if not settings.DEMO:
        raise NotSampleData("Sample data is for a demo alone (PERCUTA_DEMO=1).")
    clinic = the_clinic()
    zone = own_zone() if clinic is None else clinic.time_zone
    with transaction.atomic(), timezone.override(zone):
        if clinic is None:
            clinic = _open(seed)
        elif not clinic.is_demo:
            raise NotSampleData(f"{clinic} is a real clinic; it gets no sample data.")
        _today(clinic, seed, now or timezone.now())
    with timezone.override(zone):
        _follow_up()
    housekeeping()


def _follow_up() -> None:
    """What the worker would find to do in its first minutes."""
    prepare_now()
    for _, do in (*ASKING.values(), *ASKING_BACK.values()):
        do()
    tell_of_tasks()


def who() -> list[tuple[str, str]]:
    """Whom one can be, with their roles."""
    return [
        (one.name, " and ".join(role.label for role in one.roles)) for one in (*WORKERS, *PATIENTS)
    ]


def own_zone() -> str:
    """The time zone of this machine, so that the visits of today are around the hour it shows."""
    name = "/".join(ZONE_FILE.resolve().parts[-2:])
    return name if name in available_timezones() and "UTC" not in name else USUAL_ZONE


def _open(seed: int) -> Clinic:
    chance = random.Random(seed)
    clinic = clinic_open(
        by=SYSTEM,
        name=NAME,
        address="Lindenhof 3\n10115 Berlin",
        phone="+49 30 23125 900",
        email="hello@lindenhof.example",
        emergency="112, and Dr Haddad on +49 30 23125 999",
        time_zone=own_zone(),
        is_demo=True,
    )
    staff, day = hire(), today(clinic)
    delegate(staff, day)
    stock_up(staff["owner"].actor, day)
    people = register(staff, day, chance)
    weeks_of_work(staff, day)
    holidays(staff["owner"], clinic, day)
    weeks = Weeks(clinic, day, rooms=_rooms(staff["owner"]), staff=staff)
    services = offered(staff["owner"], _services(staff["owner"]))
    fill(weeks, people, services, chance=chance)
    absences(staff, clinic, day)
    papers(staff, people, chance)
    put_in_use(staff["doctor"])
    photographs(staff, people)
    drawn_photographs(staff, people)
    decisions(staff, people[20:], day)
    story, two = Story(staff=staff, weeks=weeks, service=services[1]), new_here(people)
    finished_course(story, two[0])
    silent_course(story, two[1])
    plain_courses(story, two[2])
    plans(staff, people, services[1])
    money(staff, people, services)
    harm(staff, people[HARMED], clinic)
    waiting(staff, people, services, day=day)
    on_call(staff, day)
    urgent(staff, people)
    tell(staff)
    index_people()
    comments(staff)
    return clinic


def _rooms(owner: Account) -> list[Room]:
    made = [room_save(by=owner.actor, room=Room(name=name)) for name in ROOMS]
    seat_two(owner, made[0])
    return made


def _services(owner: Account) -> list[Service]:
    return [
        service_add(
            by=owner.actor,
            name=name,
            minutes=minutes,
            price=Decimal(price),
            is_needling=bool(device),
            device=device,
            is_test_area=name == TEST_AREA,
        )
        for name, minutes, price, device in SERVICES
    ]


def _today(clinic: Clinic, seed: int, now: datetime) -> None:
    """New visits if nobody booked any for today; what the user did stays."""
    if this_day.has_visits(clinic):
        return
    staff = _staff()
    rooms = list(Room.objects.filter(name__in=ROOMS))
    services = _in_order()
    if len(staff) < len(WORKERS) or len(rooms) < len(ROOMS) or len(services) < len(SERVICES):
        return  # somebody changed the clinic itself: it is theirs now
    told = Plan.objects.exclude(state__in=IN_FORCE) | Plan.objects.exclude(patient__account=None)
    free = live_patients().filter(restricted=False).exclude(plans__in=told)
    people = list(free.order_by("pk"))
    if len(people) < len(this_day.PLAN):
        return
    chance = random.Random(seed + today(clinic).toordinal())
    at_work = [staff[key] for key in AT_WORK if has_hours(staff[key].pk)]
    open_today(staff["owner"], clinic, today(clinic))
    around_the_clock(at_work, clinic, today(clinic))
    this_day.fill(clinic, staff, people, rooms=rooms, services=services, chance=chance, now=now)
    only_what_is_booked(at_work, clinic, today(clinic))
    paid_today(staff, clinic, now)
    urgent_today(staff, people)


def _staff() -> Staff:
    by_email = {one.email: one for one in (*WORKERS, *PATIENTS)}
    found = Account.objects.filter(email__in=by_email, is_active=True)
    return {by_email[account.email].key: account for account in found}


def _in_order() -> Sequence[Service]:
    by_name = {service.name: service for service in Service.objects.all()}
    return [by_name[name] for name, *_ in SERVICES if name in by_name]
