"""Who may change hours, who enters absences."""

from uuid import UUID

from percuta_clinic.people.access import fetch
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import staff
from percuta_clinic.people.rights import Right
from percuta_clinic.roster.models import Away, Hours


def worker_for(account: Account, key: UUID) -> Account:
    """Somebody who works here, for whoever looks after people."""
    return fetch(account, Right.EDIT_PEOPLE, rows=staff(), key=key)


def extra_for(account: Account, key: UUID) -> Hours:
    """Hours of one day, for whoever looks after people."""
    rows = Hours.objects.filter(on_day__isnull=False).select_related("account")
    return fetch(account, Right.EDIT_PEOPLE, rows=rows, key=key)


def away_for(account: Account, key: UUID) -> Away:
    """An absence, for whoever enters them."""
    rows = Away.objects.select_related("account")
    return fetch(account, Right.EDIT_ABSENCES, rows=rows, key=key)
