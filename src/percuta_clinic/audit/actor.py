"""Who acts: a person with an account, or the clinic's own machinery."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Actor:
    """``name`` as it stood when it happened; names change, the log does not."""

    id: UUID | None
    name: str


SYSTEM = Actor(id=None, name="Percuta")
