"""Who may read the days after a session, and check-ins; permission and fetch are one call."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from percuta_clinic.booking.models import Visit
from percuta_clinic.files.models import StoredFile
from percuta_clinic.healing.models import AnswerPhoto, CheckIn, Picture
from percuta_clinic.healing.queries import (
    ABOUT,
    Needling,
    needling_of,
    sessions_of,
    visits_needled,
    zone_of,
)
from percuta_clinic.healing.science import needled_in
from percuta_clinic.patients.access import chart_at_work, live_patients
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours, fetch
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.photos.access import photos_patient
from percuta_clinic.photos.models import Photo
from percuta_clinic.premises.models import Clinic
from percuta_clinic.treatment.access import treats
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.stream import folded_of


def own_needling(patient: Patient, key: UUID, clinic: Clinic) -> Needling:
    """A session of the patient who asks, in which a place was needled."""
    session = sessions_of(patient).filter(pk=key).first()
    found = needling_of(session, zone_of(patient, clinic)) if session is not None else None
    if found is None:
        raise NotYours("There is nothing of that name.")
    return found


def own_check_in(patient: Patient, key: UUID) -> CheckIn:
    """A check-in of the patient who is there, once it is due."""
    rows = CheckIn.objects.filter(Q(session__patient=patient) | Q(visit__patient=patient))
    rows = rows.filter(patient=patient).select_related("patient", *ABOUT)
    found = rows.filter(pk=key).first()
    if found is None or found.due_at > timezone.now():
        raise NotYours("There is nothing of that name.")
    return found


def own_picture(patient: Patient, key: UUID, picture: UUID) -> Picture:
    """A picture that the patient who is there added to a check-in and has not sent."""
    check_in = own_check_in(patient, key)
    found = check_in.pictures.filter(pk=picture).select_related("file").first()
    if found is None:
        raise NotYours("There is nothing of that name.")
    return found


def sent_photos(account: Account, check_in: CheckIn) -> list[tuple[UUID, Photo]]:
    """What was sent with a check-in, each with its answer, for whoever may see photographs.

    Raises NotYours, or GlassShut where the chart is shut to this person.
    """
    photos_patient(account, check_in.patient_id)
    rows = AnswerPhoto.objects.filter(answer__check_in=check_in, photo__removed_at=None)
    rows = rows.filter(photo__patient=check_in.patient_id)
    rows = rows.select_related("photo__patient", "photo__file", "photo__visit")
    return [(one.answer_id, one.photo) for one in rows if one.photo is not None]


def own_small(patient: Patient, key: UUID, picture: UUID) -> StoredFile:
    """The file of a picture that the patient added to a check-in, or of one that was sent."""
    check_in = own_check_in(patient, key)
    waits = check_in.pictures.filter(pk=picture).select_related("file").first()
    if waits is not None:
        return waits.file
    rows = AnswerPhoto.objects.filter(answer__check_in=check_in, photo__patient=patient)
    sent = rows.filter(photo=picture, photo__removed_at=None).select_related("photo__file").first()
    if sent is None or sent.photo is None:
        raise NotYours("There is nothing of that name.")
    return sent.photo.file


def own_session(patient: Patient, key: UUID) -> Session:
    """A session of the patient who is there, in which a place was needled."""
    found = sessions_of(patient).filter(pk=key).first()
    if found is None or not needled_in(folded_of(found)):
        raise NotYours("There is nothing of that name.")
    return found


def own_visit(patient: Patient, key: UUID) -> Visit:
    """A finished visit with needles of the patient who is there, of which no needling is kept."""
    found = visits_needled(patient).filter(pk=key).first()
    sessions = sessions_of(patient).filter(visit=key)
    if found is None or any(needled_in(folded_of(one)) for one in sessions):
        raise NotYours("There is nothing of that name.")
    return found


def check_in_for(account: Account, key: UUID, right: Right = Right.OPEN_CHART) -> CheckIn:
    """A check-in in a chart this person may open; whoever treats sees it though restricted."""
    rows = CheckIn.objects.select_related("patient", *ABOUT)
    found = fetch(account, right, rows=rows.filter(patient__in=live_patients()), key=key)
    if not treats(account, found.of_visit):
        chart_at_work(account, found.patient_id, right)
    return found
