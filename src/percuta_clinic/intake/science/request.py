"""From what was told in every form to the request that rules and planner look at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from percuta.country.catalogue import COUNTRIES
from percuta.devices.catalogue import DEVICES
from percuta.person import Person, Phototype, Sex
from percuta.planning.request import Request
from percuta.questions import Answers, Given
from percuta.screening.again import answers_again, no_longer
from percuta.screening.rounds import At, over_rounds
from percuta.screening.rounds import Round as Counted
from percuta.screening.rules.recovery import NEEDLED_LAST
from percuta.zones.skin_map import ZONES
from percuta_clinic.booking.queries import NO_SESSIONS, Had, Sessions
from percuta_clinic.intake.science.told import Told


class DeviceGone(Exception):
    """No device to screen for: the one that was named is not in the catalogue any more."""


@dataclass(frozen=True, kw_only=True)
class About:
    """What is known of a person from the record, and where and with what treatment would be."""

    birth_date: date | None
    sex: str
    device: str
    country: str
    had: Sessions = NO_SESSIONS
    seen_phototype: str = ""  # what a clinician saw, which counts more than what was told

    def person(self, told: Phototype | None) -> Person:
        """As the rules know a person."""
        known = {one.roman: one for one in Phototype}
        return Person(
            birth_date=self.birth_date,
            sex=Sex(self.sex) if self.sex in set(Sex) else None,
            phototype=known.get(self.seen_phototype, told),
        )


@dataclass(frozen=True, kw_only=True)
class Round:
    """What one form told, and on which day; ``confirmed`` is what the clinic asked or saw.

    ``again``: it asked what may have changed; otherwise everything.
    """

    told: Told
    answered_on: date
    again: bool = True
    confirmed: frozenset[At] = frozenset()

    @property
    def counted(self) -> Counted:
        """As the rules read several rounds."""
        told = self.told
        return Counted(
            answers=told.answers, zones=told.zones, on=self.answered_on, confirmed=self.confirmed
        )


def kept(rounds: Sequence[Round]) -> Answers:
    """The answers of earlier rounds that count without being asked again."""
    return answers_again(merged(rounds), Answers()) if rounds else Answers()


def merged(rounds: Sequence[Round]) -> Answers:
    """The newest answers after all rounds, as they were told, with what lasts of earlier ones."""
    found = rounds[0].told.answers
    for later in rounds[1:]:
        found = answers_again(found, later.told.answers)
    return found


def with_last_session(answers: Answers, zones: Sequence[str], had: Sessions) -> Answers:
    """The record knows that skin was needled, whatever was answered; everywhere, or by zone.

    Where the record does not know where, somebody who told of that day or a later one did.
    """
    told = answers.zones.get(NEEDLED_LAST.key, {})
    if had.last_on is None:
        return answers
    since = had.anywhere.last_on
    if since is not None and any(isinstance(one, date) and one >= since for one in told.values()):
        had = replace(had, anywhere=Had())
    last = {zone: had.had_in(zone).last_on for zone in zones}
    needled = {zone: _later(told.get(zone), day) for zone, day in last.items() if day is not None}
    if not needled:
        return answers
    return replace(answers, zones={**answers.zones, NEEDLED_LAST.key: {**told, **needled}})


def told_otherwise(newest: Round, last: date | None) -> bool:
    """Whether answers given after that day name no needling as late as the record does."""
    told = newest.told.answers.zones.get(NEEDLED_LAST.key)
    if last is None or told is None or newest.answered_on <= last:
        return False
    return not any(isinstance(one, date) and one >= last for one in told.values())


def _later(told: Given | None, last: date) -> date:
    return max(told, last) if isinstance(told, date) else last


def request_of(rounds: Sequence[Round], *, about: About, day: date) -> Request:
    """What treatment on ``day`` is asked for. ``rounds`` is not empty."""
    request = _of_last(rounds, about=about, day=day)
    answers = over_rounds([one.counted for one in rounds], request.situation)
    zones = rounds[-1].told.zones
    return replace(request, answers=with_last_session(answers, zones, about.had))


def _of_last(rounds: Sequence[Round], *, about: About, day: date) -> Request:
    first, last = rounds[0], rounds[-1]
    told = last.told
    if about.device not in DEVICES:
        raise DeviceGone(f"The device {about.device!r} is not in the catalogue.")
    return Request(
        person=about.person(told.skin_type),
        answers=told.answers,
        device=DEVICES[about.device],
        day=max(day, last.answered_on),
        answered_on=last.answered_on,
        concerns=told.concerns,
        numbing={"yes": True, "no": False}.get(told.numbing),
        sessions_done=about.had.done,
        sessions_in=_sessions_in(about.had),
        began_on=first.answered_on if about.had.done else None,
        country=COUNTRIES.get(about.country),
        event=told.event,
        event_on=told.event_on,
        away=told.away,
        answers_kept=len(rounds) > 1 and rounds[-1].again,
        no_longer=tuple(no_longer(merged(rounds[:-1]), told.answers)) if rounds[1:] else (),
    )


def _sessions_in(had: Sessions) -> dict[str, int]:
    """How often each zone was needled here, where a record says so; else all count everywhere."""
    return {zone: had.had_in(zone).count for zone in ZONES} if had.in_zones else {}


def blank_request(about: About, *, told: Told, day: date) -> Request:
    """A request to ask questions for, while a form is still being filled in."""
    return _of_last((Round(told=told, answered_on=day),), about=about, day=day)
