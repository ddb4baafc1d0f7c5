"""When somebody stops working here, their hours end on that day."""

from datetime import timedelta

from percuta_clinic.audit.actor import Actor
from percuta_clinic.people.models import Account
from percuta_clinic.premises.queries import the_clinic, today
from percuta_clinic.roster.services import hours_end


def hours_of_leaver(*, by: Actor, account: Account) -> None:
    """Today was worked; from tomorrow on nothing is."""
    clinic = the_clinic()
    if clinic is not None:
        hours_end(by=by, account=account, first=today(clinic) + timedelta(days=1))
