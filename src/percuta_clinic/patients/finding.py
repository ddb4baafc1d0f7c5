"""Walks the index of terms in order and stops as soon as a page is full.

Two typed words share one term, so that even two common words lead straight to who has both.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import chain, permutations
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet

from percuta_clinic.config.prepared import Prepared, Slot
from percuta_clinic.patients.asking import Token
from percuta_clinic.patients.models import SearchTerm
from percuta_clinic.patients.search import PAIR_LETTERS, Kind

_AFTER = "\U0010ffff"
_FIRST_STEP = 48
_COUNTED = 200  # beyond this many, a word counts as common
_OWN = (Kind.NAME, Kind.BIRTH)

Row = tuple[UUID, str]


def find(tokens: Sequence[Token], limit: int) -> dict[UUID, list[str]]:
    """Up to ``limit`` patients who match every token, each with the terms that did."""
    found: dict[UUID, list[str]] = {}
    if not tokens:
        return found
    for lead in _leads(tokens):
        for rows in _steps(lead):
            for key, terms in _matching(rows, tokens, known=found):
                found[key] = terms
                if len(found) == limit:
                    return found
    return found


class _Counts(dict[str, int]):
    """How many terms begin so, counted once and only as far as it matters."""

    def __missing__(self, prefix: str) -> int:
        self[prefix] = _range(prefix)[:_COUNTED].count()
        return self[prefix]

    def of(self, prefixes: Iterable[str]) -> int:
        """All of them together."""
        return sum(self[prefix] for prefix in prefixes)


def _leads(tokens: Sequence[Token]) -> Iterator[str]:
    """Prefixes that together reach everybody who can match, the most telling first."""
    if len(tokens) == 1:
        yield from tokens[0].prefixes
        return
    counts = _Counts()
    pair = _pair(tokens, counts)
    if pair is None:
        yield from min((token.prefixes for token in tokens), key=counts.of)
        return
    yield from filter(counts.__getitem__, _shared(*pair))
    for token in pair:
        others = [other.prefixes for other in tokens if other is not token]
        lead = min(*others, _contact(token), key=counts.of)
        yield from filter(counts.__getitem__, lead)


def _pair(tokens: Sequence[Token], counts: _Counts) -> tuple[Token, Token] | None:
    """The rarest two tokens that can both be of the name or birth date; the first is a name."""
    pairs = [
        (first, second)
        for first, second in permutations(tokens, 2)
        if min(map(len, first.of(Kind.NAME)), default=0) >= PAIR_LETTERS and second.of(*_OWN)
    ]
    return min(pairs, key=lambda pair: counts.of(_shared(*pair))) if pairs else None


def _shared(first: Token, second: Token) -> Iterator[str]:
    begins = dict.fromkeys(name[:PAIR_LETTERS] for name in first.of(Kind.NAME))
    for start in begins:
        for other in second.of(*_OWN):
            yield f"{Kind.PAIR}{start} {other}"


def _contact(token: Token) -> tuple[str, ...]:
    return tuple(kind + start for kind, start in token.readings if kind not in _OWN)


def _steps(prefix: str) -> Iterator[list[Row]]:
    """The rows of one prefix, in steps that grow."""
    start, size = 0, _FIRST_STEP
    while rows := _rows(prefix, start, size):
        yield rows
        if len(rows) < size:
            return
        start, size = start + size, size * 2


def _rows(prefix: str, start: int, size: int) -> list[Row]:
    if start == 0:
        return _FIRST_ROWS.rows(prefix=prefix, after=prefix + _AFTER)
    return list(_range(prefix).values_list("patient_id", "term")[start : start + size])


_FIRST_ROWS: Prepared[Row] = Prepared(
    lambda: (
        SearchTerm.objects.filter(term__gte=Slot("prefix", str), term__lt=Slot("after", str))
        .order_by("term", "-patient_id")
        .values_list("patient_id", "term")[:_FIRST_STEP]
    )
)


def _range(prefix: str) -> QuerySet[SearchTerm]:
    """One range of the index in its own order: the exact word first, the newest patient first."""
    return SearchTerm.objects.filter(_begins(prefix)).order_by("term", "-patient_id")


def _matching(
    rows: list[Row], tokens: Sequence[Token], *, known: dict[UUID, list[str]]
) -> Iterator[tuple[UUID, list[str]]]:
    if len(tokens) == 1:
        yield from ((key, [term]) for key, term in rows if key not in known)
        return
    terms: dict[UUID, list[str]] = {key: [] for key, _ in rows if key not in known}
    begins = reduce(or_, (_begins(prefix) for token in tokens for prefix in token.prefixes))
    whose = SearchTerm.objects.filter(begins, patient_id__in=list(terms))
    for key, term in whose.values_list("patient_id", "term") if terms else ():
        terms[key].append(term)
    for key, has in terms.items():
        matched = [_matched(token, has) for token in tokens]
        if all(matched):
            yield key, list(chain.from_iterable(one[:1] for one in matched))


def _begins(prefix: str) -> Q:
    return Q(term__gte=prefix, term__lt=prefix + _AFTER)


def _matched(token: Token, terms: list[str]) -> list[str]:
    """The terms that fit, in the order in which the token is best read."""
    return [term for prefix in token.prefixes for term in sorted(terms) if term.startswith(prefix)]
