"""Hours as the tests give them."""

from datetime import date, time

from percuta_clinic.people.models import Account
from percuta_clinic.roster.services import week_set
from percuta_clinic.roster.weeks import Span, Week

FIRST = date(2027, 3, 1)  # a Monday
OFFICE = ((time(9), time(13)), (time(14), time(18)))


def works(
    account: Account,
    *spans: Span,
    first: date = FIRST,
    last: date | None = None,
    treats: bool = True,
    assists: bool = False,
) -> None:
    """The same from Monday to Friday; without any spans, office hours."""
    week = Week(
        spans=dict.fromkeys(range(5), spans or OFFICE),
        first_day=first,
        last_day=last,
        treats=treats,
        assists=assists,
    )
    week_set(by=account.actor, account=account, week=week)
