"""What a schema cannot say of what was asked again: its day, its dates, what contradicts it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from percuta.casefile.checks import (
    FIRST_DAY,
    LAST_DAY,
    LATEST_START,
    answer_dates,
    marks_that_never_came,
)
from percuta.casefile.contradictions import contradictions_again
from percuta.casefile.problems import Path, Placed, placed
from percuta.questions import Answer, Kind
from percuta.screening.again import lasts, yes_lasts
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.contradictions import CONTRADICTIONS, in_zone, zones_apart
from percuta.screening.rounds import TAKEN
from percuta.screening.rules.recovery import NEEDLED_LAST
from percuta.zones.skin_map import NEVER_NEEDLED, ZONES

Raw = Mapping[str, Any]

STEM: Path = ("again", "answers")


def check_again(raw: Raw) -> Iterator[Placed]:
    """Every problem of the table of what was asked again, with its place."""
    table = raw.get("again")
    assessed_on = date.fromisoformat(raw["case"]["assessed_on"])
    if table is None or not FIRST_DAY <= assessed_on <= LAST_DAY:
        return
    on = date.fromisoformat(table["on"])
    if on < assessed_on:
        yield placed(("again", "on"), table["on"], f"before the assessment on {assessed_on}")
    elif on - assessed_on > LATEST_START:
        remedy = f"more than two years after the assessment on {assessed_on}: assess anew"
        yield placed(("again", "on"), table["on"], remedy)
    first, again = raw.get("answers", {}), table.get("answers", {})
    yield from answer_dates(raw, STEM, latest=on, what="the day it was asked again,")
    yield from marks_that_never_came(raw, STEM)
    yield from contradictions_again(_kept(first), again)
    yield from _taken_back(first, again)
    yield from _moved_back(first, again)
    yield from _taken_then(first, again, assessed_on)
    yield from _had_then(first, again)
    yield from _by_zone(raw, table)
    if table["sessions_done"]:
        yield from _never_needled(again, assessed_on)


def _kept(first: Raw) -> Raw:
    """The first answers that still count, those for the whole person or for all zones."""
    plain = {key: text for key, text in first.items() if isinstance(text, str)}
    words = {word.value: word for word in Answer}
    return {k: text for k, text in plain.items() if text in words and lasts(k, words[text])}


def _taken_back(first: Raw, again: Raw) -> Iterator[Placed]:
    """A yes that lasts, and a later no to the same question."""
    for key in again:
        if key not in first or not yes_lasts(key):
            continue
        for zone in zones_apart(first[key], again[key]):
            if in_zone(first[key], zone) == Answer.YES and in_zone(again[key], zone) == Answer.NO:
                path = _path(key, again[key], zone)
                remedy = "the first answer is yes, and such a yes lasts; mend one of them"
                yield placed(path, Answer.NO.value, remedy)
                break


def _moved_back(first: Raw, again: Raw) -> Iterator[Placed]:
    """A last time that is earlier now than when it was first asked, or has become never."""
    for key in again:
        if key not in first or QUESTIONS[key].kind is not Kind.LAST_TIME:
            continue
        for zone in zones_apart(first[key], again[key]):
            before, now = in_zone(first[key], zone), in_zone(again[key], zone)
            if isinstance(before, str) and isinstance(now, str) and _earlier(now, before):
                path = _path(key, again[key], zone)
                remedy = f"it was {before} when first asked, and cannot lie further back; mend one"
                yield placed(path, now, remedy)
                break


def _path(key: str, answer: object, zone: str | None) -> Path:
    """Where an answer stands, down to its zone if it tells zones apart."""
    return (*STEM, key, zone) if zone is not None and isinstance(answer, Mapping) else (*STEM, key)


def _earlier(now: str, before: str) -> bool:
    if not before[:1].isdigit():
        return False
    return now == Answer.NEVER or (now[:1].isdigit() and now < before)


def _taken_then(first: Raw, again: Raw, assessed_on: date) -> Iterator[Placed]:
    """What was taken at the assessment was last taken on that day or later."""
    for now, last_time in TAKEN:
        last = again.get(last_time.key)
        taken = first.get(now.key) == Answer.YES
        if taken and isinstance(last, str) and _earlier(last, assessed_on.isoformat()):
            remedy = (
                f"{now.key} was yes on {assessed_on}: that day or a later one; if it was called "
                "off, assess anew"
            )
            yield placed((*STEM, last_time.key), last, remedy)


def _had_then(first: Raw, again: Raw) -> Iterator[Placed]:
    """What was there at the assessment, and the answer now that it never was."""
    for pair in CONTRADICTIONS:
        now = again.get(pair.second.key)
        if pair.second.kind is Kind.LAST_TIME or now is None or pair.first.key not in first:
            continue
        for zone in zones_apart(first[pair.first.key], now):
            then, since = in_zone(first[pair.first.key], zone), in_zone(now, zone)
            if then == pair.answer == Answer.YES and since in pair.never:
                path = _path(pair.second.key, now, zone)
                remedy = f"{pair.first.key} was yes when first asked; mend one of them"
                yield placed(path, since, remedy)
                break


def _by_zone(raw: Raw, table: Raw) -> Iterator[Placed]:
    """Sessions given zone by zone: of every zone where some have visits of their own."""
    wished = {zone for concern in raw["concern"] for zone in concern["zones"]}
    wished -= {key for key, zone in ZONES.items() if zone.place in NEVER_NEEDLED}
    told, done = table.get("sessions_in", {}), table["sessions_done"]
    path: Path = ("again", "sessions_in")
    for zone, many in told.items():
        if zone not in wished:
            remedy = f"no session is wished for there; there are {', '.join(sorted(wished))}"
            yield placed((*path, zone), many, remedy)
        elif many > done:
            yield placed((*path, zone), many, f"more than sessions_done, {done}; mend one of them")
    missing = [zone for zone in sorted(wished) if zone not in told]
    split = done and raw.get("chosen", {}).get("apart")
    if missing and (told or split):
        remedy = (
            f"zones on visits of their own: say how many of the {done} sessions each zone had, "
            f"also {', '.join(missing)}, such as sessions_in = {{ {missing[0]} = 0 }}"
        )
        yield placed(path if told else ("again", "sessions_done"), told or done, remedy)


def _never_needled(again: Raw, assessed_on: date) -> Iterator[Placed]:
    """Sessions were given, and yet no zone was needled since the assessment."""
    given = again.get(NEEDLED_LAST.key)
    last = list(given.values()) if isinstance(given, Mapping) else [given]
    if given is None or Answer.NOT_KNOWN in last:
        return
    days = [date.fromisoformat(str(text)) for text in last if text != Answer.NEVER]
    if not any(day >= assessed_on for day in days):
        remedy = f"a session was given, so some zone was needled on {assessed_on} or later"
        yield placed((*STEM, NEEDLED_LAST.key), given, remedy)
