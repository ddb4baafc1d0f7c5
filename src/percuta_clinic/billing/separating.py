"""When a merge is undone: money and packages of one person settle nothing of the other."""

from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Q

from percuta_clinic.billing.models import Allocation, PackageUse
from percuta_clinic.billing.packages import use_give_back
from percuta_clinic.patients.parting import SEPARATED, Parted


def separate(parting: Parted) -> Iterator[str]:
    """Lets go what is of two people now, and says so."""
    keys = [patient.pk for patient in parting.both]
    if parted := _parted_money(keys):
        payments = "payment" if parted == 1 else "payments"
        yield (
            f"{parted} {payments} had settled what the other person owed. That is undone: look at "
            f"the payments of {parting.kept} and of {parting.left}."
        )
    of_other = PackageUse.objects.filter(
        ~Q(package__patient=F("visit__patient")), package__patient__in=keys, given_back_at=None
    )
    for use in of_other.select_related("package__patient", "visit__patient"):
        use_give_back(by=parting.by, use=use, why=SEPARATED)
        yield (
            f"A visit of {use.visit.patient} had taken a session of {use.package} of "
            f"{use.package.patient}. The session was given back."
        )


def _parted_money(keys: list[UUID]) -> int:
    """Each pair by itself; how many payments it was."""
    rows = Allocation.objects.filter(
        ~Q(payment__patient=F("charge__patient")), payment__patient__in=keys
    )
    amounts: dict[tuple[UUID, UUID], Decimal] = {}
    for payment, charge, amount in rows.values_list("payment", "charge", "amount"):
        pair = (payment, charge)
        amounts[pair] = amounts.get(pair, Decimal(0)) + amount
    open_pairs = {pair: amount for pair, amount in amounts.items() if amount}
    for (payment, charge), amount in open_pairs.items():
        Allocation.objects.create(payment_id=payment, charge_id=charge, amount=-amount)
    return len({payment for payment, _ in open_pairs})
