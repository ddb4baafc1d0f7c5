"""Amounts in words, and sums that never mix two currencies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def words(amount: Decimal, currency: str) -> str:
    """As every page writes it: 240.00 EUR."""
    return f"{amount.quantize(CENT)} {currency}"


def part_of(price: Decimal, percent: Decimal) -> Decimal:
    """So much of a price, to the cent."""
    return (price * percent / 100).quantize(CENT, ROUND_HALF_UP)


def tax_in(gross: Decimal, percent: Decimal) -> Decimal:
    """What of an amount is tax, where the tax is in it, to the cent."""
    return gross - (gross * 100 / (100 + percent)).quantize(CENT, ROUND_HALF_UP)


def sums(amounts: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    """Each currency by itself; those that come to nothing are left out."""
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for currency, amount in amounts:
        found[currency] += amount
    return {currency: amount for currency, amount in sorted(found.items()) if amount}


def in_words(found: Mapping[str, Decimal]) -> str:
    """One after the other; empty where there is nothing."""
    return " and ".join(words(amount, currency) for currency, amount in found.items())
