"""The same person's next session, weeks after the one before."""

from datetime import timedelta

from clinic.consent.papers_here import signed as consented
from clinic.people_here import House
from clinic.readiness.gates import again_in_room, booked_from_now
from clinic.screening.through import answer
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.consent.models import Consent
from percuta_clinic.treatment.checklist import CHECKS, checks_set
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.opening import session_open

WEEKS = timedelta(days=60)


def long_ago(session: Session, *, ago: timedelta = WEEKS) -> None:
    """As if it had been then, and its visit were over."""
    visit = booked_from_now(session.visit, -ago)
    done = {"state": State.FINISHED, "treatment_began_at": visit.starts_at}
    Visit.objects.filter(pk=visit.pk).update(**done)
    session.visit.refresh_from_db()


def once_more(house: House, before: Session) -> Session:
    """She comes again, is asked again, and Sina begins."""
    long_ago(before)
    visit = again_in_room(house, before.visit)
    long_ago(before)
    answer(house)
    if not Consent.objects.filter(patient=before.patient).exists():
        consented(house)
    checks_set(by=house.sina, visit=visit, keys=frozenset(CHECKS))
    return session_open(by=house.sina, visit=visit, version=visit.version, agreed_by=house.dora)
