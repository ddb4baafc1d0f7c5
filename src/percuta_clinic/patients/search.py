"""The words a patient is found by, kept in step with the record."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from uuid import UUID

import phonenumbers
from django.db import transaction

from percuta_clinic.config.prepared import Prepared, Slot
from percuta_clinic.patients.access import live_patients
from percuta_clinic.patients.folding import fold, words_of
from percuta_clinic.patients.models import Patient, SearchTerm
from percuta_clinic.premises.queries import the_clinic

LONGEST = 120
MOST_WORDS = 8
PAIR_LETTERS = 2
_BATCH = 500


class Kind(StrEnum):
    """What a term is a piece of; it stands before the term, so that each kind is one range."""

    NAME = "n:"
    BIRTH = "b:"
    PHONE = "p:"
    EMAIL = "m:"
    EMAIL_PART = "e:"
    PAIR = "x:"


def terms_of(patient: Patient, region: str) -> set[str]:
    """Everything ``patient`` is found by; nothing once the record is out of use."""
    if not patient.is_live:
        return set()
    names = _names(patient)
    found = {Kind.NAME + one for word in names for one in word}
    born = patient.birth_date.isoformat() if patient.birth_date else ""
    if born:
        found.add(Kind.BIRTH + born)
    found |= {Kind.PHONE + digits for digits in phone_digits(patient.phone, region)}
    found |= set(_email_terms(patient.email, found))
    found |= set(_pairs(names, born))
    return {term[:LONGEST] for term in found}


def _names(patient: Patient) -> list[tuple[str, ...]]:
    called = (patient.given_name, patient.family_name, patient.preferred_name)
    words = dict.fromkeys(word for name in called for word in words_of(name))
    return list(words)[:MOST_WORDS]


def _pairs(names: list[tuple[str, ...]], born: str) -> Iterator[str]:
    """The first letters of one name word before each other word: what two typed words share."""
    for word in names:
        others = [*(other for other in names if other != word), *([(born,)] if born else [])]
        for one in word:
            for other in others:
                for each in other:
                    yield f"{Kind.PAIR}{one[:PAIR_LETTERS]} {each}"


def phone_digits(phone: str, region: str) -> tuple[str, ...]:
    """The digits of a number as dialled here and from abroad."""
    try:
        number = phonenumbers.parse(phone, region)
    except phonenumbers.NumberParseException:
        return tuple(filter(None, [digits_of(phone)]))
    at_home = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    abroad = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return (digits_of(at_home), digits_of(abroad))


def digits_of(text: str) -> str:
    """Only the digits, whatever script they are written in."""
    return "".join(sign for sign in fold(text) if sign in "0123456789")


def _email_terms(email: str, found: Iterable[str]) -> Iterator[str]:
    """The whole, and those parts that no word of the name begins with already."""
    whole = fold(email)
    if not whole:
        return
    yield Kind.EMAIL + whole
    names = [term.removeprefix(Kind.NAME) for term in found if term.startswith(Kind.NAME)]
    for part in re.findall(r"[^\W\d_]{2,}", whole):
        if not any(name.startswith(part) for name in names):
            yield Kind.EMAIL_PART + part


def region_here() -> str:
    """The country whose way of writing phone numbers holds."""
    clinic = the_clinic()
    return clinic.country.upper() if clinic else "DE"


_TERMS: Prepared[str] = Prepared(
    lambda: SearchTerm.objects.filter(patient=Slot("patient", UUID)).values_list("term", flat=True)
)


def renew(patient: Patient) -> None:
    """Brings the terms of one patient into step; call it in the transaction of the change."""
    wanted = terms_of(patient, region_here())
    there = set(_TERMS.rows(patient=patient.pk))
    if there - wanted:
        patient.terms.filter(term__in=there - wanted).delete()
    SearchTerm.objects.bulk_create(
        SearchTerm(patient=patient, term=term) for term in sorted(wanted - there)
    )


@transaction.atomic
def rebuild_terms() -> int:
    """Makes the terms of everybody anew; says how many records are found by them."""
    SearchTerm.objects.all().delete()
    region, count = region_here(), 0
    batch: list[SearchTerm] = []
    for patient in live_patients().iterator(_BATCH):
        count += 1
        batch += [SearchTerm(patient=patient, term=one) for one in terms_of(patient, region)]
        if count % _BATCH == 0:
            batch = _written(batch)
    _written(batch)
    return count


def _written(batch: list[SearchTerm]) -> list[SearchTerm]:
    SearchTerm.objects.bulk_create(batch)
    return []
