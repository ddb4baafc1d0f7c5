"""What somebody of the staff still has to do before health records open: a second factor."""

from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from percuta_clinic.config.prepared import Prepared, Slot
from percuta_clinic.people.models import Account

KEPT_KEY = "kept_at"  # in a set of spare codes: when its owner said that they are kept
FREE = ("/accounts/", "/static/", "/session/", "/signed-in/", "/second-factor/")

_FACTORS: Prepared[tuple[str, Any]] = Prepared(
    lambda: Authenticator.objects.filter(user=Slot("account", UUID)).values_list("type", "data")
)


def next_step(request: HttpRequest) -> str:
    """Where this person has to go first; empty if nowhere."""
    user = request.user
    if settings.DEMO or request.path.startswith(FREE):
        return ""
    if not isinstance(user, Account) or not user.is_staff_member:
        return ""
    return missing_step(user)


def missing_step(account: Account) -> str:
    """The page of what is missing: the second factor itself, or keeping the spare codes."""
    found = dict(_FACTORS.rows(account=account.pk))
    codes = found.pop(Authenticator.Type.RECOVERY_CODES, None)
    if not found:
        return reverse("second_factor")
    if codes is not None and KEPT_KEY not in codes:
        return reverse("mfa_view_recovery_codes")
    return ""
