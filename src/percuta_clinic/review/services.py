"""Writing reviews: what a clinician saw, what the patient says, what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from percuta_clinic.assessment.science import refusal
from percuta_clinic.assessment.services import Told, skin_graded
from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.services import record
from percuta_clinic.config.ids import new_id
from percuta_clinic.patients.models import Patient
from percuta_clinic.patients.services import held_kept
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right
from percuta_clinic.planning.ending import plan_stopped
from percuta_clinic.planning.models import Plan, State
from percuta_clinic.premises.models import Clinic
from percuta_clinic.premises.queries import today
from percuta_clinic.review.course import Course, due_one, review_days
from percuta_clinic.review.heard import somebody_reads
from percuta_clinic.review.models import CourseDecision, OwnReview, Review, ReviewDays, What
from percuta_clinic.review.science import GAIS, ONCE_MORE, PLEASED, days_refused
from percuta_clinic.review.scores import Place, places_of

MOST_LETTERS = 1000
TOO_EARLY = "This review is not due yet. It opens on {day}. Nothing was saved."
NOTHING = "Nothing was graded or written. Give at least one grade, or say in words what you saw."
NOTHING_TOLD = "Nothing is filled in yet. Answer one question, or write some words."
WHY = "Say in a few words why it is changed. What stood there before stays in the record."
SAVED = (
    "This page was saved before, with something else. Nothing was saved now. Open the review "
    "again, and amend it there."
)
GONE = "{name} was graded {grade:g}. A grade can be put right here, not taken out: take it back "


@dataclass(frozen=True, kw_only=True)
class Saw:
    """What a clinician saw: grades by place (None: not graded), GAIS, words."""

    grades: Mapping[str, float | None] = field(default_factory=dict)
    gais: int | None = None
    note: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Says:
    """What the patient says; None and empty were not answered."""

    gais: int | None = None
    satisfaction: int | None = None
    again: str = ""
    words: str = ""


@transaction.atomic
def review_save(*, by: Account, course: Course, after: int, saw: Saw, key: UUID) -> Review:
    """Keeps what was seen, and grades the skin with it; pressed twice, it is kept once.

    A second text for the same review amends the first, with a reason.
    """
    require(by, Right.ASSESS_SKIN)
    patient = held_kept(course.plan.patient_id)
    _open(course, after)
    if there := _there(Review, key, patient):
        kept: Review = there
        if not _is_same(kept, saw):
            raise ValidationError(SAVED)
        return kept
    earlier = _newest(Review, course.plan, after)
    places = places_of(course)
    _refuse(saw, earlier, places)
    made = Review(
        id=key,
        patient=patient,
        plan=course.plan,
        after=after,
        number=_number(Review, course.plan, after),
        scores=[_score(one, saw) for one in places if one.measure is not None],
        gais=saw.gais,
        note=_plain(saw.note),
        why=_plain(saw.why) if earlier is not None else "",
        seen_on=today(Clinic.objects.get()),
        by=by,
        by_name=by.name,
    )
    made.save()
    _grade(by, places, saw, texts=(made, earlier))
    action = "review.amended" if earlier is not None else "review.saved"
    record(by=by.actor, action=action, subject=made, patient_id=patient.pk, reason=made.why)
    return made


def _open(course: Course, after: int) -> None:
    due = due_one(course, after)
    if due is None:
        raise ValidationError("This course has no such review now. Open it again from the chart.")
    if not due.may_be_done:
        raise ValidationError(TOO_EARLY.format(day=f"{due.looked.opens:%-d %B %Y}"))


def _there(model: type[Any], key: UUID, patient: Patient) -> Any:
    found = model.objects.filter(pk=key).first()
    if found is not None and found.patient_id != patient.pk:
        raise ValidationError("Nothing was saved. Open the page again, and fill it in there.")
    return found


def _is_same(kept: Review, saw: Saw) -> bool:
    """Whether a page that was saved says the same now."""
    known = {one["place"]: one["grade"] for one in kept.scores}
    grades = {place: saw.grades.get(place) for place in known}
    return (known, kept.gais, kept.note) == (grades, saw.gais, _plain(saw.note))


def _newest(model: type[Any], plan: Plan, after: int) -> Any:
    rows = model.objects.filter(plan__course=plan.course, after=after)
    return rows.order_by("-number").first()


def _number(model: type[Any], plan: Plan, after: int) -> int:
    rows = model.objects.filter(plan__course=plan.course, after=after)
    return int(rows.aggregate(most=Max("number"))["most"] or 0) + 1


def _refuse(saw: Saw, earlier: Review | None, places: Sequence[Place]) -> None:
    if saw.gais is not None and str(saw.gais) not in GAIS:
        raise ValidationError(f"{saw.gais} is no grade of GAIS; there are 1 to 5.")
    _refuse_long(saw.note, "The note")
    if (
        not saw.note.strip()
        and saw.gais is None
        and not any(one is not None for one in saw.grades.values())
    ):
        raise ValidationError(NOTHING)
    _refuse_off_scale(saw, places)
    if earlier is None:
        return
    if len(_plain(saw.why)) < 3:
        raise ValidationError({"why": WHY})
    before = {one["place"]: one["grade"] for one in earlier.scores}
    for place in places:
        grade = before.get(place.field)
        if grade is not None and saw.grades.get(place.field) is None:
            raise ValidationError(GONE.format(name=place.name, grade=grade) + "on the skin map.")


def _refuse_off_scale(saw: Saw, places: Sequence[Place]) -> None:
    for place in places:
        grade = saw.grades.get(place.field)
        said = {"zone": place.zone, "kind": place.kind, "scale": place.scale}
        if grade is not None and (why := refusal(**said, grade=grade)):
            raise ValidationError(f"{place.name}: {why}")


def _refuse_long(words: str, what: str) -> None:
    if len(words) > MOST_LETTERS:
        raise ValidationError(f"{what} has {len(words)} letters; it may have {MOST_LETTERS}.")


def _score(place: Place, saw: Saw) -> dict[str, Any]:
    before = place.before
    return {
        "place": place.field,
        "zone": place.zone,
        "kind": place.kind,
        "scale": place.scale,
        "grade": saw.grades.get(place.field),
        "before": before.grade if before is not None else None,
        "before_on": before.seen_on.isoformat() if before is not None else None,
    }


def _grade(
    by: Account, places: Sequence[Place], saw: Saw, *, texts: tuple[Review, Review | None]
) -> None:
    """Every grade that is new goes on the skin map as well."""
    made, earlier = texts
    known = {one["place"]: one["grade"] for one in earlier.scores} if earlier else {}
    for place in places:
        grade = saw.grades.get(place.field)
        if grade is None or grade == known.get(place.field):
            continue
        newest = place.later[-1] if place.later else place.before
        told = Told(
            kind=place.kind,
            scale=place.scale,
            grade=grade,
            scar_types=newest.scar_types if newest is not None else (),
        )
        key = uuid5(made.pk, place.field)
        skin_graded(by=by, patient=made.patient, zone=place.zone, told=told, key=key)


@transaction.atomic
def own_review_save(
    *, by: Actor, course: Course, after: int, says: Says, way: str, key: UUID
) -> OwnReview:
    """Keeps what the patient says. Said once more, the newest counts and the earlier stays."""
    patient = held_kept(course.plan.patient_id)
    _open(course, after)
    _refuse_told(says)
    if _there(OwnReview, key, patient):
        newest: OwnReview = _newest(OwnReview, course.plan, after)
        if _is_said(newest, says):
            return newest
        key = new_id()  # the page that was sent was changed, and sent once more
    made = OwnReview(
        id=key,
        patient=patient,
        plan=course.plan,
        after=after,
        number=_number(OwnReview, course.plan, after),
        gais=says.gais,
        satisfaction=says.satisfaction,
        again=says.again,
        words=_plain(says.words),
        way=way,
    )
    made.save()
    record(by=by, action="review.told", subject=made, patient_id=patient.pk)
    somebody_reads(by, made)
    return made


def _is_said(kept: OwnReview, says: Says) -> bool:
    """Whether these are the answers that were kept last."""
    told = (says.gais, says.satisfaction, says.again, _plain(says.words))
    return (kept.gais, kept.satisfaction, kept.again, kept.words) == told


def _refuse_told(says: Says) -> None:
    known = (
        (says.gais, GAIS),
        (says.satisfaction, PLEASED),
        (says.again or None, ONCE_MORE),
    )
    if any(one is not None and str(one) not in there for one, there in known):
        raise ValidationError("Choose one of the answers on the page. Nothing was saved.")
    _refuse_long(says.words, "Your text")
    if not says.words.strip() and all(one is None for one, _ in known):
        raise ValidationError(NOTHING_TOLD)


@transaction.atomic
def course_decided(
    *, by: Account, course: Course, what: What, why: str, shown: Sequence[Mapping[str, Any]]
) -> CourseDecision:
    """A named clinician's word on whether a course goes on; stopping ends the plan."""
    require(by, Right.MAKE_PLANS)
    patient = held_kept(course.plan.patient_id)
    words = _plain(why)
    if len(words) < 3:
        raise ValidationError({"why": "Say in a few words why. It stays with the course."})
    if len(words) > 500:
        raise ValidationError({"why": f"The reason has {len(words)} letters; it may have 500."})
    made = CourseDecision(
        patient=patient,
        plan=course.plan,
        what=what,
        why=words,
        shown=list(shown),
        by=by,
        by_name=by.name,
    )
    made.save()
    record(
        by=by.actor,
        action="course.decided",
        subject=made,
        patient_id=patient.pk,
        reason=words,
    )
    if what == What.STOP and course.plan.state == State.ACTIVE:
        plan_stopped(by=by, plan=course.plan, why=words)
    return made


@transaction.atomic
def review_days_set(*, by: Account, days: Sequence[int], reason: str, seen: int) -> ReviewDays:
    """The days on which this clinic reviews; ``seen`` is the number that was read."""
    require(by, Right.SET_HOUSE)
    if why := days_refused(days):
        raise ValidationError({"days": why})
    words = _plain(reason)
    if len(words) < 3:
        raise ValidationError({"reason": "Say in a few words why. It stays with the days."})
    last = ReviewDays.objects.aggregate(most=Max("number"))["most"] or 0
    if last != seen:
        raise ValidationError("Somebody changed the days meanwhile. Read them, then change them.")
    made = ReviewDays(
        number=last + 1, days=sorted(set(days)), reason=words[:500], by=by, by_name=by.name
    )
    made.save()
    record(by=by.actor, action="review.days_set", subject=made, reason=words[:300])
    return made


def days_in_use() -> tuple[int, ...]:
    """The clinic's own days; none: those of the science."""
    return review_days()


def _plain(words: str) -> str:
    return " ".join(words.replace("\x00", "").split())
