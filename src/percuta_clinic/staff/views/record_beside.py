"""What stands beside a record: its zones drawn, where planned numbers come from, what to expect."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.people.rights import Right
from percuta_clinic.staff.views.plan_after import after_session
from percuta_clinic.treatment.figure import drawn
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.writing import folded_in

SIDES = "Right and left are the patient’s."


def beside(request: ClinicRequest, session: Session, content: dict[str, Any]) -> dict[str, Any]:
    """For the page of a record, signed or not."""
    known = content["known"]
    may_plan = request.user.may(Right.MAKE_PLANS)
    return {
        "drawn": drawn(folded_in(content), known, sides=SIDES),
        "whys": list(_whys(known)) if may_plan else [],
        "after": after_session(request.user, session, request.clinic) if may_plan else {},
    }


def _whys(known: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Each planned depth with its status, and the way to its reason and sources."""
    for one in known.get("zones", ()):
        status = (one.get("planned") or {}).get("status")
        if known.get("plan") and status:
            at = f"zones/{one['zone']}/settings/{known['session_number']}/depth"
            url = f"{reverse('plan_why', args=[known['plan']])}?{urlencode({'at': at})}"
            yield {"place": place_words(one["zone"]), "status": status, "url": url}
