"""What comes out of cleaning an upload."""

from dataclasses import dataclass


class Refused(Exception):
    """A file that is not taken; says what was found and what is accepted."""


@dataclass(frozen=True, kw_only=True)
class Clean:
    """What may be kept. ``small`` is a picture's preview; a document has no width and height."""

    content: bytes
    kind: str
    small: bytes | None = None
    width: int = 0
    height: int = 0
