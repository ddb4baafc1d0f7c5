"""Who may see which record of a person. Each fetch checks; opening a chart is written down."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.config.prepared import Prepared, Slot
from percuta_clinic.patients.models import Attachment, Contact, GlassBreak, Merge, Note, Patient
from percuta_clinic.people.access import NotYours, fetch, require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right


class GlassShut(Exception):
    """The chart is restricted, and this person may open it only with a reason."""

    def __init__(self, patient: Patient) -> None:
        super().__init__("This chart is restricted to its team.")
        self.patient = patient


def live_patients() -> QuerySet[Patient]:
    """Records in use: not merged away, removed or erased."""
    return Patient.objects.filter(merged_into=None, removed_at=None, erased_at=None)


def patient_for(account: Account, key: UUID, right: Right = Right.SEE_PATIENTS) -> Patient:
    """Name and contact details of a patient, for staff; never the chart."""
    require(account, right)
    found = _PATIENT.first(key=key)
    if found is None:
        raise NotYours("There is nothing of that name.")
    return found


_PATIENT: Prepared[Patient] = Prepared(lambda: live_patients().filter(pk=Slot("key", UUID)))


def charts_keeper_for(account: Account, key: UUID) -> Patient:
    """A patient of whose chart this person says who may open it; she must be able to herself."""
    require(account, Right.RESTRICT_CHARTS)
    return _open(account, key)


def glass_patient_for(account: Account, key: UUID) -> Patient:
    """A restricted patient, for somebody who may give a reason; names are no secret to staff."""
    return fetch(account, Right.BREAK_GLASS, rows=live_patients().filter(restricted=True), key=key)


def kept_key(account: Account, key: UUID) -> UUID | None:
    """The record that the one of an old address became part of, if it did."""
    if not account.may(Right.SEE_PATIENTS):
        return None
    found = Patient.objects.filter(pk=key).values_list("merged_into", flat=True).first()
    while found:
        key = found
        found = Patient.objects.filter(pk=key).values_list("merged_into", flat=True).first()
        if not found:
            return key
    return None


def merge_for(account: Account, key: UUID) -> Merge:
    """A merge that has not been undone."""
    rows = Merge.objects.filter(undone_at=None).select_related("kept", "gone")
    return fetch(account, Right.MERGE_PATIENTS, rows=rows, key=key)


def glass_break_for(account: Account, key: UUID) -> GlassBreak:
    """An opening with a reason, for whoever looks them over."""
    rows = GlassBreak.objects.select_related("patient", "account")
    return fetch(account, Right.REVIEW_GLASS, rows=rows, key=key)


def own_patient(account: Account) -> Patient:
    """The record of the patient who is signed in."""
    require(account, Right.SEE_OWN)
    found = live_patients().filter(account=account).first()
    if found is None:
        raise NotYours("No record belongs to this account.")
    return found


def chart_for(account: Account, key: UUID) -> Patient:
    """A patient whose chart is opened now; the opening is logged. Raises GlassShut."""
    patient = _open(account, key)
    record(by=account.actor, action="chart.opened", subject=patient, patient_id=patient.pk)
    return patient


def chart_at_work(account: Account, key: UUID, right: Right) -> Patient:
    """A patient whose chart is open already, for a step within it. Raises GlassShut."""
    require(account, right)
    return _open(account, key)


def _open(account: Account, key: UUID) -> Patient:
    patient = patient_for(account, key, Right.OPEN_CHART)
    if patient.restricted and not _in_team(account, patient):
        if account.may(Right.BREAK_GLASS):
            raise GlassShut(patient)
        raise NotYours("There is nothing of that name.")
    return patient


def _in_team(account: Account, patient: Patient) -> bool:
    now = timezone.now()
    return (
        patient.team.filter(account=account).exists()
        or patient.breaks.filter(account=account, until__gt=now, at__lte=now).exists()
    )


def open_charts(account: Account) -> QuerySet[Patient]:
    """Every record whose chart this person may open without breaking glass."""
    require(account, Right.OPEN_CHART)
    now = timezone.now()
    mine = Q(team__account=account) | Q(
        breaks__account=account, breaks__until__gt=now, breaks__at__lte=now
    )
    return live_patients().filter(Q(restricted=False) | mine).distinct()


def shut_charts(account: Account) -> QuerySet[Patient]:
    """Restricted records whose chart this person opens with a reason only."""
    require(account, Right.BREAK_GLASS)
    mine = open_charts(account).filter(restricted=True)
    return live_patients().filter(restricted=True).exclude(pk__in=mine.values("pk"))


def note_for(account: Account, key: UUID, right: Right = Right.OPEN_CHART) -> Note:
    """A note in a chart this person may open."""
    note = fetch(account, right, rows=Note.objects.select_related("patient"), key=key)
    _open(account, note.patient_id)
    return note


def attachment_for(account: Account, key: UUID, right: Right = Right.OPEN_CHART) -> Attachment:
    """A file in a chart this person may open."""
    rows = Attachment.objects.filter(removed_at=None).select_related("patient", "file")
    found = fetch(account, right, rows=rows, key=key)
    _open(account, found.patient_id)
    return found


def removed_attachment_for(account: Account, key: UUID) -> Attachment:
    """A file that was taken out of a chart this person may put files into."""
    rows = Attachment.objects.filter(removed_at__isnull=False).select_related("patient", "file")
    found = fetch(account, Right.ADD_FILES, rows=rows, key=key)
    _open(account, found.patient_id)
    return found


def contact_for(account: Account, key: UUID) -> Contact:
    """Somebody to call for a patient."""
    rows = Contact.objects.filter(ended_at=None, patient__in=live_patients())
    return fetch(account, Right.EDIT_PATIENTS, rows=rows, key=key)
