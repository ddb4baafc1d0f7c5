"""Who may read the days after a session; permission and fetch are one call."""

from uuid import UUID

from percuta_clinic.healing.queries import Needling, needling_of, sessions_of, zone_of
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours
from percuta_clinic.premises.models import Clinic


def own_needling(patient: Patient, key: UUID, clinic: Clinic) -> Needling:
    """A session of the patient who asks, in which a place was needled."""
    session = sessions_of(patient).filter(pk=key).first()
    found = needling_of(session, zone_of(patient, clinic)) if session is not None else None
    if found is None:
        raise NotYours("There is nothing of that name.")
    return found
