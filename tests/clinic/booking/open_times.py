"""A clinic whose times can be booked by patients and visitors themselves."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from clinic.booking.days import BERLIN
from clinic.people_here import House
from percuta_clinic.booking.models import Service, WhoBooks
from percuta_clinic.roster.models import Hours


def open_times(house: House) -> None:
    """Sina works every day from nine to five; the consultation is for anybody."""
    for day in range(7):
        Hours.objects.create(account=house.sina, weekday=day, begins=time(9), ends=time(17))
    Service.objects.filter(pk=house.talk.pk).update(
        who_books=WhoBooks.ANYBODY, is_consultation=True
    )
    house.talk.refresh_from_db()
    house.talk.done_by.set([house.sina])


def day_at(hour: int, *, days: int = 7, minute: int = 0) -> datetime:
    """So many days from now, at an hour in Berlin."""
    day = (timezone.now().astimezone(BERLIN) + timedelta(days=days)).date()
    return datetime.combine(day, time(hour, minute), tzinfo=BERLIN)
