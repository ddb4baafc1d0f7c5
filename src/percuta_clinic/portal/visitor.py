"""Who is at the patient's pages: somebody signed in."""

from collections.abc import Callable
from typing import Any, Literal, cast

from django.http import HttpRequest, HttpResponseBase

from percuta_clinic.audit.actor import Actor
from percuta_clinic.frame.guard import Page, needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.patients.access import own_patient
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.rights import Right

Way = Literal["account", "link"]


class PatientRequest(ClinicRequest):
    """What ``of_patient`` has made sure of."""

    patient: Patient
    actor: Actor
    way: Way


def of_patient(view: Callable[..., HttpResponseBase]) -> Page:
    """Lets in the patient, by account; others learn nothing."""

    @needs(Right.SEE_OWN)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        known = cast(PatientRequest, request)
        known.patient, known.actor, known.way = (
            own_patient(known.user),
            known.user.actor,
            "account",
        )
        return view(known, *args, **kwargs)

    return page
