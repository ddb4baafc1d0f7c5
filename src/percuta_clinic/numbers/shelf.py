"""What is lost on the shelf: expired, about to expire, opened and not used."""

from collections.abc import Iterator
from datetime import date, timedelta

from percuta_clinic.numbers.rows import Line, Row, Section, marks
from percuta_clinic.numbers.spans import Span
from percuta_clinic.premises.queries import today
from percuta_clinic.stock.amounts import amount
from percuta_clinic.stock.models import Lot
from percuta_clinic.stock.queries import SOON_DAYS
from percuta_clinic.treatment.models import LotUse

SOON = timedelta(days=SOON_DAYS)


def shelf(span: Span) -> tuple[Section, ...]:
    """Lots as they stand today, and what was opened in these days."""
    lines = (
        Line(mark="expired", words="Lots that have expired and are still there, today"),
        Line(mark="soon", words=f"Lots that expire within {SOON_DAYS} days, from today"),
        Line(mark="recalled", words="Lots that were recalled and are still there, today"),
        Line(
            mark="wasted",
            words="Opened in these days and not used",
            of="opened",
            of_words="cartridges and creams opened",
        ),
    )
    about = "What stands on the shelf is as of today; what was opened is of these days."
    then = "Enter what comes in with its expiry; what is used comes off by itself."
    rows = (*_lots(today(span.clinic)), *_opened(span))
    return (
        Section(
            key="stock",
            title="Stock",
            rows=rows,
            lines=lines,
            about=about,
            then=then,
            is_of_days=False,
        ),
    )


def _lots(day: date) -> Iterator[Row]:
    rows = Lot.objects.filter(quantity__gt=0, expires_on__lte=day + SOON)
    rows |= Lot.objects.filter(quantity__gt=0, recalled_at__isnull=False)
    for one in rows.select_related("product"):
        recalled, left = one.recalled_at is not None, amount(one.quantity, one.product.unit)
        yield Row(
            page="stock_lot",
            key=one.pk,
            day=one.expires_on,
            what=f"{one}: {left}, the day is its expiry",
            marks=marks(
                expired=not recalled and one.expires_on < day,
                soon=not recalled and one.expires_on >= day,
                recalled=recalled,
            ),
        )


def _opened(span: Span) -> Iterator[Row]:
    rows = LotUse.objects.filter(struck=False, session__patient__erased_at=None)
    fields = ("session_id", "session__patient_id", "used_at", "lot__product__name")
    found = rows.filter(**span.within("used_at")).values_list(
        *fields, "lot__number", "lot_number", "unused"
    )
    for session, patient, at, name, number, label, unused in found:
        lot = number or label or "not known"
        yield Row(
            page="record",
            key=session,
            day=span.day(at),
            what=f"{name or 'Not on the shelf'}, lot {lot}" + (", not used" if unused else ""),
            patient=patient,
            marks=marks(opened=True, wasted=unused),
        )
