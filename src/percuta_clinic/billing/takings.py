"""What was taken on a day and what was paid back, by how, in each currency by itself."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from percuta_clinic.billing.models import How, Payment, Reversal
from percuta_clinic.billing.money import sums
from percuta_clinic.config.cells import harmless
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import day_bounds


@dataclass(frozen=True, kw_only=True)
class Line:
    """One payment, or one that was paid back: then ``amount`` is less than nothing."""

    at: datetime
    number: int
    how: How
    amount: Decimal
    currency: str
    what: str
    by: str
    payment: Payment


@dataclass(frozen=True, kw_only=True)
class Takings:
    """A day's lines in their order, with sums."""

    day: date
    lines: tuple[Line, ...]

    @property
    def by_how(self) -> list[tuple[str, str, Decimal]]:
        """How, currency, sum; cash stands first, for the drawer."""
        found = []
        for how in How:
            rows = [(one.currency, one.amount) for one in self.lines if one.how == how]
            seen = {currency for currency, _ in rows}
            total = dict.fromkeys(sorted(seen), Decimal(0)) | sums(rows)
            found += [(how.label, currency, amount) for currency, amount in total.items()]
        return found

    @property
    def total(self) -> dict[str, Decimal]:
        """By currency."""
        return sums((one.currency, one.amount) for one in self.lines)


def takings_of(account: Account, *, day: date, clinic: Clinic) -> Takings:
    """The day sheet of the whole clinic; it says nothing of what was treated."""
    require(account, Right.SEE_MONEY)
    first, after = day_bounds(day, clinic)
    paid = Payment.objects.filter(at__gte=first, at__lt=after).select_related("patient")
    back = Reversal.objects.filter(payment__isnull=False, at__gte=first, at__lt=after)
    lines = [_came(one) for one in paid]
    lines += [_went(one) for one in back.select_related("payment__patient")]
    return Takings(day=day, lines=tuple(sorted(lines, key=lambda one: one.at)))


def _came(payment: Payment) -> Line:
    return Line(
        at=payment.at,
        number=payment.number,
        how=How(payment.how),
        amount=payment.amount,
        currency=payment.currency,
        what="taken",
        by=payment.by_name,
        payment=payment,
    )


def _went(one: Reversal) -> Line:
    payment = one.payment
    if payment is None:  # a charge that was waived moved no money
        raise ValueError(f"{one} is of no payment.")
    return Line(
        at=one.at,
        number=payment.number,
        how=How(one.how or payment.how),
        amount=-one.amount,
        currency=one.currency,
        what=one.get_what_display(),
        by=one.by_name,
        payment=payment,
    )


def table_of(takings: Takings, clinic: Clinic) -> str:
    """The same as CSV for the books; it names nobody who was treated."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("day", "time", "receipt", "what", "how", "amount", "currency", "by"))
    for one in takings.lines:
        at = one.at.astimezone(clinic.zone)
        cells = (f"{at:%Y-%m-%d}", f"{at:%H:%M}", one.number, one.what, one.how.label)
        writer.writerow((*cells, one.amount, one.currency, harmless(one.by)))
    return out.getvalue()
