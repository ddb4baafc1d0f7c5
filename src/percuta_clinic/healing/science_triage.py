"""What the science asks in a check-in and says to it: the same triage as on the command line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from percuta.healing.red_flags import TODAY, flags
from percuta.healing.triage import bands
from percuta.healing.triage.questions import (
    EYE,
    GROWS,
    NEAR_EYE,
    NEAR_EYE_GROWS,
    NOW_SIGNS,
    QUESTIONS,
    SEEN,
    SIGNS,
    TEMPERATURE,
    WORDS,
    WORRY,
    CheckQuestion,
    Kind,
    asked,
)
from percuta.healing.triage.report import Degree, Report
from percuta.healing.triage.report import Session as Given
from percuta.healing.triage.triage import Found, triage
from percuta.questions import Answer
from percuta_clinic.healing.models import CheckIn
from percuta_clinic.healing.queries import ended_at, made_for
from percuta_clinic.healing.science import treated_in, treated_unrecorded
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.stream import folded_of

COLDEST_C, HOTTEST_C = (
    34.0,
    43.0,
)  # °C that a thermometer on a living person shows
DEGREES = {degree.words: degree for degree in Degree}
YES_NO = {"yes": Answer.YES, "no": Answer.NO}
DEGREE_WORDS = (("none", "Not at all"), ("mild", "A little"), ("moderate", "Clearly"))
WORRY_WORDS = (("none", "Not at all"), ("mild", "A little"), ("moderate", "Somewhat"))
STRONG = {False: ("severe", "Very much"), True: ("severe", "Very")}
UNSURE = ("not known", "Not sure")
SAME_DAY = TODAY.patient
ASK_TEMPERATURE, ASK_WORDS = TEMPERATURE, WORDS
CANNOT_WAIT = frozenset(f"q-{one.key}" for one in NOW_SIGNS)  # what calls for help as it is ticked


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question with the choices that it has, none of them chosen before."""

    key: str
    text: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """Questions under one heading; ``none`` where one press may say no to all of them."""

    title: str
    asked: tuple[Asked, ...]
    help: str = ""
    none: bool = False


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What a check-in comes to, in what a database can keep."""

    day: int
    level: int
    found: list[dict[str, Any]]
    not_known: list[str]
    could: list[str]
    do: list[str]

    @property
    def speaks(self) -> int:
        """The level that answers alone would set; open questions may raise it to a watch."""
        return max((one["level"] for one in self.found), default=0)


def given(session: Session, zone: ZoneInfo) -> Given | None:
    """A session as it was really given, on its day where the patient lives; None: no needle."""
    folded = folded_of(session)
    treated = treated_in(folded, session.pack, made_for(session))
    if treated is None:
        return None
    return Given(on=ended_at(folded, session).astimezone(zone).date(), treated=treated)


def given_for(check_in: CheckIn, zone: ZoneInfo) -> Given | None:
    """What a check-in is about; None: no needle. What nobody recorded is judged the careful way."""
    if check_in.session is not None:
        return given(check_in.session, zone)
    return Given(on=check_in.began_at.astimezone(zone).date(), treated=treated_unrecorded())


def report_of(values: Mapping[str, Any], on: date) -> Report:
    """What was ticked, as the science reads it; what is unsure or odd stays open."""
    said = {key: str(values.get(f"q-{key}", "")) for key in QUESTIONS}
    doubtful = ("fever", "no") if unread_temperature(values) else None
    return Report(
        on=on,
        degrees={
            key: DEGREES[one] for key, one in said.items() if _is_degree(key) and one in DEGREES
        },
        answers={
            key: YES_NO[one]
            for key, one in said.items()
            if not _is_degree(key) and one in YES_NO and (key, one) != doubtful
        },
        temperature_c=temperature(str(values.get("temperature", ""))),
        words=str(values.get("words", "")).strip(),
    )


def temperature(typed: str) -> float | None:
    """Degrees Celsius as typed, with point or comma; None where it can be no living person's.

    Degrees Fahrenheit are turned into Celsius: no living person has as many of both.
    """
    plain = typed.strip().lower().replace("º", "°").replace(",", ".")
    try:
        found = float(plain.rstrip("°cf "))
    except ValueError:
        return None
    as_celsius = (found - 32) * 5 / 9
    is_fahrenheit = "c" not in plain and ("f" in plain or found > HOTTEST_C)
    found = round(as_celsius, 1) if is_fahrenheit else found
    return found if COLDEST_C <= found <= HOTTEST_C else None


def unread_temperature(values: Mapping[str, Any]) -> str:
    """What was typed for the thermometer and is no temperature that we can read; else empty."""
    typed = str(values.get("temperature", "")).strip()
    return typed if typed and temperature(typed) is None else ""


def kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was answered, by the keys of the science; an open question is not there."""
    said = {key: str(values.get(f"q-{key}", "")) for key in QUESTIONS}
    known = DEGREES.keys() | YES_NO.keys()
    told: dict[str, Any] = {key: one for key, one in said.items() if one in known}
    measured = temperature(str(values.get("temperature", "")))
    if typed := unread_temperature(values):
        return told | {"temperature_typed": typed}
    return told if measured is None else told | {"temperature_c": measured}


def judged(values: Mapping[str, Any], session: Given, on: date) -> Judged:
    """The level, the reasons with their sources, and what to do. Nobody's clock is read here."""
    found = triage(report_of(values, on), session)
    return Judged(
        day=found.day,
        level=int(found.level),
        found=[_reason(one) for one in found.found],
        not_known=[one.name for one in found.not_known],
        could=[one.name for one in found.open_flags],
        do=list(found.do),
    )


def _reason(one: Found) -> dict[str, Any]:
    return {
        "rule": one.rule.id,
        "level": int(one.rule.level),
        "patient": one.rule.patient,
        "clinician": one.rule.clinician,
        "because": one.because,
        "status": one.rule.status.value,
        "sources": [
            {"words": source.citation, "url": source.address} for source in one.rule.sources
        ],
    }


def groups(values: Mapping[str, Any], session: Given, on: date) -> tuple[Group, ...]:
    """The questions of this day, with what was answered so far deciding on further ones."""
    keys = {one.key: one for one in asked(report_of(values, on), session)}

    def of(*wanted: CheckQuestion) -> tuple[Asked, ...]:
        return tuple(_asked(one) for one in wanted if one.key in keys)

    found = (
        Group(title="Is one of these there now?", asked=of(*NOW_SIGNS), none=True),
        Group(title="Your skin today", asked=of(*SIGNS)),
        Group(title="Compared with yesterday", asked=of(*GROWS.values()), none=True),
        Group(title="Do you see or feel one of these?", asked=of(*SEEN), none=True),
        Group(title="Your eyes", asked=of(*EYE, NEAR_EYE, NEAR_EYE_GROWS), none=True),
        Group(title="And you?", asked=of(WORRY), help="Your worry alone is reason enough to call."),
    )
    return tuple(one for one in found if one.asked)


def _asked(one: CheckQuestion) -> Asked:
    choices: tuple[tuple[str, str], ...] = (("no", "No"), ("yes", "Yes"), UNSURE)
    if one.kind is Kind.DEGREE:
        is_worry = one.key == WORRY.key
        choices = (*(WORRY_WORDS if is_worry else DEGREE_WORDS), STRONG[is_worry])
    return Asked(key=one.key, text=one.text, choices=choices)


def emergencies(session: Given) -> tuple[str, ...]:
    """The signs that may not wait a minute, in the patient's words."""
    return flags(session.treated)[0].signs


def _is_degree(key: str) -> bool:
    return QUESTIONS[key].kind is Kind.DEGREE


@dataclass(frozen=True, kw_only=True)
class Told:
    """One question of an answer as staff read it; ``told`` is empty where nobody answered."""

    name: str
    told: str
    is_sign: bool = False


def told_in_words(values: Mapping[str, Any]) -> tuple[Told, ...]:
    """Every question with what was told, in the order in which they are asked."""
    rows = [
        Told(name=one.name, told=str(values.get(key, "")), is_sign=_is_degree(key))
        for key, one in QUESTIONS.items()
    ]
    if (measured := values.get("temperature_c")) is not None:
        rows.append(Told(name="temperature", told=f"{measured:.1f} °C"))
    if typed := values.get("temperature_typed"):
        rows.append(Told(name="temperature, as typed and not readable", told=str(typed)))
    return tuple(rows)


@dataclass(frozen=True, kw_only=True)
class Course:
    """The usual course of one sign: the last usual day and the latest, with what is known of it."""

    key: str
    name: str
    usual: int
    latest: int
    words: str
    sure: str


def courses(session: Given) -> tuple[Course, ...]:
    """For each sign that has one, for what was really done."""
    names = {one.key: one.name for one in SIGNS}
    rows = []
    for key in bands.BANDS:
        usual, latest = bands.last_days(key, session.treated)
        expected = bands.BANDS[key](session.treated)
        rows.append(
            Course(
                key=key,
                name=names[key],
                usual=usual,
                latest=max(latest, usual),
                words=expected.patient,
                sure=expected.sure,
            )
        )
    return tuple(rows)


def degree_of(values: Mapping[str, Any], key: str) -> int | None:
    """How much of a sign was told, from 0 to 3; None: not known."""
    found = DEGREES.get(str(values.get(key, "")))
    return None if found is None else int(found)


def is_field(name: str) -> bool:
    """Whether a page of a check-in has this field."""
    return name in ("temperature", "words") or name.removeprefix("q-") in QUESTIONS
