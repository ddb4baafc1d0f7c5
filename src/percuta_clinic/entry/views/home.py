"""Where somebody lands."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from percuta_clinic.frame.factors import missing_step
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right


def home(request: ClinicRequest) -> HttpResponseBase:
    """Everybody's own first page."""
    if request.user.may(Right.SEE_BOARD):
        return redirect("board")
    if request.user.may(Right.SEE_OWN):
        return redirect("my_home")
    return render(request, "entry/no_role.html")


@require_safe
def second_factor(request: HttpRequest) -> HttpResponseBase:
    """Asks staff to set up a passkey or an authenticator app before anything else."""
    account = request.user
    if isinstance(account, Account) and missing_step(account) != request.path:
        return redirect(missing_step(account) or "home")
    return render(request, "entry/second_factor.html", {"person": account})
