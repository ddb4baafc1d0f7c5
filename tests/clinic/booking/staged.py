"""A clinic with working hours, whose needling is made of stages, for the tests."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

from clinic.booking.days import MONDAY
from clinic.people_here import House
from percuta_clinic.booking.assigning import Wanted
from percuta_clinic.booking.models import Part, Place, Service, ServiceStage, WhoBooks
from percuta_clinic.booking.offers import Offer, offers
from percuta_clinic.booking.stages import stages_of
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Room
from percuta_clinic.roster.models import Hours

MORNING = (time(9), time(13))
# part, minutes, specialist, assistant, place
NEEDLING = (
    (Part.CLEANSE, 10, False, True, Place.CHAIR),
    (Part.NUMB, 30, False, False, Place.CHAIR),
    (Part.NEEDLE, 30, True, False, Place.CHAIR),
    (Part.CLEAN, 10, False, True, Place.ROOM),
)


def works(
    account: Account,
    *,
    hours: tuple[time, time] = MORNING,
    assists: bool = False,
    days: Iterable[int] = range(5),
) -> None:
    """Somebody's working hours, on every weekday unless others are named."""
    begins, ends = hours
    for weekday in days:
        Hours.objects.create(
            account=account,
            weekday=weekday,
            begins=begins,
            ends=ends,
            treats=not assists,
            assists=assists,
        )


def staged(house: House) -> House:
    """Sina treats and Fred assists in the mornings, in two rooms; anybody books online."""
    works(house.sina)
    works(house.fred, assists=True)
    Room.objects.create(name="Room 2")
    put_stages(house.needling, NEEDLING)
    Service.objects.update(who_books=WhoBooks.ANYBODY)
    house.needling.refresh_from_db()
    house.talk.refresh_from_db()
    return house


def put_stages(
    service: Service, stages: Sequence[tuple[Part, int, bool, bool, Place]], *, device: bool = False
) -> None:
    """A service made of these stages."""
    for number, (part, minutes, specialist, assistant, place) in enumerate(stages, 1):
        ServiceStage.objects.create(
            service=service,
            number=number,
            part=part,
            minutes=minutes,
            specialist=specialist,
            assistant=assistant,
            device=device and specialist,
            place=place,
        )


def wanted(service: Service, patient: Patient | None = None, *, online: bool = True) -> Wanted:
    """A visit for a service, as it is looked for online or by the desk."""
    return Wanted(service=service, stages=stages_of(service), patient=patient, themselves=online)


def free(house: House, what: Wanted, *, first: datetime = MONDAY, days: int = 1) -> list[Offer]:
    """Free times from the beginning of a day on."""
    start = first.replace(hour=0, minute=0)
    last = start + timedelta(days=days)
    return offers(what, first=start, last=last, clinic=house.clinic)


def clock(found: Sequence[Offer], house: House) -> list[str]:
    """When offers begin, by the clinic's clock."""
    return [f"{one.starts_at.astimezone(house.clinic.zone):%H:%M}" for one in found]
