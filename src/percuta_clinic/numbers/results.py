"""What came of courses, and what patients say of them, at the reviews of these days."""

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from percuta_clinic.booking.models import State as VisitState
from percuta_clinic.booking.models import Visit
from percuta_clinic.numbers.found import Worked
from percuta_clinic.numbers.rows import Line, Row, marks
from percuta_clinic.numbers.sections import Section
from percuta_clinic.numbers.spans import Span
from percuta_clinic.review.course import Course, Due, counted_of
from percuta_clinic.review.models import OwnReview, Review
from percuta_clinic.review.science import (
    BETTER,
    LAST_DAY,
    ONCE_MORE,
    OPEN,
    PLEASED,
    SAME,
    WORSE,
    Stand,
    Verdict,
    scored,
)

LONGEST = timedelta(days=LAST_DAY)
Looked = tuple[Course, Due]


def results(span: Span) -> tuple[Section, ...]:
    """Outcomes and satisfaction, both of the reviews whose day lies in these days."""
    looked = list(_looked(span))
    return _outcomes(looked), _satisfaction(looked)


def _looked(span: Span) -> Iterator[Looked]:
    begins, ends = span.instants
    needled = Visit.objects.filter(
        treatment_began_at__gte=begins - LONGEST,
        treatment_began_at__lt=ends,
        state=VisitState.FINISHED,
        patient__erased_at=None,
    )
    known = counted_of(needled.order_by().values("patient"), span.clinic)
    for course in map(known.course, known.plans):
        for due in course.due:
            if span.first <= due.looked.day <= span.last and due.may_be_done:
                yield course, due


def _outcomes(looked: list[Looked]) -> Section:
    done = {"of": "done", "of_words": "reviews that were done"}
    whole = {"of": "due", "of_words": "reviews that were due"}
    lines = (
        Line(mark="done", words="Reviewed", **whole),
        Line(mark=BETTER.name.lower(), words="Real change: better, and worse nowhere", **done),
        Line(mark=SAME.name.lower(), words="No real change", **done),
        Line(mark=WORSE.name.lower(), words="Real change: worse in at least one place", **done),
        Line(mark=OPEN.name.lower(), words="Cannot be said: a grade is missing", **done),
        Line(mark="missed", words="Not reviewed, and the time for it is over", **whole),
        Line(mark="waiting", words="Not reviewed yet", **whole),
    )
    return Section(
        key="outcomes",
        title="Outcomes",
        sources=(Worked(things=looked, marks=_of_outcome, row=_outcome),),
        lines=lines,
        about="Each review whose day lies in these days counts once; a course may have several. "
        "A change is real where it is larger than two gradings of unchanged skin would show. "
        "Who was not reviewed may have done better or worse than who was.",
        then="The first review of a course is due about a month after its last session.",
    )


def _of_outcome(one: Looked) -> frozenset[str]:
    due = one[1]
    if due.review is not None:
        return frozenset(("due", "done", verdict_of(due.review).name.lower()))
    return marks(due=True, missed=due.stand is Stand.MISSED, waiting=due.stand is Stand.DUE)


def _outcome(one: Looked) -> Row:
    course, due = one
    words = {Stand.MISSED: ": not reviewed", Stand.DUE: ": not reviewed yet"}.get(due.stand, "")
    return Row(
        page="course_reviews",
        key=course.plan.pk,
        day=due.looked.day,
        what=f"{course.plan.service}, review after {due.looked.after} days{words}",
        detail=verdict_of(due.review).value if due.review is not None else "",
        patient=course.plan.patient_id,
    )


def verdict_of(review: Review) -> Verdict:
    """One word for all places: worse anywhere comes first, then better, then what is not known."""
    found = {_verdict(one["scale"], one["before"], one["grade"]) for one in review.scores}
    return next((one for one in (WORSE, BETTER, OPEN, SAME) if one in found), OPEN)


@lru_cache(maxsize=4096)
def _verdict(scale: str, before: float | None, after: float | None) -> Verdict:
    return scored(scale, before, after).change.verdict


def _satisfaction(looked: list[Looked]) -> Section:
    said = {"of": "pleased_said", "of_words": "patients' reviews that say it"}
    again = {"of": "again_said", "of_words": "patients' reviews that say it"}
    lines = (
        Line(mark="own", words="Told by the patient", of="due", of_words="reviews that were due"),
        *(Line(mark=f"pleased-{key}", words=words, **said) for key, words in PLEASED.items()),
        *(
            Line(mark=f"again-{key}", words=f"Would do it again: {words.lower()}", **again)
            for key, words in ONCE_MORE.items()
        ),
        Line(mark="silent", words="Nothing told", of="due", of_words="reviews that were due"),
    )
    return Section(
        key="satisfaction",
        title="Satisfaction",
        sources=(Worked(things=looked, marks=_of_own, row=_own),),
        lines=lines,
        about="What patients say at the same reviews. Whoever says nothing may be less pleased.",
        then="Patients are asked on their own pages when a review is due.",
    )


def _own(one: Looked) -> Row:
    course, due = one
    told = "told" if due.own is not None else "nothing told"
    return Row(
        page="course_reviews",
        key=course.plan.pk,
        day=due.looked.day,
        what=f"{course.plan.service}, review after {due.looked.after} days: {told}",
        detail=_own_words(due.own),
        patient=course.plan.patient_id,
    )


def _of_own(one: Looked) -> frozenset[str]:
    own = one[1].own
    if own is None:
        return frozenset(("due", "silent"))
    pleased = {"pleased_said", f"pleased-{own.satisfaction}"} if own.satisfaction else set()
    again = {"again_said", f"again-{own.again}"} if own.again else set()
    return frozenset({"due", "own"} | pleased | again)


def _own_words(own: OwnReview | None) -> str:
    if own is None:
        return ""
    again = f"again: {ONCE_MORE[own.again].lower()}" if own.again in ONCE_MORE else ""
    return ", ".join(one for one in (PLEASED.get(str(own.satisfaction), ""), again) if one)
