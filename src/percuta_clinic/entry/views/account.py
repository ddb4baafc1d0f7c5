"""My account: how I am called, what I sign in with, where I am signed in."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from percuta_clinic.entry.devices import browser_name
from percuta_clinic.entry.forms.doors import OwnName
from percuta_clinic.entry.services import session_end
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.feeds import feed_of
from percuta_clinic.people.models import Account
from percuta_clinic.people.services import account_rename


@require_http_methods(["GET", "HEAD", "POST"])
def my_account(request: ClinicRequest) -> HttpResponseBase:
    """One page for everything about the own account; whoever is signed in has one."""
    form = OwnName(request.POST or None, initial={"name": request.user.name})
    if form.is_valid():
        try:
            account_rename(
                by=request.user.actor, account=request.user, name=form.cleaned_data["name"]
            )
            messages.success(request, "Your name is changed.")
            return redirect("my_account")
        except ValidationError as refusal:
            form.add_error("name", refusal.messages)
    context = {"form": form, "feed": feed_of(request.user)} | _keys(request.user)
    return render(request, "entry/my_account.html", context | _sessions(request))


@require_POST
def end_session(request: ClinicRequest, key: int) -> HttpResponseBase:
    """Ends one of the own sessions."""
    session_end(account=request.user, key=key)
    messages.success(request, "That session is ended.")
    return redirect("my_account")


def _keys(account: Account) -> dict[str, Any]:
    held = list(Authenticator.objects.filter(user=account).order_by("created_at"))
    codes = next((one.wrap() for one in held if one.type == "recovery_codes"), None)
    factors = [one for one in held if one.type != "recovery_codes"]
    return {
        "passkeys": [one for one in factors if one.type == "webauthn"],
        "app": next((one for one in factors if one.type == "totp"), None),
        "has_factor": bool(factors),
        "is_last": account.is_staff_member and len(factors) == 1,
        "codes_left": len(codes.get_unused_codes()) if codes else 0,
        "codes": codes,
    }


def _sessions(request: ClinicRequest) -> dict[str, Any]:
    found = UserSession.objects.purge_and_list(request.user)
    return {
        "sessions": [
            {"row": one, "browser": browser_name(one.user_agent), "current": one.is_current()}
            for one in sorted(found, key=lambda one: one.created_at, reverse=True)
        ]
    }
