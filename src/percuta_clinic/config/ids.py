"""Names for rows: unique everywhere, in the order they were made."""

import secrets
import time
from uuid import UUID

_MILLISECOND = 1_000_000


def new_id() -> UUID:
    """A version 7 UUID (RFC 9562): milliseconds first, so that indexes grow at one end."""
    made = time.time_ns() // _MILLISECOND
    chance = secrets.randbits(74)
    value = (made & (2**48 - 1)) << 80 | 0x7 << 76 | (chance >> 62) << 64
    return UUID(int=value | 0b10 << 62 | chance & (2**62 - 1))
