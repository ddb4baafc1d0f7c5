"""Fills an empty clinic with three months of staged visits and times the search in it."""

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from zoneinfo import ZoneInfo

from begin import READY
from django.core.management import call_command

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.booking.assigning import Wanted, assign
from percuta_clinic.booking.models import Claim, Part, Place, Service, ServiceStage, State, Visit
from percuta_clinic.booking.offers import Offer, offers
from percuta_clinic.booking.stages import stages_of
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import account_create
from percuta_clinic.premises.models import Clinic, Room
from percuta_clinic.premises.services import clinic_open
from percuta_clinic.roster.models import Hours
from percuta_clinic.stock.models import Device

SPECIALISTS, ASSISTANTS, ROOMS, DEVICES = 6, 4, 8, 3
DAYS, TRIED, RUNS = 90, 3, 15
ZONE = ZoneInfo("Europe/Berlin")
FIRST = datetime(2027, 3, 1, tzinfo=ZONE)
LAST_HOUR = 17
STAGES = (
    (Part.CLEANSE, 10, "assistant", Place.CHAIR),
    (Part.NUMB, 30, "", Place.CHAIR),
    (Part.NEEDLE, 30, "specialist", Place.CHAIR),
    (Part.CLEAN, 10, "assistant", Place.ROOM),
)


def opened() -> tuple[Clinic, Service]:
    """Everybody with hours, and a service in stages."""
    clinic = clinic_open(by=SYSTEM, name="Busy", time_zone=ZONE.key)
    for number in range(SPECIALISTS + ASSISTANTS):
        treats = number < SPECIALISTS
        who = account_create(
            by=SYSTEM,
            email=f"{number}@clinic.example",
            name=f"Member {number:02}",
            roles=[Role.SPECIALIST if treats else Role.FRONT_DESK],
            password=f"{random.random()}",
        )
        for weekday in range(6):
            for begins, ends in ((clock(8), clock(12)), (clock(13), clock(18))):
                Hours.objects.create(
                    account=who,
                    weekday=weekday,
                    begins=begins,
                    ends=ends,
                    treats=treats,
                    assists=not treats,
                )
    for number in range(ROOMS):
        Room.objects.create(name=f"Room {number}")
    for number in range(DEVICES):
        Device.objects.create(name="SkinPen", model="skinpen", serial=f"{number}", max_depth_mm=2)
    service = Service.objects.create(
        name="Face", minutes=70, price=Decimal(240), is_needling=True, device="skinpen"
    )
    for number, (part, minutes, who, place) in enumerate(STAGES, 1):
        ServiceStage.objects.create(
            service=service,
            number=number,
            part=part,
            minutes=minutes,
            specialist=who == "specialist",
            assistant=who == "assistant",
            device=part == Part.NEEDLE,
            place=place,
        )
    return clinic, service


def booked(service: Service, share: float) -> int:
    """Claims of as many visits as take this share of the specialists' hours."""
    chance = random.Random(7)
    guest = Patient.objects.create(given_name="Guest", family_name="Many")
    rooms = list(Room.objects.all())
    people = list(Account.objects.filter(hours__treats=True).distinct())
    visits: list[Visit] = []
    claims: list[Claim] = []
    for day in range(DAYS):
        for number, who in enumerate(people):
            at = FIRST.replace(hour=8) + timedelta(days=day)
            while at.hour < LAST_HOUR:
                if chance.random() < share:
                    ends = at + timedelta(minutes=30)
                    visit = _visit(guest, service, who, room=rooms[number], at=at, ends=ends)
                    visits.append(visit)
                    claims += [
                        _claim(visit, Claim.Kind.PERSON, who.pk),
                        _claim(visit, Claim.Kind.PLACE, rooms[number].pk),
                    ]
                at += timedelta(minutes=30)
    Visit.objects.bulk_create(visits)
    Claim.objects.bulk_create(claims)
    return len(visits)


def _visit(
    guest: Patient, service: Service, who: Account, *, room: Room, at: datetime, ends: datetime
) -> Visit:
    return Visit(
        patient=guest,
        service=service,
        specialist=who,
        room=room,
        starts_at=at,
        ends_at=ends,
        state=State.BOOKED,
        made_by="bench",
    )


def _claim(visit: Visit, kind: Claim.Kind, resource: object) -> Claim:
    when = {"starts_at": visit.starts_at, "ends_at": visit.ends_at}
    return Claim(visit=visit, kind=kind, resource=resource, **when)


def timed(act: Callable[[], Sequence[object]], runs: int) -> tuple[float, Sequence[object]]:
    """The median of some runs, in milliseconds, and what the last one found."""
    took: list[float] = []
    found: Sequence[object] = ()
    for _ in range(runs):
        began = time.perf_counter()
        found = act()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took), found


def main() -> None:
    """Prints both sides."""
    call_command("migrate", verbosity=0)
    clinic, service = opened()
    count = booked(service, float(sys.argv[1]))
    wanted = Wanted(service=service, stages=stages_of(service), themselves=True)
    first = FIRST

    def searched(days: int) -> list[Offer]:
        last = first + timedelta(days=days)
        return offers(wanted, first=first, last=last, clinic=clinic)

    def tried() -> list[datetime]:
        quarters = [first + timedelta(minutes=15 * number) for number in range(TRIED * 96)]
        return [at for at in quarters if not assign(wanted, at, clinic=clinic).conflicts]

    whole, months = timed(lambda: searched(DAYS), RUNS)
    some, ours = timed(lambda: searched(TRIED), RUNS)
    slow, theirs = timed(tried, 1)
    same = sorted({one.starts_at for one in ours if isinstance(one, Offer)}) == list(theirs)
    sys.stdout.write(
        f"{count} visits booked in {DAYS} days; {len(months)} free times for one more\n"
        f"{DAYS} days searched: {whole:.0f} ms\n"
        f"{TRIED} days searched: {some:.1f} ms; each quarter tried in turn: {slow:.0f} ms, "
        f"{slow / some:.0f} times; the same times: {'yes' if same else 'NO'}\n"
    )


if __name__ == "__main__" and READY:
    main()
