"""A check-in after a session, from a TOML file, and the blank one to fill in.

``[session]`` is the session as it was given, ``[check_in]`` the day, the signs in four degrees, yes
or no to the rest, and words that no rule reads. Whatever is left out is not known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from percuta.casefile.problems import CaseFileError, near_names, printable, shown
from percuta.casefile.reader import LARGEST_BYTES
from percuta.healing.treated import Treated
from percuta.healing.triage.questions import QUESTIONS, TEMPERATURE, WORDS, Kind
from percuta.healing.triage.report import Degree, Report, Session
from percuta.questions import Answer
from percuta.response.study_file import DEEPEST_MM, in_words
from percuta.zones.skin_map import NEVER_NEEDLED, ZONES

NOT_KNOWN = "not known"
YES_NO = {"yes": Answer.YES, "no": Answer.NO, NOT_KNOWN: Answer.NOT_KNOWN}
DEGREES = {degree.words: degree for degree in Degree}
COLDEST_C, HOTTEST_C = 34.0, 43.0  # what a thermometer on a living person shows
LONGEST_AFTER = timedelta(days=730)
MOST_WORDS = 5000
BLANK_HEAD = """\
# A check-in after a session. What you leave at "not known" is never read as a no.

[session]
on = {session}
zones = []                     # such as ["cheek_left", "forehead"]; empty: not known
# deepest_mm = 1.0             # the deepest setting; left out: not known

[check_in]
on = {on}
"""


class BadCheckIn(CaseFileError):
    """A file of a check-in that cannot be used; the message names entry, value and way out."""


class _Session(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    on: date
    zones: tuple[str, ...] = ()
    deepest_mm: float | None = None


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    session: _Session
    check_in: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class CheckIn:
    """A check-in and the session it is about."""

    report: Report
    session: Session


def read_check_in(path: Path) -> CheckIn:
    """Read and check a file; BadCheckIn with one message that names what is wrong."""
    name = printable(str(path))
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise BadCheckIn(f"{name}: there is no such file; check the name") from None
    except OSError as error:
        raise BadCheckIn(f"{name}: {error.strerror}") from error
    if len(content) > LARGEST_BYTES:
        raise BadCheckIn(f"{name}: over {LARGEST_BYTES} bytes; a check-in is one short page")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadCheckIn(f"{name}: no UTF-8 text; save it as UTF-8") from None
    return parse_check_in(text, str(path))


def parse_check_in(text: str, file: str) -> CheckIn:
    """A check-in from TOML text; ``file`` names it in messages."""
    name = printable(file)
    try:
        found = msgspec.toml.decode(text, type=_File)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError) as error:
        raise BadCheckIn(f"{name}: {printable(in_words(error))}") from None
    wrong = [*_wrong_session(found.session), *_wrong_answers(found)]
    if wrong:
        raise BadCheckIn("\n".join(f"{name}: {one}" for one in wrong))
    return _built(found)


def _wrong_session(given: _Session) -> Iterator[str]:
    for zone in given.zones:
        if zone not in ZONES or ZONES[zone].place in NEVER_NEEDLED:
            near = near_names(zone, ZONES) or "; percuta zones lists them"
            never = "is never needled" if zone in ZONES else "no such zone"
            yield f"session.zones: {shown(zone)} {never}{near if zone not in ZONES else ''}"
    depth = given.deepest_mm
    if depth is not None and not 0 < depth <= DEEPEST_MM:
        yield (
            f"session.deepest_mm = {depth:g}; over 0 and up to {DEEPEST_MM:g} is wanted, "
            "or leave it out"
        )


def _wrong_answers(found: _File) -> Iterator[str]:
    for key, value in found.check_in.items():
        if key == "on":
            yield from _wrong_day(value, found.session.on)
        elif key == "temperature_c":
            yield from _wrong_temperature(value)
        elif key == "words":
            if not isinstance(value, str) or len(value) > MOST_WORDS:
                yield f"check_in.words: text of at most {MOST_WORDS} characters is wanted"
        elif key not in QUESTIONS:
            known = [*QUESTIONS, "temperature_c", "words"]
            near = near_names(key, known) or "; percuta check-in --blank prints every name"
            yield f"check_in.{printable(key)}: unknown name{near}"
        elif (words := _possible(key)) and not (isinstance(value, str) and value in words):
            yield f"check_in.{key} = {shown(value)}; one of {', '.join(words)} is wanted"
    if "on" not in found.check_in:
        yield "check_in.on: missing; the day of the check-in is needed, such as 2026-11-04"


def _possible(key: str) -> tuple[str, ...]:
    if QUESTIONS[key].kind is Kind.DEGREE:
        return (*DEGREES, NOT_KNOWN)
    return tuple(YES_NO)


def _wrong_day(value: object, session: date) -> Iterator[str]:
    if type(value) is not date:
        yield f"check_in.on = {shown(value)}; a date such as 2026-11-04 is wanted, without quotes"
    elif value < session:
        yield f"check_in.on = {value}: before the session on {session}; mend one of them"
    elif value - session > LONGEST_AFTER:
        yield f"check_in.on = {value}: over two years after the session on {session}; mend one"


def _wrong_temperature(value: object) -> Iterator[str]:
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not number or not COLDEST_C <= float(str(value)) <= HOTTEST_C:
        yield (
            f"check_in.temperature_c = {shown(value)}; degrees Celsius from {COLDEST_C:g} to "
            f"{HOTTEST_C:g} are wanted, or leave it out"
        )


def _built(found: _File) -> CheckIn:
    told = found.check_in
    known = {key: one for key, one in told.items() if key in QUESTIONS and one != NOT_KNOWN}
    measured = told.get("temperature_c")
    return CheckIn(
        report=Report(
            on=told["on"],
            degrees={k: DEGREES[v] for k, v in known.items() if _is_degree(k)},
            answers={k: YES_NO[v] for k, v in known.items() if not _is_degree(k)},
            temperature_c=None if measured is None else float(measured),
            words=str(told.get("words", "")),
        ),
        session=Session(on=found.session.on, treated=_treated(found.session)),
    )


def _is_degree(key: str) -> bool:
    return QUESTIONS[key].kind is Kind.DEGREE


def _treated(given: _Session) -> Treated:
    """What the triage reads of a session; the rest stands as not known."""
    return Treated(
        zones=tuple(ZONES[zone] for zone in given.zones),
        deepest_mm=given.deepest_mm,
        bleeds=True,
        for_pigment=False,
        darkens=True,
        tans=True,
        has_gel=False,
    )


def blank_check_in(on: date) -> str:
    """A check-in with every question and no answer."""
    lines = [BLANK_HEAD.format(session=on, on=on)]
    for key, question in QUESTIONS.items():
        lines.append(f"# {question.text} ({', '.join(_possible(key))})")
        lines.append(f'{key} = "{NOT_KNOWN}"')
        if key == "fever":
            lines += [f"# {TEMPERATURE}", "# temperature_c = 36.8"]
    return "\n".join([*lines, f"# {WORDS} No rule reads it; a person does.", 'words = ""', ""])
