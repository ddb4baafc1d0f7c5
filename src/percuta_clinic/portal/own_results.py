"""How a course went in plain words, each with what it rests on."""

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
    """One reading in a sentence; worse than before is said as such."""
    seen = _how_much(point.part)
    low, high = point.told[0], point.told[4]
    told = f"{_how_much(low)} to {_how_much(high)}"
    word = "This is in that range." if point.in_nine else "This is outside that range."
    return (
        f"On {point.day:%-d %B %Y} we saw: {seen}. Before, we said: for 9 of 10 people from "
        f"{told}. {word}"
    )


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
