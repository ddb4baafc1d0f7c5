"""Who may see a message, and who may read what it says."""

from uuid import UUID

from percuta_clinic.outbox.models import Message
from percuta_clinic.patients.access import open_charts
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import fetch
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right


def message_for(account: Account, key: UUID) -> Message:
    """A message, for whoever may see what was sent to whom."""
    return fetch(account, Right.SEE_MESSAGES, rows=Message.objects.all(), key=key)


def may_read(account: Account, message: Message) -> bool:
    """Whether its words are shown: of a restricted chart, to those who may open it."""
    key = message.patient_id
    if key is None or not Patient.objects.filter(pk=key, restricted=True).exists():
        return True
    if not account.may(Right.OPEN_CHART):
        return False
    return open_charts(account).filter(pk=key).exists()
