"""The gate before a treatment."""

from percuta_clinic.booking.models import Visit
from percuta_clinic.booking.services import visit_treat
from percuta_clinic.people.models import Account


def treatment_begin(*, by: Account, visit: Visit, version: int) -> Visit:
    """Begins the treatment of a visit."""
    return visit_treat(by=by.actor, visit=visit, version=version, cleared={})
