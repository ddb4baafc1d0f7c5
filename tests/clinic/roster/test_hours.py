"""Hours are entered week by week; a new week never loses what counted before or after it."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from clinic.people_here import House
from clinic.roster.weeks_here import FIRST, OFFICE, works
from percuta_clinic.audit.change import Changed
from percuta_clinic.audit.models import Entry
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import account_close, role_end
from percuta_clinic.roster.models import Hours
from percuta_clinic.roster.queries import week_mark, weeks_of
from percuta_clinic.roster.services import hours_add, week_set
from percuta_clinic.roster.weeks import Span, Week, said

LATER = date(2027, 6, 7)


def test_a_summer_week_parts_the_usual_one_in_two(house: House) -> None:
    works(house.sina)
    works(house.sina, (time(8), time(12)), first=LATER, last=date(2027, 8, 29))
    found = weeks_of(house.sina.pk, FIRST)
    assert [said(one.spans[0]) for one in found] == [said(OFFICE), "08:00-12:00", said(OFFICE)]
    assert [one.first_day for one in found] == [FIRST, LATER, date(2027, 8, 30)]
    assert [one.last_day for one in found] == [date(2027, 6, 6), date(2027, 8, 29), None]


def test_a_new_week_for_good_replaces_what_was_planned_later(house: House) -> None:
    works(house.sina)
    works(house.sina, (time(8), time(12)), first=LATER)
    works(house.sina, (time(10), time(16)), first=date(2027, 5, 3))
    found = weeks_of(house.sina.pk, FIRST)
    assert [said(one.spans[4]) for one in found] == [said(OFFICE), "10:00-16:00"]


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        (((time(9), time(13)), (time(12), time(17))), "09:00-13:00 and 12:00-17:00 overlap"),
        (((time(17), time(9)),), "17:00-09:00 ends before it begins"),
    ],
)
def test_hours_that_cannot_be_are_refused_in_words(
    house: House, spans: tuple[Span, ...], words: str
) -> None:
    with pytest.raises(ValidationError, match=f"Monday: {words}"):
        works(house.sina, *spans)
    assert not Hours.objects.exists()


def test_work_until_midnight_ends_with_the_day(house: House) -> None:
    works(house.sina, (time(20), time(0)))
    assert said(weeks_of(house.sina.pk, FIRST)[0].spans[0]) == "20:00-24:00"


def test_hours_of_the_past_are_not_rewritten(house: House) -> None:
    with pytest.raises(ValidationError, match="is past"):
        works(house.sina, first=timezone.localdate() - timedelta(days=1))


def test_two_owners_do_not_overwrite_each_other(house: House) -> None:
    works(house.sina)
    mark = week_mark(house.sina.pk)
    works(house.sina, (time(8), time(12)))
    with pytest.raises(Changed):
        week_set(by=house.olga.actor, account=house.sina, week=Week(first_day=FIRST), as_shown=mark)
    assert said(weeks_of(house.sina.pk, FIRST)[0].spans[0]) == "08:00-12:00"


def test_hours_of_one_day_come_on_top_and_never_twice(house: House) -> None:
    works(house.sina)
    by, who = house.olga.actor, house.sina
    hours_add(by=by, account=who, on_day=FIRST, begins=time(18), ends=time(20))
    with pytest.raises(ValidationError, match=r"works 18:00-20:00 on Monday 1 March already"):
        hours_add(by=by, account=who, on_day=FIRST, begins=time(19), ends=time(21))
    with pytest.raises(ValidationError, match="works 14:00-18:00"):
        hours_add(by=by, account=who, on_day=FIRST, begins=time(17), ends=time(18))
    said = Entry.objects.filter(action__startswith="hours.").values_list("action", flat=True)
    assert sorted(said) == ["hours.added", "hours.changed"]


def test_hours_end_with_the_last_role_and_not_before(house: House) -> None:
    works(house.sina)
    works(house.sina, first=LATER)
    account_close(by=house.olga.actor, account=house.sina)
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert not Hours.objects.filter(account=house.sina, last_day=None).exists()
    assert weeks_of(house.sina.pk, tomorrow) == []
    works(house.dora)
    role_end(by=house.olga.actor, account=house.dora, role=Role.DOCTOR)
    assert weeks_of(house.dora.pk, tomorrow) == []
