"""What was read from a label: one shape for every system of codes."""

from calendar import monthrange
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils import timezone

MOST = 300  # signs of one code; longer than any label's
NO_SUCH_DAY = "The expiry date on this label does not exist. Read the print."
NOT_READ = (
    "This looks like a {system} code but cannot be read whole. Read it again, or type the lot."
)


@dataclass(frozen=True, kw_only=True)
class Code:
    """``system`` is gs1, hibc or text. ``item`` is the GTIN, or the labeler with its article.

    ``flags`` say in words what is wrong with the label; what it says was read all the same.
    ``link`` joins the second of two HIBC labels to the first.
    """

    system: str
    raw: str
    item: str = ""
    lot: str = ""
    expires: date | None = None
    serial: str = ""
    flags: tuple[str, ...] = ()
    link: str = ""

    @property
    def unit(self) -> str:
        """The one piece this label is on; empty where no serial number tells it from others."""
        return unit_key(self.item, self.lot, self.serial)


def unit_key(item: str, lot: str, serial: str) -> str:
    """How a piece is known here, however its label was read."""
    if not serial.strip():
        return ""
    return "|".join(part.strip().upper() for part in (item, lot, serial))


def told(code: Code) -> dict[str, Any]:
    """The code as tablets and forms read it."""
    found = asdict(code) | {"unit": code.unit, "flags": list(code.flags)}
    found["expires"] = code.expires.isoformat() if code.expires else ""
    return found


def year_of(two: int) -> int:
    """The year within fifty of this one that ends so, as GS1 has it."""
    now = timezone.now().year
    century = now - now % 100
    if two - now % 100 > 50:
        return century - 100 + two
    return century + two + (100 if two - now % 100 < -49 else 0)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, the last of the month for day 0; None where there is none."""
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    return date(year, month, day or last) if day <= last else None
