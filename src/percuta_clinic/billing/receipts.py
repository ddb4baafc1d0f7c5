"""The receipt of a payment as a tagged PDF: what was paid, how, and what it was for."""

from collections.abc import Iterator
from decimal import Decimal

from percuta.papers.page import Bullets, Page, Section, Table, Text
from percuta.papers.pdf import pdf
from percuta_clinic.billing.models import NOTHING, Charge, Kind, Payment, Turned
from percuta_clinic.billing.money import tax_in, words
from percuta_clinic.patients.models import Patient
from percuta_clinic.premises.models import Clinic


def receipt(payment: Payment, *, clinic: Clinic) -> bytes:
    """The paper to hand out; the same payment gives the same bytes until some is paid back."""
    return pdf(receipt_page(payment, clinic=clinic))


def receipt_page(payment: Payment, *, clinic: Clinic) -> Page:
    """The same as words."""
    on = f"{payment.at.astimezone(clinic.zone):%-d %B %Y}"
    facts = (
        ("Paid", words(payment.amount, payment.currency)),
        ("How", payment.get_how_display()),
        ("On", on),
        ("Paid by", _payer(payment.patient)),
        ("Taken by", payment.by_name),
        *([("Reference", payment.reference)] if payment.reference else []),
    )
    settled = tuple(_settled(payment, clinic))
    table = Table(head=("For", "Amount"), rows=settled, widths=(3, 1))
    sections = [Section(title="Payment", blocks=(Bullets(items=facts),))]
    if settled:
        sections.append(Section(title="What it was for", blocks=(table,)))
    sections.append(Section(title="Tax", blocks=(_tax(payment),)))
    if turned := tuple(_turned(payment, clinic)):
        sections.append(Section(title="What was paid back", blocks=turned))
    return Page(
        title=f"Receipt {payment.number}",
        subtitle=f"{clinic.name} · {on}",
        sections=(*sections, _sender(clinic)),
        foot=f"Receipt {payment.number} · {clinic.name}",
        for_patient=True,
    )


def _payer(patient: Patient) -> str:
    lines = [str(patient), *patient.address.splitlines()]
    return ", ".join(line.strip() for line in lines if line.strip())


def _settled(payment: Payment, clinic: Clinic) -> Iterator[tuple[str, str]]:
    totals: dict[Charge, Decimal] = {}
    for row in payment.allocations.select_related("charge__visit__service"):
        totals[row.charge] = totals.get(row.charge, NOTHING) + row.amount
    for charge, amount in totals.items():
        if amount:
            yield _for(charge, clinic), words(amount, payment.currency)
    free = payment.free
    if free > 0:
        yield "Kept as credit", words(free, payment.currency)


def _for(charge: Charge, clinic: Clinic) -> str:
    """With the visit that it is for."""
    said, visit = charge_words(charge), charge.visit
    if visit is None:
        return said
    on = f"{visit.starts_at.astimezone(clinic.zone):%-d %B %Y}"
    named = "" if visit.service.name in said else f"{visit.service.name}, "
    return f"{said} ({named}visit of {on})"


def charge_words(charge: Charge) -> str:
    """What a charge is for; a session, a package and what was typed by name."""
    named = charge.kind in (Kind.SESSION, Kind.PACKAGE, Kind.OTHER) and charge.why
    return charge.why if named else Kind(charge.kind).label.capitalize()


def _tax(payment: Payment) -> Table | Text:
    if payment.tax_percent is None:
        return Text(text="No VAT shown.")
    tax = tax_in(payment.amount, payment.tax_percent)
    rate = f"{payment.tax_percent.normalize():f} %"
    rows = (
        ("Net", words(payment.amount - tax, payment.currency)),
        (f"{payment.tax_name} {rate}", words(tax, payment.currency)),
        ("Total paid", words(payment.amount, payment.currency)),
    )
    return Table(head=("In the amount paid", "Amount"), rows=rows, widths=(3, 1))


def _turned(payment: Payment, clinic: Clinic) -> Iterator[Text]:
    for one in payment.reversals.all():
        on = f"{one.at.astimezone(clinic.zone):%-d %B %Y}"
        how = one.get_how_display()
        said = f"paid back ({how})" if one.what == Turned.REFUNDED else "entered by mistake"
        yield Text(text=f"{words(one.amount, one.currency)} {said} on {on}.")


def _sender(clinic: Clinic) -> Section:
    lines = [clinic.name, *clinic.address.splitlines(), clinic.phone, clinic.email]
    said = ", ".join(line.strip() for line in lines if line.strip())
    return Section(title="From", blocks=(Text(text=said),))
