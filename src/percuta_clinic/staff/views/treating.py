"""What whoever treats has to see while it goes on: whether to stop, and where not to go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime

from percuta_clinic.booking.models import State, Visit
from percuta_clinic.consent.withdrawn import withdrawn_during
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.readiness.allowed import limits_kept, where_cleared
from percuta_clinic.staff.views.readiness import reads_chart


@dataclass(frozen=True, kw_only=True)
class Treating:
    """``stop`` says what to do at once, ``places`` where it may be treated, ``limits`` how."""

    stop: str = ""
    places: str = ""
    limits: tuple[str, ...] = ()


def treating_shown(account: Account, visits: Sequence[Visit]) -> Mapping[UUID, Treating]:
    """The same for each treatment under way, in words this person may read."""
    going = [visit for visit in visits if visit.state == State.TREATING]
    gone = withdrawn_during(going)
    return {
        visit.pk: Treating(
            stop=_stop(gone[visit.pk]) if visit.pk in gone else "",
            places=where_cleared(visit.cleared) if reads_places(account, visit) else "",
            limits=limits_kept(visit.cleared) if reads_places(account, visit) else (),
        )
        for visit in going
    }


def reads_places(account: Account, visit: Visit) -> bool:
    """Whoever reads the chart, and whoever treats although it is restricted."""
    treats = account.pk in (visit.treatment_began_by_id, visit.specialist_id)
    return reads_chart(account, visit) or (treats and account.may(Right.OPEN_CHART))


def _stop(at: datetime) -> str:
    return f"Consent withdrawn at {localtime(at):%H:%M}: stop, and speak with the patient."
