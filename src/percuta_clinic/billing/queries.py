"""How a patient stands: what is open, what was paid, what is in credit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from percuta_clinic.billing.ledger import charges, payments
from percuta_clinic.billing.models import Charge, Kind, Payment
from percuta_clinic.billing.money import in_words, sums
from percuta_clinic.patients.models import Patient


@dataclass(frozen=True, kw_only=True)
class Books:
    """All charges and payments of a patient, the newest first."""

    charges: tuple[Charge, ...]
    payments: tuple[Payment, ...]

    @property
    def open(self) -> list[Charge]:
        """What is still to be paid, the oldest first."""
        return [one for one in reversed(self.charges) if one.open > 0]

    @property
    def owed(self) -> dict[str, Decimal]:
        """The sum of what is open."""
        return sums((one.currency, one.open) for one in self.charges)

    @property
    def credit(self) -> dict[str, Decimal]:
        """The sum of what was paid ahead."""
        return sums((one.currency, one.free) for one in self.payments)

    @property
    def balance(self) -> dict[str, Decimal]:
        """What is to be paid by currency; less than nothing is in credit."""
        ahead = {currency: -amount for currency, amount in self.credit.items()}
        return sums([*self.owed.items(), *ahead.items()])

    @property
    def words(self) -> str:
        """The balance in a few words."""
        owed, credit = in_words(self.owed), in_words(self.credit)
        parts = [f"{owed} open"] * bool(owed) + [f"{credit} in credit"] * bool(credit)
        return " · ".join(parts) or "nothing open"


def books_of(patient: Patient) -> Books:
    """The whole ledger of one patient."""
    rows = patient.charges.select_related("visit__service", "package").order_by("-due_on", "-at")
    return Books(
        charges=tuple(charges(rows)),
        payments=tuple(payments(patient.payments.order_by("-number"))),
    )


def balance_of(patient: Patient) -> dict[str, Decimal]:
    """What is to be paid by currency; it is shown, and never keeps anybody from care."""
    return books_of(patient).balance


def has_money(patient: Patient) -> bool:
    """Whether there is anything to show of payments, packages or terms."""
    parts = (patient.charges, patient.payments, patient.packages, patient.terms_agreed)
    return any(rows.exists() for rows in parts)


def open_deposits(visits: Iterable[UUID]) -> Mapping[UUID, Charge]:
    """The deposits of these visits that are still to be paid."""
    asked = Q(kind=Kind.DEPOSIT, visit__in=list(visits))
    found = charges(Charge.objects.filter(asked))
    return {one.visit_id: one for one in found if one.visit_id and one.open > 0}
