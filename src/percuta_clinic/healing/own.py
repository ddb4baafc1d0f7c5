"""What a patient may tell now, as it stands on the first of the patient's own pages."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from percuta_clinic.booking.models import Visit
from percuta_clinic.healing.models import CheckIn, Rating
from percuta_clinic.healing.queries import needled_last, unrecorded_last
from percuta_clinic.patients.models import Patient
from percuta_clinic.treatment.models import Session


@dataclass(frozen=True, kw_only=True)
class ToTell:
    """The check-in that waits, else what one may tell about; and what was told.

    That is a session, or a visit of which no needling was recorded.
    """

    asks: CheckIn | None
    session: Session | None
    visit: Visit | None = None
    last: CheckIn | None = None
    looked: Rating | None = None

    @property
    def unsent_at(self) -> datetime | None:
        """When something was ticked in the one that waits, which the clinic has not got."""
        begun = self.asks is not None and any(self.asks.values.values())
        return self.asks.saved_at if self.asks is not None and begun else None


def to_tell(patient: Patient) -> ToTell:
    """One that waits comes first; a session that is not there has nothing to tell."""
    visit = unrecorded_last(patient)
    session = needled_last(patient) if visit is None else None
    if session is None and visit is None:
        return ToTell(asks=None, session=None)
    due = CheckIn.objects.filter(patient=patient, due_at__lte=timezone.now())
    about = due.filter(session=session, visit=visit)
    waits = about.filter(answered_at=None, missed_at=None, answers=None)
    last = due.exclude(answered_at=None).order_by("-answered_at").first()
    return ToTell(
        asks=waits.order_by("-due_at", "-pk").first(),
        session=session,
        visit=visit,
        last=last,
        looked=looked_at(last) if last is not None else None,
    )


def looked_at(check_in: CheckIn) -> Rating | None:
    """Who looked at what was told last, and what the patient heard; None while nobody has."""
    if check_in.closed_at is None or check_in.answered_at is None:
        return None
    closed = check_in.ratings.filter(closes=True, at__gte=check_in.answered_at)
    return closed.order_by("at", "pk").last()
