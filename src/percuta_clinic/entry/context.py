"""What every page's frame shows."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from percuta_clinic.duty.bar import urgent_for
from percuta_clinic.frame.middleware import idle_seconds
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right

STAFF_NAV = (
    ("Today", "board", "house", Right.SEE_BOARD),
    ("Calendar", "calendar", "calendar", Right.SEE_BOARD),
    ("Patients", "patients", "users", Right.SEE_PATIENTS),
    ("Messages", "messages", "message-square", Right.SEE_MESSAGES),
    ("Payments", "takings", "banknote", Right.SEE_MONEY),
    ("Stock", "stock", "package", Right.SEE_STOCK),
    ("Numbers", "numbers", "list-filter", Right.SEE_NUMBERS),
    ("Who did what", "audit", "history", Right.SEE_AUDIT),
    ("Settings", "settings", "settings", Right.SEE_BOARD),
)
BELONGS = {
    "/visits/": "board",
    "/screening/": "board",
    "/incidents/": "board",
    "/tasks/": "board",
    "/adverse/": "board",
    "/notes/": "patients",
    "/files/": "patients",
    "/consents/": "patients",
}


def frame(request: HttpRequest) -> dict[str, Any]:
    """The clinic, the demo label, the way around, and what one may do (``may.see_board``)."""
    user = getattr(request, "user", None)
    clinic = getattr(request, "clinic", None)
    account = user if isinstance(user, Account) else None
    rights = account.rights if account else frozenset()
    return {
        "clinic": clinic,
        "clinic_name": clinic.name if clinic else "Percuta",
        "demo": settings.DEMO,
        "framed": request.headers.get("Sec-Fetch-Dest") == "iframe",
        "may": {right.name.lower(): right in rights for right in Right},
        "nav": _nav(request.path, rights),
        "urgent": partial(urgent_for, account),
        "search_url": reverse("patients_found") if Right.SEE_PATIENTS in rights else "",
        "account": _account(account) | {"idle": idle_seconds(request)} if account else None,
    }


def _nav(path: str, rights: frozenset[Right]) -> list[dict[str, Any]]:
    found = []
    for label, name, icon, right in STAFF_NAV:
        if right in rights:
            url = reverse(name)
            found.append(
                {"label": label, "url": url, "icon": icon, "current": _is_in(path, name, url)}
            )
    return found


def _is_in(path: str, name: str, url: str) -> bool:
    home = next((part for start, part in BELONGS.items() if path.startswith(start)), None)
    return path.startswith(url) or home == name


def _account(account: Account) -> dict[str, Any]:
    return {
        "id": str(account.pk),
        "name": account.name,
        "role": ", ".join(role.label for role in account.roles) or "no role",
        "links": [{"url": reverse("my_account"), "label": "My account", "icon": "key-round"}],
        "sign_out_url": reverse("account_logout"),
    }
