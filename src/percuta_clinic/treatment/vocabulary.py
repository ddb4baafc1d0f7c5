"""What can be said of a session: each slot with the shape of its value.

Only nonsense is refused. What goes beyond a clinical limit is a fact, and is accepted.
"""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

Line = Annotated[str, Meta(max_length=300)]
Words = Annotated[str, Meta(max_length=2000)]
Key = Annotated[str, Meta(max_length=60, pattern=r"^[A-Za-z0-9_.-]*$")]
_ITEM = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
Item = Annotated[str, Meta(max_length=36, pattern=rf"^({_ITEM})?$")]
Day = Annotated[str, Meta(pattern=r"^(\d{4}-\d\d-\d\d)?$")]
Grams = Annotated[float, Meta(ge=0, le=1000)]
Area = Annotated[float, Meta(ge=0, le=20_000)]
Depth = Annotated[float, Meta(ge=0, le=20)]
Passes = Annotated[int, Meta(ge=0, le=200)]
Pain = Annotated[int, Meta(ge=0, le=10)]
Moment = Annotated[datetime, Meta(tz=True)]
# The one form of a moment that every reader here takes; values are kept as they were sent.
WRITTEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)
YEARS = range(1970, 2101)  # a clock that was never set, and far beyond any session
MOST_BYTES = 8_000  # of one value


def refuse_no_time(name: str, value: Any) -> None:
    """Raises ValueError for a moment or a day that no calendar here has."""
    if isinstance(value, datetime) and value.year not in YEARS:
        raise ValueError(f"{name} is in the year {value.year}")
    if name in ("expires", "day") and value:
        try:
            date.fromisoformat(value)
        except ValueError as trouble:
            raise ValueError(f"{name}: {value} is no day of a calendar") from trouble


class _Value(msgspec.Struct, forbid_unknown_fields=True):
    """A value that has these parts and no others."""

    def __post_init__(self) -> None:
        """Refuses moments and days that are none."""
        for name in self.__struct_fields__:
            refuse_no_time(name, getattr(self, name))


class Pause(_Value):
    on: bool
    why: Line = ""


class Why(_Value):
    why: Line


class Identity(_Value):
    checked: bool


class Home(_Value):
    """Cream put on at home in the last 24 hours."""

    used: Literal["no", "yes", "unknown"]
    name: Line = ""
    area_cm2: Area | None = None
    grams: Grams | None = None
    at: Moment | None = None


class Changed(_Value):
    changed: Literal["no", "yes"]
    what: Words = ""
    judged: Line = ""


class Cleansed(_Value):
    done: bool
    how: Line = ""


class NoCream(_Value):
    none: bool
    why: Line = ""


class Cream(_Value, kw_only=True):
    """One application; ``struck`` says why it never was."""

    cream: Key
    name: Line
    lot: Item = ""
    lot_number: Line = ""
    expires: Day = ""
    grams: Grams
    area_cm2: Area
    zones: Annotated[list[Key], Meta(max_length=80)]
    on_at: Moment
    struck: Line = ""


class CreamOff(_Value):
    """It came off; whether the skin is clean and intact is null until somebody looked."""

    off_at: Moment
    clean: bool | None = None
    intact: bool | None = None
    look: Line = ""


class Cartridge(_Value, kw_only=True):
    code: Line
    how: Literal["scanner", "camera", "typed"]
    gtin: Line = ""
    lot: Line = ""
    expires: Day = ""
    serial: Line = ""
    stock_lot: Item = ""
    name: Line = ""
    checked: Literal[
        "ok",
        "not checked",
        "used before",
        "expired",
        "recalled",
        "other device",
        "device not known",
        "unknown",
    ]
    opened_at: Moment
    struck: Line = ""


class CartridgeEnd(_Value):
    how: Literal["used", "broken", "unused"]
    why: Line = ""


class Needled(_Value):
    """One zone, or another depth in it. ``left_out`` says why it was not needled."""

    depth_mm: Depth | None
    passes: Passes | None
    speed: Line = ""
    endpoint: Line = ""
    pain: Pain | None = None
    cartridge: Item = ""
    why: Line = ""
    left_out: Line = ""
    done: bool = False


class Problem(_Value):
    kind: Literal[
        "bleeding",
        "faint",
        "allergy",
        "toxicity",
        "too_deep",
        "staff_needle",
        "something_else",
    ]
    at: Moment


class ProblemStep(_Value):
    """A step that was done; ``struck`` says why it was taken back."""

    at: Moment
    note: Line = ""
    struck: Line = ""


class ProblemEnd(_Value):
    at: Moment
    outcome: Literal["settled", "stopped", "doctor", "emergency"]
    note: Words = ""


class Check(_Value):
    ok: bool


class Soothing(_Value):
    what: Line
    lot_number: Line = ""


class Skin(_Value):
    look: Annotated[list[Line], Meta(max_length=20)]
    note: Words = ""


class Picture(_Value):
    photo: Literal["taken", "refused", "not taken"]
    why: Line = ""


class Aftercare(_Value):
    handed: Literal["paper", "phone", "both", "no"]
    why: Line = ""


class NextDate(_Value):
    booked: bool
    day: Day = ""
    why: Line = ""


class Note(_Value):
    text: Annotated[str, Meta(max_length=5000)]


Stage = Literal["arrive", "cleanse", "numb", "needle", "finish", "sign"]
_ZONE, _KEY = r"[a-z][a-z_]{0,59}", r"[a-z][a-z0-9_]{0,39}"
_SLOTS: tuple[tuple[str, Any], ...] = (
    ("stage", Stage),
    ("pause", Pause),
    ("stop", Why),
    ("arrive/identity", Identity),
    ("arrive/home", Home),
    ("arrive/changed", Changed),
    ("cleanse", Cleansed),
    ("numb/none", NoCream),
    (f"numb/{_ITEM}", Cream),
    (f"numb/{_ITEM}/off", CreamOff),
    (f"cartridge/{_ITEM}", Cartridge),
    (f"cartridge/{_ITEM}/end", CartridgeEnd),
    (f"zone/{_ZONE}", Needled),
    (f"zone/{_ZONE}/more/{_ITEM}", Needled),
    (f"problem/{_ITEM}", Problem),
    (f"problem/{_ITEM}/step/{_KEY}", ProblemStep),
    (f"problem/{_ITEM}/end", ProblemEnd),
    (f"check/{_KEY}", Check),
    ("finish/soothing", Soothing),
    ("finish/skin", Skin),
    ("finish/photo", Picture),
    ("finish/aftercare", Aftercare),
    ("finish/next", NextDate),
    (f"note/{_ITEM}", Note),
)
SLOTS = tuple((re.compile(pattern), shape) for pattern, shape in _SLOTS)


def why_not(slot: str, value: Any) -> str:
    """What is wrong with this, in words; empty if nothing is."""
    shape = next((shape for pattern, shape in SLOTS if pattern.fullmatch(slot)), None)
    if shape is None:
        return f"Nothing of a session is called “{slot[:60]}”."
    try:
        read = msgspec.convert(value, type=shape)
    except msgspec.ValidationError as trouble:
        return _too_long(slot, value) or f"{slot}: {trouble}."
    if why := _unread(read, value):
        return f"{slot}: {why}"
    written = msgspec.json.encode(value)
    if len(written) > MOST_BYTES:
        return f"{slot}: {len(written)} bytes; at most {MOST_BYTES} are kept of one entry."
    if b"\\u0000" in written:
        return f"{slot}: a NUL sign, which no text here can hold. Type it again without it."
    return ""


def _too_long(slot: str, value: Any) -> str:
    """Which part has more letters than its slot holds, in words; empty if none has."""
    shape = next((shape for pattern, shape in SLOTS if pattern.fullmatch(slot)), None)
    if not isinstance(value, dict) or not isinstance(shape, type):
        return ""
    for field in msgspec.structs.fields(shape):
        told, most = (
            value.get(field.name),
            getattr(msgspec.inspect.type_info(field.type), "max_length", None),
        )
        if isinstance(told, str) and most is not None and len(told) > most:
            words = field.name.replace("_", " ")
            return f"{slot}, {words}: at most {most} letters; {len(told)} were entered. Shorten it."
    return ""


def _unread(read: Any, value: Any) -> str:
    """A moment as it was written that other readers cannot take; empty if there is none."""
    for name in getattr(read, "__struct_fields__", ()):
        if isinstance(getattr(read, name), datetime) and not WRITTEN.fullmatch(value[name]):
            told = f"{name}: {value[name]!r} is no moment as it is written here"
            return f"{told}. Write it like 2026-11-29T04:00:00Z."
    return ""
