"""What keeps a report, and that it was sent, as they were written."""

from percuta_clinic.audit.triggers import adding
from percuta_clinic.patients.kept import erased_above, stays_in_postgresql, stays_in_sqlite

_REPORT, _SENDING = "adverse_report", "adverse_sending"
_WORDS, _SENT = "a report is never changed", "that a report was sent is never changed"
_REPORT_COLUMNS = (
    *("id", "event_id", "form", "edition", "duty", "fields", "made_at", "by_id", "by_name"),
)
_SENDING_COLUMNS = ("id", "report_id", "sent_on", "receiver", "reference", "at", "by_id", "by_name")
_ABOVE = erased_above("adverse_adverseevent", "event_id")
_TWO_ABOVE = """EXISTS (SELECT 1 FROM adverse_report r
      JOIN adverse_adverseevent e ON e.id = r.event_id
      JOIN patients_patient p ON p.id = e.patient_id
      WHERE r.id = OLD.report_id AND p.erased_at IS NOT NULL)"""

SQLITE = (
    *stays_in_sqlite(_REPORT, columns=_REPORT_COLUMNS, words=_WORDS, erased=_ABOVE),
    *stays_in_sqlite(_SENDING, columns=_SENDING_COLUMNS, words=_SENT, erased=_TWO_ABOVE),
)
POSTGRESQL = (
    *stays_in_postgresql(_REPORT, words=_WORDS, erased=_ABOVE),
    *stays_in_postgresql(_SENDING, words=_SENT, erased=_TWO_ABOVE),
)

add = adding(sqlite=SQLITE, postgresql=POSTGRESQL)
