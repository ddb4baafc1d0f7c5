"""The parts of the settings, and the frame around each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right, Role
from percuta_clinic.people.standing import Stand, rules_standing


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part: its address, and what it is for."""

    url: str
    label: str
    icon: str
    text: str
    may: Callable[[Account], bool]


def _has(right: Right) -> Callable[[Account], bool]:
    return lambda account: account.may(right)


def delegates(account: Account) -> bool:
    """Whether delegations are about this person: a doctor gives them, a specialist has them."""
    return account.may(Right.DELEGATE) or Role.SPECIALIST in account.roles


def rules_are_open() -> bool:
    """Whether the rules wait for a doctor's signature; a sample clinic treats nobody."""
    return not settings.DEMO and rules_standing().stand is not Stand.SIGNED


PARTS = (
    Part(
        url="mfa_index",
        label="My account",
        icon="circle-user",
        text="Your second step, passkeys and recovery codes.",
        may=_has(Right.SEE_BOARD),
    ),
    Part(
        url="settings_my_hours",
        label="My hours",
        icon="clock",
        text="When you work, and when you are away.",
        may=_has(Right.SEE_BOARD),
    ),
    Part(
        url="settings_clinic",
        label="Clinic",
        icon="building-2",
        text="Name, address, time zone, quiet hours, how long records are kept.",
        may=_has(Right.EDIT_CLINIC),
    ),
    Part(
        url="settings_rooms",
        label="Rooms and chairs",
        icon="door-open",
        text="Where visits take place.",
        may=_has(Right.EDIT_CLINIC),
    ),
    Part(
        url="settings_hours",
        label="Working hours",
        icon="clock",
        text="Who works when, week by week; free times follow from it.",
        may=_has(Right.EDIT_PEOPLE),
    ),
    Part(
        url="settings_away",
        label="Holidays and absences",
        icon="calendar",
        text="When somebody is away or the clinic is shut.",
        may=_has(Right.EDIT_ABSENCES),
    ),
    Part(
        url="settings_on_call",
        label="On call",
        icon="phone",
        text="Who looks outside your hours, at which number, and how long urgent tasks may wait.",
        may=_has(Right.SET_DUTY),
    ),
    Part(
        url="settings_services",
        label="Services",
        icon="clipboard-list",
        text="What patients come for, how long it takes, what it costs.",
        may=_has(Right.EDIT_CLINIC),
    ),
    Part(
        url="settings_packages",
        label="Packages",
        icon="package",
        text="Several sessions sold together, what they cost and how long they can be used.",
        may=_has(Right.EDIT_CLINIC),
    ),
    Part(
        url="settings_terms",
        label="Deposits and fees",
        icon="banknote",
        text="What is asked for before a visit, and what a late no costs.",
        may=_has(Right.EDIT_CLINIC),
    ),
    Part(
        url="texts",
        label="Messages",
        icon="message-square",
        text="What the clinic writes by itself, in your words.",
        may=_has(Right.EDIT_MESSAGES),
    ),
    Part(
        url="settings_consents",
        label="Consents",
        icon="signature",
        text="What patients read and sign, for treatment and for photographs.",
        may=_has(Right.EDIT_CONSENTS),
    ),
    Part(
        url="website",
        label="Website",
        icon="monitor",
        text="What the public pages say, with preview and history; how you are shown there.",
        may=_has(Right.SEE_BOARD),
    ),
    Part(
        url="settings_people",
        label="People",
        icon="users",
        text="Who works here, in which roles; invitations.",
        may=_has(Right.EDIT_PEOPLE),
    ),
    Part(
        url="settings_delegations",
        label="Delegations",
        icon="user-check",
        text="What a doctor lets a specialist do, how deep and until when.",
        may=delegates,
    ),
    Part(
        url="settings_rules",
        label="Rules",
        icon="shield-check",
        text="The rules this clinic works by, and whose name stands under them.",
        may=_has(Right.SEE_BOARD),
    ),
    Part(
        url="settings_house",
        label="House protocol",
        icon="building-2",
        text="Where this clinic plans otherwise than the evidence alone would, and why.",
        may=_has(Right.SEE_BOARD),
    ),
    Part(
        url="settings_templates",
        label="Plan templates",
        icon="clipboard-list",
        text="Choices by name, to begin plans with.",
        may=_has(Right.MAKE_PLANS),
    ),
)


def parts_for(account: Account, current: str = "") -> list[dict[str, Any]]:
    """The parts this person may open."""
    return [
        {
            "label": part.label,
            "url": reverse(part.url),
            "icon": part.icon,
            "text": part.text,
            "current": part.url == current,
            "open": part.url == "settings_rules" and rules_are_open(),
        }
        for part in PARTS
        if part.may(account)
    ]


def frame_of(request: ClinicRequest, current: str) -> dict[str, Any]:
    """What the frame around a part of the settings shows."""
    parts = parts_for(request.user, current)
    return {"parts": parts, "part": next((p for p in parts if p["current"]), None)}


def part_page(
    request: ClinicRequest, template: str, current: str, **context: Any
) -> HttpResponseBase:
    """One part of the settings in its frame."""
    status = context.pop("status", 200)
    return render(request, template, {**frame_of(request, current), **context}, status=status)


def only_if(account: Account, *, allowed: bool) -> None:
    """Nothing happens if it is ``allowed``."""
    if not allowed:
        raise NotYours(f"Not for {account}.")


@needs(Right.SEE_BOARD)
def index(request: ClinicRequest) -> HttpResponseBase:
    """All parts this person may open; says who can change the rest."""
    parts = parts_for(request.user)
    hidden = [part.label for part in PARTS if not part.may(request.user)]
    return render(
        request,
        "staff/settings/index.html",
        {"parts": parts, "hidden": hidden, "only_own": len(parts) == 1},
    )
