"""What is lost on the shelf: expired, about to expire, opened and not used."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from percuta_clinic.numbers.found import Stored
from percuta_clinic.numbers.rows import Line, Row
from percuta_clinic.numbers.sections import Section
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
    found = (_lots(today(span.clinic)), _opened(span))
    return (
        Section(
            key="stock",
            title="Stock",
            sources=found,
            lines=lines,
            about=about,
            then=then,
            is_of_days=False,
        ),
    )


def _lots(day: date) -> Stored:
    here = Q(quantity__gt=0)
    looked_at = Q(expires_on__lte=day + SOON) | Q(recalled_at__isnull=False)
    fresh = Q(recalled_at=None)
    return Stored(
        rows=Lot.objects.filter(here & looked_at),
        at="expires_on",
        marks={
            "expired": fresh & Q(expires_on__lt=day),
            "soon": fresh & Q(expires_on__gte=day),
            "recalled": ~fresh,
        },
        fields=("pk", "number", "quantity", "product__name", "product__unit"),
        row=_lot,
        patient="",
    )


def _lot(one: Mapping[str, Any]) -> Row:
    left = amount(one["quantity"], one["product__unit"])
    return Row(
        page="stock_lot",
        key=one["pk"],
        day=one["expires_on"],
        what=f"{one['product__name']} lot {one['number']}: {left}, the day is its expiry",
    )


def _opened(span: Span) -> Stored:
    rows = LotUse.objects.filter(struck=False, session__patient__erased_at=None)
    fields = ("session_id", "session__patient_id", "lot__product__name", "lot__number")
    return Stored(
        rows=rows.filter(**span.within("used_at")),
        at="used_at",
        marks={"opened": Q(), "wasted": Q(unused=True)},
        fields=(*fields, "lot_number", "unused"),
        row=lambda one: _use(span, one),
        patient="session__patient",
    )


def _use(span: Span, one: Mapping[str, Any]) -> Row:
    name, lot = one["lot__product__name"], one["lot__number"] or one["lot_number"]
    words = f"{name or 'Not on the shelf'}, lot {lot or 'not known'}"
    return Row(
        page="record",
        key=one["session_id"],
        day=span.day(one["used_at"]),
        what=words + (", not used" if one["unused"] else ""),
        patient=one["session__patient_id"],
    )
