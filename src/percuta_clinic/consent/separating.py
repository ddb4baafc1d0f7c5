"""When a merge is undone: what was offered or signed for both at once is asked for again."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.consent.models import Consent, Offer, Withdrawal
from percuta_clinic.patients.parting import SEPARATED, Parted

AGAIN = f"{SEPARATED}; nobody knows for which of the two persons it was signed. Sign again."


def separate(parting: Parted) -> Iterator[str]:
    """Nobody is treated on what was read and signed while two people were taken for one."""
    _end_offers(parting)
    emptied = _empty_offers(parting)
    if emptied:
        offers = "1 offer" if emptied == 1 else f"{emptied} offers"
        yield (
            f"What was ticked and typed in {offers} of before the merge is gone, because either "
            "person may have done it. Each reads and fills in their own."
        )
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
    """Their sheets were written from the answers of both, or either may have asked in them."""
    made = Q(pk__in=parting.since["consent.offer.patient"])
    asked = Q(questions__asked_at__gte=parting.at, patient__in=parting.both)
    keys = Offer.objects.filter(made | asked).values("pk")
    open_ones = Offer.objects.filter(pk__in=keys, ended_at=None, consent__isnull=True)
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


def _empty_offers(parting: Parted) -> int:
    """Nobody reads what the other ticked and typed, nor goes on from it; a sheet stays its own."""
    open_ones = Offer.objects.filter(
        patient__in=parting.both, ended_at=None, consent__isnull=True
    ).filter(Q(typed_version__gt=0) | Q(opened_at__gte=parting.at))
    number = 0
    for offer in open_ones.select_for_update(of=("self",)):
        number += bool(offer.typed)
        offer.typed, offer.typed_version = {}, offer.typed_version + 1
        if offer.opened_at and offer.opened_at >= parting.at:
            offer.opened_at = None
        offer.save(update_fields=["typed", "typed_version", "opened_at"])
        record(
            by=parting.by.actor,
            action="consent.offer_emptied",
            subject=offer,
            patient_id=offer.patient_id,
            fields=("typed",),
            reason=SEPARATED,
        )
    return number


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
