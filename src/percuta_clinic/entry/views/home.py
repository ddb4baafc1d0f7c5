"""Where somebody lands."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from percuta_clinic.frame.factors import missing_step
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.frame.start import start_of
from percuta_clinic.people.models import Account


@require_safe
def no_role(request: ClinicRequest) -> HttpResponseBase:
    """Says who can give a role; whoever has one by now goes on."""
    start = start_of(request.user)
    return redirect(start) if start != "no_role" else render(request, "entry/no_role.html")


@require_safe
def second_factor(request: HttpRequest) -> HttpResponseBase:
    """Asks staff to set up a passkey or an authenticator app before anything else."""
    account = request.user
    if isinstance(account, Account) and missing_step(account) != request.path:
        return redirect(missing_step(account) or "home")
    return render(request, "entry/second_factor.html", {"person": account})
