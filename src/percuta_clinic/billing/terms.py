"""What is asked for before a visit and after a late no: in words, by service, in versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.billing.covering import paying_visit
from percuta_clinic.billing.ledger import By, actor, named
from percuta_clinic.billing.models import NOTHING, Shown, Terms, TermsAgreed
from percuta_clinic.billing.money import part_of, words
from percuta_clinic.booking.models import Service, Visit
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.models import Clinic

CANCEL_HOURS, MOST_HOURS = 48, 336
PAID = "This visit is paid from your package. You pay no price and no deposit for it."
AMOUNTS = ("deposit", "late", "missed")
TERMS_FIELDS = (
    *("currency", "cancel_hours", "deposit", "deposit_percent"),
    *("late_fee", "late_percent", "missed_fee", "missed_percent"),
)


@dataclass(frozen=True, kw_only=True)
class TermsWords:
    """The terms of one service, in words for its price as it is now."""

    terms: Terms | None
    lines: tuple[str, ...]
    currency: str
    cancel_hours: int
    deposit: Decimal
    late_fee: Decimal
    missed_fee: Decimal

    @property
    def text(self) -> str:
        """What somebody agrees to."""
        return "\n".join(self.lines)

    @property
    def digest(self) -> str:
        """Its fingerprint."""
        return sha256(self.text.encode()).hexdigest()

    def free_until(self, starts_at: datetime) -> datetime:
        """Up to when a visit can be cancelled for nothing."""
        return starts_at - timedelta(hours=self.cancel_hours)


def terms_for(service: Service, *, paid: bool = False, unnamed: bool = False) -> TermsWords:
    """The terms in use for a service: its own, else the general ones; ``paid`` by a package.

    ``unnamed``: in words that do not say what the visit is for.
    """
    terms = terms_in_use(service)
    amounts = {
        "deposit": NOTHING if paid else _amount(terms, "deposit", service),
        "late_fee": _amount(terms, "late_fee", service),
        "missed_fee": _amount(terms, "missed_fee", service),
    }
    hours = terms.cancel_hours if terms else CANCEL_HOURS
    price, named = words(service.price, service.currency), "Your visit" if unnamed else service
    first = PAID if paid else f"{named}: the price is {price}."
    lines = (first, *_lines(service, hours, amounts))
    return TermsWords(
        terms=terms, lines=lines, currency=service.currency, cancel_hours=hours, **amounts
    )


def terms_of_visit(visit: Visit) -> TermsWords:
    """The same for a visit that is booked: a package asks for no price and no deposit again."""
    return terms_for(visit.service, paid=paying_visit(visit) is not None)


def deposit_due(service: Service) -> Decimal:
    """What is asked for before a visit; nothing where no deposit is."""
    return terms_for(service).deposit


def newest_terms(service: Service | None) -> Terms | None:
    """The newest version written for a service, or for all."""
    return Terms.objects.filter(service=service).order_by("-version").first()


def terms_in_use(service: Service | None) -> Terms | None:
    """What a service goes by, or all do; None while nobody has set any."""
    own = newest_terms(service)
    if service is None or (own is not None and not own.follows_general):
        return own
    return terms_in_use(None)


def _amount(terms: Terms | None, name: str, service: Service) -> Decimal:
    """Never more than the price; an amount in another currency is not asked for."""
    if terms is None:
        return NOTHING
    amount = getattr(terms, name)
    if getattr(terms, f"{name.removesuffix('_fee')}_percent"):
        amount = part_of(service.price, amount)
    elif terms.currency != service.currency:
        amount = NOTHING
    return Decimal(min(amount, service.price))


def _lines(service: Service, hours: int, amounts: Mapping[str, Decimal]) -> list[str]:
    money = {name: words(amount, service.currency) for name, amount in amounts.items()}
    found: list[str] = []
    if amounts["deposit"]:
        found.append(
            f"Please pay a deposit of {money['deposit']} before your visit. It is a part of the "
            "price, not an extra."
        )
    back = (
        " Your deposit is then paid back, or kept for your next visit: you choose."
        if amounts["deposit"]
        else ""
    )
    if not amounts["late_fee"] and not amounts["missed_fee"]:
        found.append(
            "There is no fee if you cancel or cannot come. Please tell us, so that somebody else "
            f"can have the time.{back}"
        )
        return found
    found.append(
        f"You can cancel or move your visit for nothing up to {hours} hours before it.{back}"
    )
    if amounts["late_fee"]:
        found.append(f"If you cancel later than that, the fee is {money['late_fee']}.")
    if amounts["missed_fee"]:
        found.append(f"If you do not come and do not tell us, the fee is {money['missed_fee']}.")
    if amounts["deposit"]:
        found.append("What you paid as a deposit counts towards the fee.")
    found.append(
        "Do not come when you are ill or your skin is not well: call us. The clinic can then do "
        "without the fee."
    )
    return found


@transaction.atomic
def terms_set(
    *, by: Account, service: Service | None, seen: int, details: Mapping[str, Any]
) -> Terms:
    """The next version, for visits booked from now on; ``seen`` is the version that was shown."""
    require(by, Right.EDIT_CLINIC)
    Clinic.objects.select_for_update().get()
    rows = Terms.objects.filter(service=service)
    last = rows.aggregate(last=Max("version"))["last"] or 0
    if last != seen:
        raise ValidationError(
            "Somebody else changed these terms in the meantime. Nothing was saved. Open them "
            "again, look at what they say now, and change them there."
        )
    made = Terms(
        service=service, version=last + 1, made_by=by.name, made_at=timezone.now(), **details
    )
    _check(made)
    made.full_clean()
    made.save(force_insert=True)
    record(by=by.actor, action="terms.set", subject=made, fields=[*details])
    return made


def _check(terms: Terms) -> None:
    if terms.cancel_hours > MOST_HOURS:
        raise ValidationError(
            {"cancel_hours": f"{terms.cancel_hours} hours is longer than two weeks. Enter less."}
        )
    for name in AMOUNTS:
        column = name if name == "deposit" else f"{name}_fee"
        amount, percent = getattr(terms, column), getattr(terms, f"{name}_percent")
        if amount < 0:
            raise ValidationError({column: f"{amount} is below 0. Enter 0 for none."})
        if percent and amount > 100:
            raise ValidationError({column: f"{amount} % is more than the price. Enter up to 100."})


@transaction.atomic
def terms_agreed(*, by: By, visit: Visit, how: Shown, digest: str) -> TermsAgreed:
    """Keeps the words that were shown with the visit; refused if they are other words now."""
    service = visit.service
    shown = (terms_of_visit(visit), terms_for(service), terms_for(service, unnamed=True))
    now = next((one for one in shown if one.digest == digest), None)
    if now is None:
        raise ValidationError(
            "The terms have changed since they were shown. Read them again, then agree to them."
        )
    held = held_kept(visit.patient_id)
    made, is_new = TermsAgreed.objects.get_or_create(
        visit=visit,
        digest=now.digest,
        defaults={
            "patient": held,
            "terms": now.terms,
            "text": now.text,
            "currency": now.currency,
            "cancel_hours": now.cancel_hours,
            "deposit": now.deposit,
            "late_fee": now.late_fee,
            "missed_fee": now.missed_fee,
            "how": how,
            "by": by,
            "by_name": named(by),
        },
    )
    if is_new:
        record(by=actor(by), action="terms.agreed", subject=made, patient_id=held.pk, fields=[how])
    return made


def agreed_for(visit: Visit) -> TermsAgreed | None:
    """What was agreed to for a visit; the newest."""
    return visit.terms_agreed.order_by("-at").first()
