"""The patient's own page."""

from django.http import HttpResponse
from django.shortcuts import render

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right


@needs(Right.SEE_OWN)
def home(request: ClinicRequest) -> HttpResponse:
    """What comes next and what we hold about you."""
    return render(request, "portal/home.html")
