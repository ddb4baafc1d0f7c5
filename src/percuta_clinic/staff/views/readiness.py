"""The strip of a visit as chips, each leading to where its part is made ready."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime

from percuta_clinic.booking.models import HOLDS, State, Visit
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.readiness.items import Item, Part, Where
from percuta_clinic.readiness.strip import Strip, strips

AHEAD = tuple(state for state in HOLDS if state != State.TREATING)
MOVABLE = (State.BOOKED, State.CONFIRMED)
READY = "Ready for treatment"

# Where each part is made ready, the right that page asks for, and how it is called.
PAGES: Mapping[Part, tuple[str, Right, str]] = {
    Part.FORM: ("questions", Right.EDIT_PATIENTS, "questions"),
    Part.SCREENING: ("screening", Right.TAKE_ANSWERS, "screening"),
    Part.CONSENT: ("consents", Right.TAKE_CONSENT, "consents"),
    Part.PLAN: ("screening", Right.TAKE_ANSWERS, "plan"),
    Part.EVENT: ("incidents_of", Right.OPEN_CHART, "what happened"),
    Part.PHOTOS: ("consents", Right.TAKE_CONSENT, "photos"),
}


def strips_shown(account: Account, visits: Sequence[Visit]) -> dict[UUID, dict[str, Any]]:
    """For each needling visit that has not begun: its chips, and whether everything is there."""
    found = strips([visit for visit in visits if visit.state in AHEAD])
    by_key = {visit.pk: visit for visit in visits}
    return {key: strip_shown(account, by_key[key], strip) for key, strip in found.items()}


def strip_shown(account: Account, visit: Visit, strip: Strip) -> dict[str, Any]:
    """The strip of one visit, in words this person may read."""
    open_to = reads_chart(account, visit)
    chips = [_chip(account, visit, item, open_to=open_to) for item in strip.items]
    missing = [chip for chip in chips if chip["missing"]]
    asked = Part.FORM.value not in [chip["part"] for chip in missing]
    # Whoever has not answered cannot be screened; one word for it is enough.
    first = [
        chip for chip in missing if asked or chip["part"] != Part.SCREENING.value or chip["presses"]
    ]
    return {
        "chips": chips,
        "first": first,
        "pressing": [chip for chip in chips if chip["presses"] and not chip["missing"]],
        "way": next((chip for chip in first if chip["url"]), None),
        "others": [chip for chip in chips if not chip["missing"]],
        "is_ready": strip.is_ready,
        "title": _title(len(first)),
        "places": " ".join(item.places for item in strip.items).strip() if open_to else "",
        "limits": strip.limits if open_to else (),
        "planned": strip.planned,
        "url": reverse("visit", args=[visit.pk]),
        "when": _when(visit),
    }


def _title(missing: int) -> str:
    if not missing:
        return READY
    return f"Not ready: {missing} thing{'s' * (missing > 1)} missing"


def _when(visit: Visit) -> str:
    starts = localtime(visit.starts_at)
    return f"{starts:%a} {starts.day} {starts:%b}, {starts:%H:%M}"


def reads_chart(account: Account, visit: Visit) -> bool:
    """Whether this person may read what the strip says of health."""
    return account.may(Right.OPEN_CHART) and not visit.patient.restricted


def _chip(account: Account, visit: Visit, item: Item, *, open_to: bool) -> dict[str, Any]:
    url, act = _place(account, visit, item)
    return {
        "part": item.part.value,
        "label": PAGES[item.part][2].capitalize(),
        "word": item.words if open_to else item.for_desk,
        "tone": item.tone.value,
        "url": url,
        "act": act,
        "missing": item.is_missing,
        "presses": item.presses,
        "way_out": item.way_out if open_to else item.way_for_desk,
        "who": item.who,
    }


def _place(account: Account, visit: Visit, item: Item) -> tuple[str, str]:
    """The page on which this person clears an item, and what its button says; none: nobody here."""
    name, right, called = PAGES[item.part]
    if item.where == Where.SERVICE and account.may(Right.EDIT_CLINIC):
        return reverse("settings_service", args=[visit.service_id]), "Go to the service"
    if account.may(right):
        return reverse(name, args=[visit.patient_id]), f"Go to {called}"
    if item.where == Where.VISIT and account.may(Right.BOOK_VISITS) and visit.state in MOVABLE:
        return f"{reverse('visit', args=[visit.pk])}#move", "Move the visit"
    return "", ""
