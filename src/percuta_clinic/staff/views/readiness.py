"""The strip of a visit as chips, each leading to where its part is made ready."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from percuta_clinic.booking.models import HOLDS, State, Visit
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.readiness.strip import Item, Part, Strip, strips

AHEAD = tuple(state for state in HOLDS if state != State.TREATING)

# Where each part is made ready, and the right that page asks for.
PAGES: Mapping[Part, tuple[str, Right]] = {
    Part.FORM: ("questions", Right.EDIT_PATIENTS),
    Part.SCREENING: ("screening", Right.TAKE_ANSWERS),
    Part.CONSENT: ("consents", Right.TAKE_CONSENT),
    Part.PLAN: ("screening", Right.TAKE_ANSWERS),
    Part.PHOTOS: ("consents", Right.TAKE_CONSENT),
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
    return {
        "chips": chips,
        "missing": missing,
        # Whoever has not answered cannot be screened; one word for it is enough.
        "first": [chip for chip in missing if asked or chip["part"] != Part.SCREENING.value],
        "is_ready": strip.is_ready,
        "places": " ".join(item.places for item in strip.items).strip() if open_to else "",
    }


def reads_chart(account: Account, visit: Visit) -> bool:
    """Whether this person may read what the strip says of health."""
    return account.may(Right.OPEN_CHART) and not visit.patient.restricted


def _chip(account: Account, visit: Visit, item: Item, *, open_to: bool) -> dict[str, Any]:
    name, right = PAGES[item.part]
    url = reverse(name, args=[visit.patient_id]) if account.may(right) else ""
    return {
        "part": item.part.value,
        "word": item.words if open_to else item.for_desk,
        "tone": item.tone.value,
        "url": url,
        "missing": item.is_missing,
        "way_out": item.way_out,
        "who": item.who,
    }
