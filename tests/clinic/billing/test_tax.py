"""The tax on a receipt: net, tax and total, as they were set on the day of the payment."""

import io
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from pypdf import PdfReader

from clinic.billing.money_here import charge, pay
from clinic.people_here import House
from percuta_clinic.billing.models import Payment
from percuta_clinic.billing.money import tax_in
from percuta_clinic.billing.receipts import receipt
from percuta_clinic.premises.models import Clinic


def words_of(payment: Payment) -> str:
    paper = receipt(payment, clinic=Clinic.objects.get())
    return PdfReader(io.BytesIO(paper)).pages[0].extract_text()


def taxed(percent: str) -> None:
    Clinic.objects.update(tax_name="VAT", tax_percent=Decimal(percent))


def test_a_receipt_says_that_no_tax_is_shown(house: House) -> None:
    charge(house)
    assert "No VAT shown." in words_of(pay(house))


def test_a_receipt_shows_net_and_tax_and_total(house: House) -> None:
    taxed("19")
    words = words_of(pay(house, 60))
    for part in ("Net", "50.42 EUR", "VAT 19 %", "9.58 EUR", "Total paid", "60.00 EUR"):
        assert part in words
    assert "No VAT" not in words


def test_an_old_receipt_keeps_the_tax_of_its_day(house: House) -> None:
    taxed("19")
    paid = pay(house, 60)
    before = words_of(paid)
    taxed("7.5")
    assert words_of(paid) == before
    assert "VAT 7.5 %" in words_of(pay(house, 60))


@pytest.mark.parametrize(
    ("gross", "percent", "tax"), [("60", "19", "9.58"), ("100", "20", "16.67")]
)
def test_net_and_tax_come_to_what_was_paid(gross: str, percent: str, tax: str) -> None:
    assert tax_in(Decimal(gross), Decimal(percent)) == Decimal(tax)


def test_the_tax_of_a_payment_is_never_changed(house: House) -> None:
    taxed("19")
    paid = pay(house, 60)
    with pytest.raises(DatabaseError), transaction.atomic():
        Payment.objects.filter(pk=paid.pk).update(tax_percent=7)
    Payment.objects.filter(pk=paid.pk).update(patient=house.bea)
