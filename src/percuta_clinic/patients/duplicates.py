"""Who may be here already under another record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rapidfuzz import fuzz

from percuta_clinic.config.prepared import Prepared, Slot
from percuta_clinic.patients.access import live_patients
from percuta_clinic.patients.folding import fold, words_of
from percuta_clinic.patients.models import Patient, SearchTerm
from percuta_clinic.patients.search import Kind, phone_digits, region_here, terms_of
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right

SAME_NAME = 92  # of 100, after folding
LIKE_NAME = 75
_MOST_OF_EACH = 50
_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """A record that may be of the same person; ``agrees`` says in what."""

    patient: Patient
    agrees: tuple[str, ...]
    likely: bool


def alike(
    account: Account, details: Mapping[str, Any], *, but: UUID | None = None
) -> list[Likeness]:
    """Records that agree with ``details``, those that agree in most first."""
    require(account, Right.SEE_PATIENTS)
    draft = Patient(
        given_name=details.get("given_name") or "",
        family_name=details.get("family_name") or "",
        birth_date=details.get("birth_date"),
        phone=details.get("phone") or "",
        email=details.get("email") or "",
    )
    region = region_here()
    found = (_likeness(draft, one, region) for one in _candidates(draft, region, but))
    ordered = sorted((one for one in found if one), key=lambda one: -len(one.agrees))
    return sorted(ordered, key=lambda one: not one.likely)[:_SHOWN]


_WITH_TERM: Prepared[UUID] = Prepared(
    lambda: (
        SearchTerm.objects.filter(term=Slot("term", str))
        .order_by("-patient_id")
        .values_list("patient_id", flat=True)[:_MOST_OF_EACH]
    )
)


def _candidates(draft: Patient, region: str, but: UUID | None) -> list[Patient]:
    telling = (Kind.BIRTH, Kind.PHONE, Kind.EMAIL, Kind.PAIR)
    keys: set[UUID] = set()
    for term in terms_of(draft, region):
        if term.startswith(telling):
            keys |= set(_WITH_TERM.rows(term=term))
    return list(live_patients().filter(pk__in=keys - {but} if but else keys))


def _likeness(draft: Patient, other: Patient, region: str) -> Likeness | None:
    score = fuzz.token_sort_ratio(_name(draft), _name(other))
    same_birth = bool(draft.birth_date) and draft.birth_date == other.birth_date
    other_birth = bool(draft.birth_date and other.birth_date) and not same_birth
    same_phone = bool(draft.phone and other.phone) and bool(
        {*phone_digits(draft.phone, region)} & {*phone_digits(other.phone, region)}
    )
    same_email = bool(draft.email) and fold(draft.email) == fold(other.email)
    agrees = {
        "same name": score >= SAME_NAME,
        "similar name": LIKE_NAME <= score < SAME_NAME,
        "same birth date": same_birth,
        "same phone": same_phone,
        "same e-mail": same_email,
    }
    words = tuple(word for word, holds in agrees.items() if holds)
    if words in ((), ("same birth date",), ("similar name",)):
        return None
    strong = score >= SAME_NAME or (score >= LIKE_NAME and len(words) > 1)
    return Likeness(patient=other, agrees=words, likely=strong and not other_birth)


def _name(patient: Patient) -> str:
    words = words_of(f"{patient.given_name} {patient.family_name}")
    return " ".join(word[-1] for word in words)
