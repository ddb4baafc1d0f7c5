"""How a course went in plain words, each with what it rests on."""

from collections.abc import Sequence
from typing import Any

from percuta_clinic.intake.science.places import place_words
from percuta_clinic.premises.models import Clinic
from percuta_clinic.review.course import Course
from percuta_clinic.review.figure import drawn
from percuta_clinic.review.outcome import Outcome, outcomes
from percuta_clinic.review.science import NO_ROOM, NOT_AFTER, NOT_BEFORE, Scored
from percuta_clinic.review.science_forecast import Point
from percuta_clinic.review.scores import Place

WHY = {
    NOT_BEFORE: "We did not grade it before your first session.",
    NOT_AFTER: "We have not graded it since.",
    NO_ROOM: "It was mild to begin with, so this way of looking cannot show more.",
}


def own_outcomes(course: Course, clinic: Clinic) -> list[dict[str, Any]]:
    """Every concern that was graded or could be."""
    return [_own(one) for one in outcomes(course, clinic)]


def _own(one: Outcome) -> dict[str, Any]:
    points = one.foretold.points if one.foretold is not None else ()
    return {
        "kind": one.kind,
        "name": one.name,
        "places": [_place(place, found) for place, found in one.places],
        "drawn": drawn(one.foretold) if one.foretold is not None and points else None,
        "points": [_point(point) for point in points],
        "repeats": any(point.ends is not None for point in points),
        "label": _label(one),
        "moved": _moved(one),
        "rule": one.rule.patient,
    }


def _place(place: Place, found: Scored) -> dict[str, Any]:
    where, better = place_words(place.zone), place.fell_back_from()
    why = WHY.get(found.change.why, "")
    if better is not None:
        day = f"{better.seen_on:%-d %B %Y}"
        why = f"It looked better on {day}, and is less good again now. Ask your doctor why."
    return {
        "where": where[:1].upper() + where[1:],
        "plain": found.plain,
        "tone": found.tone,
        "icon": found.icon,
        "why": why,
    }


def _point(point: Point) -> str:
    """One reading in sentences; worse than before is said as such."""
    seen, word = _how_much(point.part), "is in" if point.in_nine else "is outside"
    now = f" What we expect for that day now: from {_range(point.now)}." if point.now else ""
    return (
        f"On {point.day:%-d %B %Y} we saw: {seen}.{_repeats(point)} At first we expected for 9 of "
        f"10 people: from {_range(point.told)}. What we saw {word} that range.{now}"
    )


def _repeats(point: Point) -> str:
    """How far a second look at the same skin could have been from it."""
    if point.ends is None:
        return ""
    low, high = point.ends
    return f" A second look could have said anything from {_range((low, high))}."


def _range(parts: Sequence[float]) -> str:
    return f"{_how_much(parts[0])} to {_how_much(parts[-1])}"


def _label(one: Outcome) -> str:
    """The drawing in a sentence, for whoever hears the page."""
    is_now = one.foretold is not None and bool(one.foretold.now)
    bands = "what was expected at first and what is expected now" if is_now else "what we expected"
    return f"{one.name}: {bands} as bands, what was seen as points. The sentences below say it too."


def _how_much(part: float) -> str:
    tens = round(part * 10)
    if tens == 0:
        return "about as before"
    return f"about {abs(tens)} tenth{'s' * (abs(tens) > 1)} {'better' if tens > 0 else 'worse'}"


def _moved(one: Outcome) -> str:
    """What the patient's own skin has taught, in one sentence; nothing where it taught nothing."""
    found = one.moved
    if found is None or not found.observations:
        return ""
    share = round(found.from_data * 10)
    surer = f"about {share} of 10 parts of our doubt are gone" if share > 1 else "only a little"
    return (
        f"Before we looked at your skin again, we thought: {_how_much(found.before.mean)}. Now we "
        f"think: {_how_much(found.after.mean)}. What we saw on your skin makes us surer: {surer}."
    )
