"""Whose a row is that was made while two records were one: what it is about says so."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from percuta_clinic.patients.belongings import FOLLOWS, Belonging, every_belonging, what_moves
from percuta_clinic.patients.models import Merge, Patient

Rows = Mapping[str, frozenset[str]]  # keys, by the name of what they are


def follow(*, kept: UUID, left: UUID) -> None:
    """Puts every row of two people with what it is about, whenever it was made."""
    known, pair = {one.name: one for one in every_belonging()}, (kept, left)
    for name, parents in FOLLOWS.items():
        one = known[name]
        ties = [(column, known[parent]) for column, parent in parents.items()]
        for column, parent in reversed(ties):  # the first has the last word
            owners = one.apart(column, of=parent, pair=pair)
            for to, of in (pair, pair[::-1]):
                one.move(of=of, to=to, only=[key for key, whose in owners.items() if whose == to])
        for column, parent in ties:
            if apart := one.apart(column, of=parent, pair=pair):
                one.let_go(column, apart)


def made_since(merge: Merge, kept: Patient) -> Rows:
    """What was made at the kept record since, without what later merges brought there."""
    later = Merge.objects.filter(kept=kept, undone_at=None, at__gt=merge.at)
    brought = [merge.moved["rows"], *(one.moved["rows"] for one in later)]
    return {one.name: _since(one, merge, brought) for one in what_moves()}


def _since(
    one: Belonging, merge: Merge, brought: Iterable[Mapping[str, list[str]]]
) -> frozenset[str]:
    had = merge.moved.get("had", {}).get(one.name, ())
    known = (key for rows in brought for key in rows.get(one.name, ()))
    return frozenset(one.keys(merge.kept_id)).difference(had, known)


def rows_of(patient: Patient) -> Rows:
    """Everything that moves with a person."""
    return {one.name: frozenset(one.keys(patient.pk)) for one in what_moves()}


def counted(one: Belonging, keys: Collection[str]) -> str:
    """How many, in words."""
    meta = one.model._meta
    name = meta.verbose_name if len(keys) == 1 else meta.verbose_name_plural
    return f"{len(keys)} {name}"
