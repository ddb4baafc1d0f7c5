"""Where money comes from. Somebody takes it by hand; a provider online would be another one."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from percuta_clinic.billing.models import How


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody is to pay, and how."""

    amount: Decimal
    currency: str
    how: How
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class Got:
    """What came; ``reference`` is what the provider knows it by."""

    amount: Decimal
    currency: str
    how: How
    reference: str


class Provider(Protocol):
    """Takes money, or raises ValidationError and takes none. It is called once for a payment."""

    @property
    def name(self) -> str:
        """As the books call it."""
        ...

    def take(self, asked: Asked) -> Got:
        """What came of what was asked for."""
        ...


@dataclass(frozen=True)
class ByHand:
    """Cash in the drawer, the card terminal, the bank: whoever takes it says that it came."""

    name: str = "by hand"

    def take(self, asked: Asked) -> Got:
        """Exactly what was said."""
        reference = asked.reference.replace("\0", "").strip()[:80]
        return Got(amount=asked.amount, currency=asked.currency, how=asked.how, reference=reference)


BY_HAND: Provider = ByHand()
