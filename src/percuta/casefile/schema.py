"""The JSON Schema of a case file, made from the questions, zones, devices and scales.

The reader checks against this same schema, so that what is published is what is enforced.
"""

from typing import Any

from percuta.assessment.concern import Kind
from percuta.assessment.scales import SCALES, ScarType
from percuta.country.catalogue import COUNTRIES
from percuta.devices.catalogue import DEVICES
from percuta.person import Phototype, Sex
from percuta.planning.creams import CREAMS, NEVER_OFFERED
from percuta.planning.house import PLACES, Skin
from percuta.planning.limits import SESSIONS_MOST
from percuta.questions import Answer, Question, Scope
from percuta.questions import Kind as AnswerKind
from percuta.screening.catalogue import QUESTIONS, RULES_BY_ID
from percuta.zones.skin_map import ZONES
from percuta.zones.zone import Zone

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NOT_KNOWN = Answer.NOT_KNOWN.value
LARGEST_FACE_ZONE, LARGEST_BODY_ZONE = 100, 4000  # cm2
DATE_OR_WORD = "a date; or: never, not known"
CONTROLS = (
    r"\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\uffff"
)
ISO_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
PLAIN_TEXT = rf"^[^{CONTROLS}]*$(?!\n)"  # "$" alone lets Python pass a last line break


def case_schema() -> Schema:
    """Schema of a whole case file, as parsed from TOML with dates as ISO text."""
    return {
        "$schema": DIALECT,
        "title": "Percuta case",
        **_table(
            {
                "case": _table(
                    {
                        "title": _text("What the case is about; no names of people."),
                        "assessed_on": _date(),
                    },
                    required=("assessed_on",),
                ),
                "person": _person(),
                "wish": _wish(),
                "concern": {"type": "array", "minItems": 1, "maxItems": 60, "items": _concern()},
                "answers": _table({key: _answer(q) for key, q in QUESTIONS.items()}),
                "again": _again(),
                "decision": {"type": "array", "maxItems": 40, "items": _decision()},
                "chosen": _chosen(),
                "house": _house(),
                "away": {"type": "array", "maxItems": 12, "items": _away()},
                "area_cm2": _table({key: _area(zone) for key, zone in ZONES.items()}),
                "published": _published(),
            },
            required=("case", "wish", "concern"),
        ),
    }


def _table(properties: Schema, *, required: tuple[str, ...] = ()) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return {**schema, "required": list(required)} if required else schema


def _choice(*values: str | int) -> Schema:
    return {"enum": list(values)}


def _text(description: str) -> Schema:
    return {"type": "string", "pattern": PLAIN_TEXT, "maxLength": 200, "description": description}


def _date() -> Schema:
    return {"type": "string", "pattern": ISO_DATE, "format": "date"}


def _number(*, above: float | None = None, least: float | None = None, most: float) -> Schema:
    schema: Schema = {"type": "number", "maximum": most}
    if above is not None:
        schema["exclusiveMinimum"] = above
    if least is not None:
        schema["minimum"] = least
    return schema


def _any_number(kind: str) -> Schema:
    """A number whose limits depend on person and device; those are checked with their reasons."""
    return {"type": kind, "minimum": -9999, "maximum": 9999}


def _away() -> Schema:
    days = {"first": _date(), "last": _date(), "sun": {"type": "boolean"}}
    return _table(days, required=("first", "last", "sun"))


def _decision() -> Schema:
    """A doctor's decision on what a rule finds; without zones it is about all of them."""
    return _table(
        {
            "rule": _choice(*RULES_BY_ID),
            "zones": _zones(),
            "by": _text("The doctor who decided, by name or initials."),
            "on": _date(),
            "until": _date(),
            "reason": _text("Why treatment may go on all the same."),
        },
        required=("rule", "by", "on", "until", "reason"),
    )


def _chosen() -> Schema:
    """What a clinician chose otherwise than proposed; by session, from that one on."""
    sessions = [f"{number}" for number in range(1, 2 * round(SESSIONS_MOST.value) + 1)]
    whole, number = _any_number("integer"), _any_number("number")
    by_zone = {key: _table(dict.fromkeys(sessions, number)) for key in ZONES}
    counted = {key: _table(dict.fromkeys(sessions, whole)) for key in ZONES}
    return _table(
        {
            "by": _text("Who chose, by name or initials."),
            "interval_days": whole,
            "apart": {"type": "array", "minItems": 1, "maxItems": 5, "items": _zones()},
            "sessions": _table(dict.fromkeys(ZONES, whole)),
            "depth_mm": _table(by_zone),
            "passes": _table(counted),
        },
        required=("by",),
    )


def _house() -> Schema:
    """The clinic's house protocol: defaults moved by its doctor, with the reason."""
    whole = _any_number("integer")
    kinds = _table({kind.value: whole for kind in Kind})
    depths = _table({place: _any_number("number") for place in sorted(PLACES)})
    return _table(
        {
            "number": {"type": "integer", "minimum": 1, "maximum": 9999},
            "by": _text("The doctor who signed it, by name or initials."),
            "on": _date(),
            "reason": _text("Why the clinic plans otherwise than the evidence read."),
            "interval_days": _table({skin.value: whole for skin in Skin}),
            "sessions": kinds,
            "passes": kinds,
            "depth_up_to_mm": depths,
        },
        required=("number", "by", "on", "reason"),
    )


def _zones() -> Schema:
    return {
        "type": "array",
        "minItems": 1,
        "maxItems": len(ZONES),
        "uniqueItems": True,
        "items": _choice(*ZONES),
    }


def _area(zone: Zone) -> Schema:
    return _number(least=1, most=LARGEST_FACE_ZONE if zone.share is None else LARGEST_BODY_ZONE)


def _person() -> Schema:
    table = _table(
        {
            "birth_date": _date(),
            "age": {"type": "integer", "minimum": 0, "maximum": 120},
            "sex": _choice(*(sex.value for sex in Sex), NOT_KNOWN),
            "phototype": _choice(*(p.roman for p in Phototype), NOT_KNOWN),
            "weight_kg": _number(least=25, most=350),
            "height_cm": _number(least=100, most=250),
        }
    )
    return {**table, "not": {"type": "object", "required": ["birth_date", "age"]}}


def _wish() -> Schema:
    return _table(
        {
            "device": _choice(*DEVICES),
            "numbing": _choice("yes", "no", NOT_KNOWN),
            "start_on": _date(),
            "event": _text("What the person wants to look well at, such as a wedding."),
            "event_on": _date(),
            "cream": _choice(*CREAMS, *NEVER_OFFERED),
            "cream_used_cm2": _number(least=0, most=5000),
            "country": _choice(*COUNTRIES, NOT_KNOWN),
        },
        required=("device",),
    )


def _concern() -> Schema:
    return _table(
        {
            "kind": _choice(*(kind.value for kind in Kind)),
            "zones": _zones(),
            "grade": _number(least=0, most=100),
            "scale": _choice(*SCALES),
            "scar_types": {
                "type": "array",
                "maxItems": len(ScarType),
                "uniqueItems": True,
                "items": _choice(*(t.value for t in ScarType)),
            },
        },
        required=("kind", "zones"),
    )


def _again() -> Schema:
    """What was asked again before a session; all of it counts as of its own day."""
    return _table(
        {
            "on": _date(),
            "sessions_done": {"type": "integer", "minimum": 0, "maximum": 50},
            "sessions_in": _table({key: {"type": "integer", "minimum": 0} for key in ZONES}),
            "cream_used_cm2": _number(least=0, most=5000),
            "answers": _table({key: _answer(q) for key, q in QUESTIONS.items()}),
        },
        required=("on", "sessions_done"),
    )


def _answer(question: Question) -> Schema:
    one = _one_answer(question)
    described = {"description": question.text}
    if question.scope is Scope.PERSON:
        return {**described, **one}
    by_zone = _table(dict.fromkeys(ZONES, one))
    return {
        **described,
        "if": {"type": "object"},
        "then": {**by_zone, "minProperties": 1},
        "else": one,
    }


def _one_answer(question: Question) -> Schema:
    if question.kind is AnswerKind.YES_NO:
        return _choice(Answer.YES.value, Answer.NO.value, NOT_KNOWN)
    words = _choice(Answer.NEVER.value, NOT_KNOWN)
    return {"if": words, "else": {**_date(), "description": DATE_OR_WORD}}


def _published() -> Schema:
    return _table(
        {
            "source": _text("Key of the published source this case is built from."),
            "device": _text("Device of the paper."),
            "sessions": {"type": "integer", "minimum": 1, "maximum": 50},
            "interval_days": _number(above=0, most=400),
            "depth": _text("Depth as the paper states it."),
            "endpoint": _text("Endpoint as the paper states it."),
            "people": _text("Who was treated."),
            "result": _text("What came of it."),
        },
        required=("source",),
    )
