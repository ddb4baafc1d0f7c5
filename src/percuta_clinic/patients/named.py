"""Which people a text may name: for guards that keep names of patients out of public words."""

from collections.abc import Iterable
from dataclasses import dataclass

from percuta_clinic.patients.access import live_patients
from percuta_clinic.patients.folding import words_of
from percuta_clinic.patients.models import Patient, SearchTerm
from percuta_clinic.patients.search import LONGEST, Kind

MOST = 2000  # words looked up; a text in public is shorter


@dataclass(frozen=True, kw_only=True)
class Named:
    """The words of somebody's names, folded, in all their spellings; nothing else of them."""

    given: frozenset[str]
    family: frozenset[str]


def named_in(words: Iterable[str]) -> list[Named]:
    """Everybody with one of these words (folded) in their names, by the terms they are found by."""
    terms = [f"{Kind.NAME}{one}"[:LONGEST] for one in sorted(set(words))[:MOST]]
    keys = SearchTerm.objects.filter(term__in=terms).values("patient")
    rows = live_patients().filter(pk__in=keys)
    return [_named(one) for one in rows.only("given_name", "family_name", "preferred_name")]


def _named(patient: Patient) -> Named:
    called = f"{patient.given_name} {patient.preferred_name}"
    return Named(given=_spelt(called), family=_spelt(patient.family_name))


def _spelt(name: str) -> frozenset[str]:
    return frozenset(one for word in words_of(name) for one in word)
