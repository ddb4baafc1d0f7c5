"""Where somebody lands."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right


def home(request: ClinicRequest) -> HttpResponseBase:
    """Everybody's own first page."""
    if request.user.may(Right.SEE_BOARD):
        return redirect("board")
    return redirect("my_home")


def second_factor(request: HttpRequest) -> HttpResponseBase:
    """Asks staff to set up a passkey or an authenticator app before anything else."""
    return render(request, "entry/second_factor.html")
