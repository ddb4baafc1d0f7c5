"""What later steps hold a treatment by; each tells it here, since readiness knows none of them."""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from percuta_clinic.readiness.items import Item

# Items by patient, for all the patients asked about at once.
Holds = Callable[[Collection[UUID]], Mapping[UUID, Item]]
HOLDS: list[Holds] = []


def held_by(patients: Collection[UUID]) -> Mapping[UUID, tuple[Item, ...]]:
    """Every item that holds the next treatment of these patients."""
    found: dict[UUID, tuple[Item, ...]] = {}
    for holds in HOLDS:
        for patient, item in holds(patients).items():
            found[patient] = (*found.get(patient, ()), item)
    return found
