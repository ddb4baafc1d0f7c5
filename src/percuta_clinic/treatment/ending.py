"""A treatment is not ended from the board while the room still says that it goes on."""

from collections.abc import Iterator

from django.db import transaction

from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.services import Blocked, visit_move
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.people.models import Account
from percuta_clinic.treatment.completeness import (
    open_problems,
    planned_zones,
    still_on,
    stopped_why,
)
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.opening import session_of
from percuta_clinic.treatment.problems import title_of
from percuta_clinic.treatment.stream import folded_of


@transaction.atomic
def treatment_end(*, by: Account, visit: Visit, version: int, why: str = "") -> Visit:
    """Finishes a visit. Raises Blocked with what is still open in its room, and who ends it."""
    session = session_of(visit) if visit.state == State.TREATING else None
    unsigned = session is not None and session.signed_at is None
    if session is not None and unsigned and (still := list(_going_on(session))):
        raise Blocked(
            f"Not finished: {'; '.join(still)}. Whoever treats says in the treatment room, on any "
            "tablet, how it ended. If nobody is there, look at the patient first."
        )
    return visit_move(by=by.actor, visit=visit, to=State.FINISHED, version=version, why=why)


def _going_on(session: Session) -> Iterator[str]:
    found = folded_of(session)
    for cream in still_on(found).values():
        yield f"{cream['name']} is on the skin"
    for one in open_problems(found).values():
        yield f"a problem is open ({title_of(one['kind']).lower()})"
    done = found.items("zone")
    if done and not stopped_why(found):
        for zone in {**planned_zones(session.pack), **done}:
            said = done.get(zone) or {}
            if not (said.get("done") or said.get("left_out")):
                yield f"{place_words(zone)} is neither needled nor left out"
