"""What others do when a record is signed; sent in the same transaction."""

from django.dispatch import Signal

record_signed = Signal()  # sender=Session, by=Account, session=Session, record=Record
