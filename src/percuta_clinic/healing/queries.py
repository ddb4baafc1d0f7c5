"""Sessions whose days after there are to read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from percuta_clinic.booking.models import State, Visit
from percuta_clinic.healing.science import DaysAfter, days_after, needled_in
from percuta_clinic.outbox.quiet import quiet_for
from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import Plan
from percuta_clinic.planning.science import Made
from percuta_clinic.premises.models import Clinic
from percuta_clinic.treatment.folding import Folded
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.stream import folded_of

ABOUT = ("session__visit__service", "visit__service")  # what a check-in is about
ON_HOME = timedelta(days=30)  # so long the page stands first on a patient's own page


@dataclass(frozen=True, kw_only=True)
class Needling:
    """A session in which a place was needled, when that ended, and what goes with it."""

    session: Session
    ended_at: datetime
    after: DaysAfter


def needling_of(session: Session, zone: ZoneInfo) -> Needling | None:
    """The last needling of a session with its moment in ``zone``; None where none was."""
    folded = folded_of(session)
    found = days_after(folded, session.pack, made_for(session))
    if found is None:
        return None
    return Needling(
        session=session,
        ended_at=ended_at(folded, session).astimezone(zone),
        after=found,
    )


def made_for(session: Session) -> Made | None:
    """The plan a session was given under, as it was kept; None: without one."""
    key = session.pack.get("plan", "")
    plan = Plan.objects.filter(pk=key, patient=session.patient).first() if key else None
    return kept_of(plan) if plan is not None else None


def needled_lately(patient: Patient) -> Session | None:
    """The newest session of the last thirty days in which a place was needled."""
    since = timezone.now() - ON_HOME
    rows = sessions_of(patient).filter(opened_at__gt=since)
    return next((one for one in rows if needled_in(folded_of(one))), None)


def needled_last(patient: Patient) -> Session | None:
    """The newest session in which a place was needled, however long ago."""
    return next((one for one in sessions_of(patient) if needled_in(folded_of(one))), None)


def unrecorded_last(patient: Patient) -> Visit | None:
    """The newest finished visit with needles, where no needling was recorded at it or since."""
    recorded = needled_last(patient)
    rows = visits_needled(patient)
    if recorded is not None:
        rows = rows.exclude(pk=recorded.visit_id)
        rows = rows.filter(treatment_began_at__gt=recorded.opened_at)
    return rows.first()


def visits_needled(patient: Patient) -> QuerySet[Visit]:
    """Finished visits of somebody in which a treatment began, the newest first."""
    rows = Visit.objects.filter(
        patient=patient, state=State.FINISHED, treatment_began_at__isnull=False
    )
    return rows.select_related("patient", "service").order_by("-treatment_began_at")


def sessions_of(patient: Patient) -> QuerySet[Session]:
    """The sessions of somebody, the newest first; none that belong to another's visit."""
    rows = Session.objects.filter(patient=patient, visit__patient=patient)
    return rows.select_related("patient", "visit__service").order_by("-opened_at")


def zone_of(patient: Patient, clinic: Clinic) -> ZoneInfo:
    """The time zone somebody lives in, else that of the clinic."""
    return quiet_for(patient, clinic).zone


def ended_at(folded: Folded, session: Session) -> datetime:
    """The full minute after the last depth; a correction days later does not move it."""
    slots = [slot for slot in folded.standing if slot.startswith("zone/")]
    said = [one.at for slot in slots if (one := folded.said(slot)) is not None]
    latest = session.opened_at + timedelta(hours=12)
    ended = min(max(said, default=session.opened_at), latest)
    return (ended + timedelta(minutes=1)).replace(second=0, microsecond=0)
