"""How a patient stands before a treatment, in one word and one short line."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from percuta_clinic.screening.science import HARDEST, Run, open_questions, opens_on, rules_with

State = Literal["missing", "waiting", "stale", "ask", "doctor", "not_now", "no", "clear"]
MOST_LETTERS = 40


@dataclass(frozen=True, kw_only=True)
class Standing:
    """``words`` fit on a chip; ``until`` is the day from which it may be asked again.

    ``unsent``: something was typed after these answers and not sent yet.
    """

    state: State
    words: str
    answered_on: date | None = None
    until: date | None = None
    open_questions: int = 0
    open_zones: tuple[str, ...] = ()  # that may be treated
    shut_zones: tuple[str, ...] = ()
    before_session: bool = False
    unsent: bool = False


MISSING = Standing(state="missing", words="Nothing answered yet")
WAITING = Standing(state="waiting", words="Waits for the answers")
NO_DEVICE = Standing(state="ask", words="Device not known")
BEFORE_SESSION = "Answers from before the last session"
STATES: dict[str, State] = {
    "plan": "clear",
    "doctor": "doctor",
    "ask": "ask",
    "not_now": "not_now",
    "no": "no",
}


def standing_of(run: Run) -> Standing:
    """The most hopeful place decides; the words say where places differ."""
    zones = run.screening.zones
    best = run.screening.verdict
    state = STATES[best.value]
    like_it = [key for key, verdict in zones.items() if verdict is best]
    until = opens_on(run, like_it) if state == "not_now" else None
    questions = open_questions(run)
    words = _words(run, state, like_it, until=until, questions=questions)
    if state == "clear" and run.stale:
        state, words = "stale", f"Answers of {_short(run.request.answered_on, run.request.day)}"
    part = f"{len(like_it)} of {len(zones)} places" if len(like_it) < len(zones) else ""
    return Standing(
        state=state,
        words=_fitted(words, part),
        answered_on=run.request.answered_on,
        until=until,
        open_questions=questions,
        open_zones=run.screening.treatable,
        shut_zones=tuple(zone for zone in zones if zone not in run.screening.treatable),
    )


def before_session(standing: Standing) -> Standing:
    """The same where skin was needled since: what followed from that nobody was asked yet."""
    if standing.state not in ("clear", "stale", "ask"):
        return replace(standing, before_session=True)
    return replace(standing, state="stale", words=BEFORE_SESSION, before_session=True)


def _words(run: Run, state: State, zones: list[str], *, until: date | None, questions: int) -> str:
    if state == "clear":
        return "Clear"
    if state == "ask":
        return f"{questions} question{'s' * (questions != 1)} open"
    about = _listed(rules_with(run, zones, HARDEST[state]))
    if state == "doctor":
        return f"Doctor decides: {about}"
    if state == "no":
        return f"No: {about}"
    return f"Not before {_short(until, run.request.day)}" if until else f"Not now: {about}"


def _listed(families: Iterable[str]) -> str:
    found = list(families)
    return found[0] + (f" and {len(found) - 1} more" if found[1:] else "") if found else ""


def _short(day: date, near: date) -> str:
    year = f" {day.year}" if day.year != near.year else ""
    return f"{day.day} {day:%b}{year}"


def _fitted(words: str, part: str) -> str:
    """On a chip; what does not fit is cut at a letter."""
    if part and len(words) + len(part) + 2 <= MOST_LETTERS:
        words = f"{words}, {part}"
    return words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - 1]}…"
