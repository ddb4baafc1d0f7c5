"""A request as our pages get it: somebody signed in, in a clinic that is set up."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Clinic

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class ClinicRequest(HttpRequest):
    """What ``needs`` has made sure of."""

    user: Account
    clinic: Clinic
    htmx: "HtmxDetails"
