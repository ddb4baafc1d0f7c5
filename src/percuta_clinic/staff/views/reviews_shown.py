"""How a course went, as its page shows it."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.photos.allowed import allowed
from percuta_clinic.photos.framing import View, view_name, views_for
from percuta_clinic.photos.models import Photo
from percuta_clinic.photos.queries import photos_of
from percuta_clinic.review.course import Course, Due, planned_in
from percuta_clinic.review.figure import drawn, told
from percuta_clinic.review.healed import healed
from percuta_clinic.review.models import AskedBack, OwnReview, Review
from percuta_clinic.review.outcome import Outcome, outcomes
from percuta_clinic.review.queries import decisions_of, recall_due
from percuta_clinic.review.science import (
    GAIS,
    GAIS_OWN,
    ONCE_MORE,
    PLEASED,
    Stand,
    come_back,
    scale_name,
    scored,
)
from percuta_clinic.review.science_forecast import Dose, Point

TONES = {
    Stand.DUE: ("warn", "clock"),
    Stand.MISSED: ("stop", "triangle-alert"),
    Stand.DONE: ("ok", "circle-check"),
    Stand.COMING: ("idle", "circle-dashed"),
}
NOT_SAID = "not answered"


def course_shown(request: ClinicRequest, course: Course) -> dict[str, Any]:
    """Everything but the form."""
    back = come_back()
    day, has_come = recall_due(course, request.clinic, back.days) if course.given else (None, False)
    return {
        "course": course,
        "plan": course.plan,
        "patient": course.plan.patient,
        "planned": planned_in(course.plan),
        "due": [_due(one) for one in course.due],
        "outcomes": [outcome_shown(one) for one in outcomes(course, request.clinic)],
        "views": views_shown(request.user, course),
        "decided": decisions_of(course),
        "back": back,
        "heals": healed(course, request.clinic),
        "asked_back": list(AskedBack.objects.filter(plan__course=course.plan.course)),
        "back_on": day,
        "back_has_come": has_come,
    }


def _due(one: Due) -> dict[str, Any]:
    tone, icon = TONES[one.stand]
    own_tone, own_icon = TONES[one.own_stand]
    return {
        "after": one.looked.after,
        "months": one.looked.months,
        "day": one.looked.day,
        "word": one.stand.value.capitalize(),
        "tone": tone,
        "icon": icon,
        "own_word": one.own_stand.value.capitalize(),
        "own_tone": own_tone,
        "own_icon": own_icon,
        "may": one.may_be_done,
        "review": _review(one.review),
        "own": own_shown(one.own),
    }


def _review(one: Review | None) -> dict[str, Any] | None:
    if one is None:
        return None
    graded = sum(score["grade"] is not None for score in one.scores)
    return {
        "row": one,
        "gais": GAIS[str(one.gais)] if one.gais is not None else NOT_SAID,
        "graded": graded,
        "missing": len(one.scores) - graded,
    }


def own_shown(one: OwnReview | None) -> dict[str, Any] | None:
    """What the patient said; an answer that was not given says so."""
    if one is None:
        return None
    return {
        "row": one,
        "gais": GAIS_OWN[str(one.gais)] if one.gais is not None else NOT_SAID,
        "satisfaction": PLEASED[str(one.satisfaction)] if one.satisfaction else NOT_SAID,
        "again": ONCE_MORE.get(one.again, NOT_SAID),
    }


def texts_shown(texts: Sequence[Review]) -> list[dict[str, Any]]:
    """Every text of one review, with each grade beside the one from before."""
    return [
        {
            "row": one,
            "gais": GAIS[str(one.gais)] if one.gais is not None else NOT_SAID,
            "scores": [
                score
                | {
                    "where": place_words(score["zone"]),
                    "scale_name": scale_name(score["scale"]),
                    "scored": scored(score["scale"], score["before"], score["grade"]),
                }
                for score in one.scores
            ],
        }
        for one in texts
    ]


def outcome_shown(one: Outcome) -> dict[str, Any]:
    """One concern: a table of changes, a drawing with its table, numbers, the rule."""
    points = one.foretold.points if one.foretold is not None else ()
    return {
        "kind": one.kind,
        "name": one.name,
        "places": [
            {"place": place, "scored": found, "better": place.fell_back_from()}
            for place, found in one.places
        ],
        "drawn": drawn(one.foretold) if one.foretold is not None else None,
        "whose": one.whose,
        "points": [told(point) for point in points],
        "repeats": any(point.ends is not None for point in points),
        "label": _label(one, points),
        "moved": _moved(one),
        "dose": _dose(one.dose),
        "rule": one.rule,
    }


def _label(one: Outcome, points: Sequence[Point]) -> str:
    """The drawing in a sentence, for whoever hears the page."""
    is_now = one.foretold is not None and bool(one.foretold.now)
    bands = "what was expected at first and is expected now" if is_now else "what was expected"
    seen = f"{len(points)} reading{'s' * (len(points) != 1)}"
    below = " The table below says the same." if points else ""
    return f"{one.name}: {bands} as bands, and {seen}.{below}"


def _moved(one: Outcome) -> dict[str, Any] | None:
    found = one.moved
    if found is None:
        return None
    return {
        "at": one.moved_to,
        "before": _spread(found.before),
        "after": _spread(found.after),
        "shift": f"{100 * found.shift:+.0f} points of 100",
        "from_data": f"{found.from_data:.0%}",
        "observations": found.observations,
        "trusted": found.trusted,
        "tempered": found.tempered,
    }


def _dose(found: Dose | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "planned": found.planned,
        "given": found.given,
        "before": _spread(found.before),
        "after": _spread(found.after),
        "shift": f"{100 * found.shift:+.0f} points of 100",
        "moved": abs(found.shift) >= 0.005,
    }


def _spread(found: Any) -> str:
    return f"{found.mean:.0%} ({found.low:.0%} to {found.high:.0%})"


def views_shown(account: Account, course: Course) -> list[dict[str, Any]]:
    """The views of these places: the picture from before, the newest since, and the pair."""
    patient = course.plan.patient
    if not (account.may(Right.SEE_PHOTOS) and course.given and allowed(patient).seen):
        return []
    photos = photos_of(patient)
    return [_view(one, [p for p in photos if p.view == one.key], course) for one in _views(course)]


def _views(course: Course) -> list[View]:
    return views_for(course.plan.zones)


def _view(view: View, photos: Sequence[Photo], course: Course) -> dict[str, Any]:
    first, last = course.given[0], course.given[-1]
    earlier = [one for one in photos if timezone.localdate(one.when) <= first]
    later = [one for one in photos if timezone.localdate(one.when) > last]
    before, after = next(iter(earlier), None), next(iter(later), None)
    pair = ""
    if before is not None and after is not None:
        where = reverse("photos_compare", args=[course.plan.patient_id])
        pair = f"{where}?pair={before.pk}&pair={after.pk}"
    return {"name": view_name(view.key), "before": before, "after": after, "pair": pair}
