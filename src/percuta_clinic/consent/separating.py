"""When a merge is undone: what was offered or signed for both at once is asked for again."""

from collections.abc import Iterator

from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.consent.models import Consent, Offer, Withdrawal
from percuta_clinic.patients.parting import SEPARATED, Parted

AGAIN = f"{SEPARATED}; nobody knows for which of the two persons it was signed. Sign again."


def separate(parting: Parted) -> Iterator[str]:
    """Nobody is treated on what was read and signed while two people were taken for one."""
    _end_offers(parting)
    for patient in parting.both:
        signed = Consent.objects.filter(
            pk__in=parting.since["consent.consent.patient"], patient=patient
        )
        number = sum(_void(one, parting) for one in signed)
        if number:
            consents = "1 consent" if number == 1 else f"{number} consents"
            yield (
                f"{consents} of {patient}, signed while the records were one, no longer "
                f"{'counts' if number == 1 else 'count'}. Let {patient} sign again."
            )


def _end_offers(parting: Parted) -> None:
    """Their sheets were written from the answers of both."""
    open_ones = Offer.objects.filter(
        pk__in=parting.since["consent.offer.patient"], ended_at=None, consent__isnull=True
    )
    for offer in open_ones.select_for_update(of=("self",)):
        offer.ended_at, offer.why_ended = timezone.now(), SEPARATED.lower()
        offer.save(update_fields=["ended_at", "why_ended"])
        record(
            by=parting.by.actor,
            action="consent.offer_ended",
            subject=offer,
            patient_id=offer.patient_id,
            reason=SEPARATED,
        )


def _void(signed: Consent, parting: Parted) -> bool:
    if signed.withdrawals.filter(whole=True).exists():
        return False
    Withdrawal.objects.create(consent=signed, reason=AGAIN, by_name=parting.by.name)
    record(
        by=parting.by.actor,
        action="consent.withdrawn",
        subject=signed,
        patient_id=signed.patient_id,
        fields=("everything",),
        reason=SEPARATED,
    )
    return True
