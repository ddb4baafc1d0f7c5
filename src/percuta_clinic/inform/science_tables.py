"""Tables of the public pages as the science holds them: words, counts, days, sources."""

from dataclasses import dataclass, replace
from functools import cache

from percuta.assessment.concern import INDICATIONS
from percuta.evidence.source import Source
from percuta.healing import aftercare, course_of_healing, effects, preparation, red_flags
from percuta.healing.advice import Advice, Does, Effect, Expectation, Flag
from percuta.healing.alternatives import ALTERNATIVES
from percuta.skin.session import REFERENCE_MM
from percuta.skin.told import TOLD
from percuta_clinic.inform.science import Cited, cited

_LEFT = {
    "nothing on the skin": "anything on the skin",
    "hands off": "touching the skin",
    "no sun at all": "all sun",
    "hardly any sun": "strong sun",
}

EFFECTS = (
    *(effects.USUAL, effects.BRUISES, effects.PIMPLES, effects.DARK_MARKS, effects.FLARE),
    *(effects.COLD_SORES, effects.INFECTION, effects.UNCLEAN, effects.TRACKS, effects.LUMPS),
    *(effects.KELOID, effects.CREAM),
)
BEFORE = (
    *(preparation.MEDICINES, preparation.HAIR, preparation.TANNER),
    *(preparation.CREAM, preparation.CLEAN, preparation.UNWELL),
)
AFTER = (
    *(aftercare.NOTHING_ON_WITHOUT_GEL, aftercare.NO_SUN, aftercare.WASH, aftercare.GENTLE),
    *(aftercare.TOUCH, aftercare.FRICTION, aftercare.SWEAT, aftercare.BATH, aftercare.MAKE_UP),
    *(aftercare.HAIR_AFTER, aftercare.LITTLE_SUN, aftercare.ACTIVES, aftercare.PEELS),
    *(aftercare.ROUTINE, aftercare.INJECTABLES, aftercare.PAINKILLERS),
)
SIGNS = (
    *(course_of_healing.SWELLING, course_of_healing.SORENESS, course_of_healing.TIGHTNESS),
    *(course_of_healing.ITCH, course_of_healing.SCABS, course_of_healing.BREAKOUT),
    course_of_healing.DARKER,
)
TODAY = replace(red_flags.TODAY, signs=(*red_flags.TODAY.signs, red_flags.NEAR_EYE))
FLAGS = (red_flags.NOW, TODAY, red_flags.WEEK, red_flags.LATE)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of a table: what it is about, its cells, and where they were read."""

    name: str
    cells: tuple[str, ...]
    items: tuple[str, ...] = ()
    sources: tuple[Cited, ...] = ()


@cache
def effect_rows() -> tuple[Row, ...]:
    """Unwanted effects in plain words, with every count read."""
    return tuple(_effect(one) for one in EFFECTS)


def _effect(one: Effect) -> Row:
    counts = tuple(f"{count.text}: {count.who}" for count in one.counts)
    sources = dict.fromkeys((*(count.source for count in one.counts), *one.sources))
    return Row(name=one.effect, cells=(one.patient,), items=counts, sources=_cited(*sources))


@cache
def other_rows() -> tuple[Row, ...]:
    """Needling beside peels and lasers: days seen, sessions, dark marks, how sure."""
    return tuple(
        Row(
            name=one.treatment,
            cells=(one.downtime, one.sessions, one.pigment, one.grade),
            sources=_cited(*one.sources),
        )
        for one in ALTERNATIVES
    )


@cache
def day_rows() -> tuple[Row, ...]:
    """Signs of healing: usual until, at the latest, in words, how sure."""
    signs = (course_of_healing.redness(REFERENCE_MM.value), *SIGNS)
    return tuple(_sign(one) for one in signs)


def _sign(one: Expectation) -> Row:
    latest = f"day {one.latest_day.value:g}" if one.latest_day else "not known"
    usual = f"day {one.to_day.value:g}"
    cells = (usual, latest, one.patient, one.sure)
    return Row(name=one.sign, cells=cells, sources=_cited(*one.sources))


@cache
def before_rows() -> tuple[Row, ...]:
    """What to do and to leave before a session."""
    return tuple(_advice(one) for one in BEFORE)


@cache
def after_rows() -> tuple[Row, ...]:
    """What to do and to leave after a session, with the hours."""
    return tuple(_advice(one) for one in AFTER)


def _advice(one: Advice) -> Row:
    words = (one.does.value, one.patient, _when(one))
    name = _left_be(one.topic) if one.does == Does.AVOID else one.topic
    return Row(name=name, cells=words, sources=_cited(*one.sources))


def _left_be(topic: str) -> str:
    """What one leaves, without a second no: “Leave” stands before it."""
    return _LEFT.get(topic) or topic.removeprefix("no ").replace(", no ", ", ")


def _when(one: Advice) -> str:
    ends = [end.value for end in (one.from_hour, one.to_hour) if end is not None]
    if not ends:
        return "always"
    if max(ends) <= 0:
        return f"from {_time(-min(ends))} before" if min(ends) < 0 else "on the day"
    if one.to_hour is None:
        return f"from {_time(min(ends))} on"
    if min(ends) <= 0:
        return f"for {_time(max(ends))}"
    return f"from {_time(min(ends))} to {_time(max(ends))}"


def _time(of_hours: float) -> str:
    days = of_hours / 24
    return f"{of_hours:g} hours" if of_hours <= 24 else f"{days:g} days"


@cache
def flag_rows() -> tuple[Row, ...]:
    """Signs that call for help, the most urgent first."""
    return tuple(_flag(one) for one in FLAGS)


def _flag(one: Flag) -> Row:
    sources = _cited(*one.sources)
    return Row(name=one.urgency.value, cells=(one.patient,), items=one.signs, sources=sources)


@cache
def concern_rows() -> tuple[Row, ...]:
    """Every named concern, and what was read about it."""
    return tuple(
        Row(name=one.name, cells=(one.known,), sources=_cited(*one.sources))
        for one in INDICATIONS.values()
    )


@cache
def told_rows() -> tuple[Row, ...]:
    """What is often told, beside what was read."""
    return tuple(
        Row(
            name=one.topic,
            cells=(one.one_side, one.other_side, one.decision),
            sources=_cited(*one.sources),
        )
        for one in TOLD
    )


def _cited(*sources: Source) -> tuple[Cited, ...]:
    return tuple(cited(one) for one in sources)
