"""How a patient stands before a treatment, in one word and one short line."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from percuta_clinic.screening.referred import MOST_LETTERS, in_short, referrals
from percuta_clinic.screening.science import (
    HARDEST,
    Run,
    denied_titles,
    limits_of,
    open_questions,
    opens_on,
    rests_until,
    rules_with,
    urgent_titles,
)

State = Literal["missing", "waiting", "stale", "ask", "doctor", "not_now", "no", "clear"]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """``words`` fit on a chip; ``until`` is the day from which it may be asked again.

    ``unsent``: something was typed after these answers and not sent yet. ``urgent``: something may
    not wait, so a doctor sees it whatever else the rules say; then ``words`` name that.
    ``in_full`` is what ``for_doctor`` says, where there is room for all of it.
    """

    state: State
    words: str
    answered_on: date | None = None
    until: date | None = None
    open_questions: int = 0
    for_doctor: str = ""  # what a doctor decides on, in any place; empty if nothing waits for one
    in_full: str = ""
    referred: str = ""  # what a doctor referred and where no needle goes; more of it in ``limits``
    open_zones: tuple[str, ...] = ()  # that may be treated
    shut_zones: tuple[str, ...] = ()
    outdated: str = ""  # why these answers do not count, whatever their age; empty if they do
    unsent: bool = False
    urgent: bool = False
    denied: bool = False  # told as something that may not wait, then answered no
    device_known: bool = True
    limits: tuple[str, ...] = ()  # what is left out or done otherwise, where it may be treated
    off: str = ""  # why the patient's own days hold off what the rules let go on
    free_on: date | None = None  # and the first day they leave free
    rests_until: date | None = None  # where nothing but the last session holds back


MISSING = Standing(state="missing", words="Nothing answered yet")
WAITING = Standing(state="waiting", words="Waits for the answers")
NO_DEVICE = Standing(state="ask", words="Device not known", device_known=False)
REFER = "Refer now"
DENIED = "Told, then denied"
BEFORE_SESSION = "Answers from before the last session"
OF_TWO = "Answers from when two records were one"
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
    sent = list(referrals(run.screening.findings, run.decisions))
    denied = denied_titles(run)
    urgent, off = _refer(run), run.off if state == "clear" else None
    return Standing(
        state=state,
        words=urgent or _with_part(words, like_it, zones),
        answered_on=run.request.answered_on,
        until=until,
        open_questions=questions,
        for_doctor=urgent or (_about(DENIED, denied) if denied else _for_doctor(run)),
        in_full=_in_full(run),
        open_zones=run.screening.treatable,
        shut_zones=tuple(zone for zone in zones if zone not in run.screening.treatable),
        urgent=bool(urgent),
        denied=bool(denied),
        referred=in_short(sent),
        limits=(*(one.words for one in sent), *limits_of(run)),
        off=off.why if off else "",
        free_on=off.free_on if off else None,
        rests_until=rests_until(run.screening),
    )


def without_device(run: Run | None) -> Standing:
    """Where no rule of the device can be asked; what may not wait is said all the same."""
    urgent = _refer(run) if run is not None else ""
    if not urgent:
        return NO_DEVICE
    full = _in_full(run) if run is not None else ""
    return replace(NO_DEVICE, words=urgent, for_doctor=urgent, in_full=full, urgent=True)


def outdated(standing: Standing, words: str) -> Standing:
    """The same where the answers do not count any more; ``words`` say why.

    After a session nobody was asked yet what followed from it; answers given while two records
    were one may be another person's.
    """
    if standing.state not in ("clear", "stale", "ask"):
        return replace(standing, outdated=words)
    stale = replace(standing, state="stale", outdated=words)
    if standing.urgent or standing.denied:
        return stale if standing.urgent else replace(stale, words=words)
    return replace(stale, words=words, for_doctor="", in_full="")


def _words(run: Run, state: State, zones: list[str], *, until: date | None, questions: int) -> str:
    if state == "clear":
        return "Clear"
    if state == "ask":
        return f"{questions} question{'s' * (questions != 1)} open"
    titles = rules_with(run, zones, HARDEST[state])
    if state == "doctor":
        return _about("Doctor decides", titles)
    if state == "no":
        return _about("No", titles)
    return f"Not before {_short(until, run.request.day)}" if until else _about("Not now", titles)


def _for_doctor(run: Run) -> str:
    zones = run.screening.zones
    waiting = _waiting(run)
    if not waiting:
        return ""
    words = _listed(rules_with(run, waiting, HARDEST["doctor"]), MOST_LETTERS)
    return _with_part(words, waiting, zones)


def _waiting(run: Run) -> list[str]:
    """The places in which a doctor's word is what comes first."""
    return [key for key, one in run.screening.zones.items() if one is HARDEST["doctor"]]


def _in_full(run: Run) -> str:
    """What a doctor has to see, with nothing cut; what may not wait goes before the rest."""
    if titles := urgent_titles(run):
        return f"{REFER}: {'; '.join(_small(title) for title in titles)}"
    if titles := denied_titles(run):
        return f"{DENIED}: {'; '.join(_small(title) for title in titles)}. Look, and answer it"
    some, every = _waiting(run), run.screening.zones
    words = "; ".join(rules_with(run, some, HARDEST["doctor"])) if some else ""
    return f"{words}, {len(some)} of {len(every)} places" if 0 < len(some) < len(every) else words


def _about(what: str, titles: Sequence[str]) -> str:
    """What is found first, as much of it as fits a chip, and how much there is beside it."""
    listed = _listed(titles, MOST_LETTERS - len(what) - 2)
    return f"{what}: {_small(listed)}" if listed else what


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _refer(run: Run) -> str:
    """What may not wait, in words; empty where nothing presses."""
    titles = urgent_titles(run)
    return _about(REFER, titles) if titles else ""


def _listed(titles: Sequence[str], most: int) -> str:
    more = f" +{len(titles) - 1}" if titles[1:] else ""
    return f"{_cut(titles[0], most - len(more))}{more}" if titles else ""


def _cut(words: str, most: int) -> str:
    """At the last word that fits."""
    if len(words) <= most:
        return words
    kept = words[:most].rpartition(" ")[0] or words[: most - 1]
    return f"{kept.rstrip(',')}…"


def _short(day: date, near: date) -> str:
    year = f" {day.year}" if day.year != near.year else ""
    return f"{day.day} {day:%b}{year}"


def _with_part(words: str, some: Collection[str], zones: Collection[str]) -> str:
    """With the number of places it is about, if that fits."""
    full = f"{words}, {len(some)} of {len(zones)} places"
    return full if len(some) < len(zones) and len(full) <= MOST_LETTERS else words
