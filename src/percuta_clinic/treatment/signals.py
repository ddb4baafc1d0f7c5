"""What others do when a record is signed or an incident opens; sent in the same transaction."""

from django.dispatch import Signal

record_signed = Signal()  # sender=Session, by=Account, session=Session, record=Record
incident_opened = Signal()  # sender=Incident, by=Account, incident=Incident
