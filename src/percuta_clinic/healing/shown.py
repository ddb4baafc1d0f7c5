"""Check-ins as staff read them: the list that waits, and each sign beside its usual course."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from percuta_clinic.booking.models import Visit
from percuta_clinic.healing.models import Answer, CheckIn, Urgent
from percuta_clinic.healing.queries import ABOUT
from percuta_clinic.healing.science_triage import Course, courses, degree_of, given_for
from percuta_clinic.patients.access import open_charts
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.treatment.models import Session

DEGREES = ("not at all", "a little", "clearly", "very much")
FEWEST_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class Bar:
    """What was told of a sign on a day; ``degree`` None: not answered."""

    day: int
    degree: int | None

    @property
    def words(self) -> str:
        """The same in words."""
        told = "not answered" if self.degree is None else DEGREES[self.degree]
        return f"day {self.day} {told}"

    @property
    def top(self) -> float:
        """Where it begins in a picture three high; none at all is a thin line."""
        return 3 - self.high

    @property
    def high(self) -> float:
        """How high it is; what was not answered is not drawn."""
        return max(self.degree or 0, 0.15)


@dataclass(frozen=True, kw_only=True)
class Sign:
    """One sign: its usual course, and what was told of it."""

    course: Course
    bars: tuple[Bar, ...]

    @property
    def drawn(self) -> tuple[Bar, ...]:
        """Those with an answer."""
        return tuple(one for one in self.bars if one.degree is not None)

    @property
    def told(self) -> str:
        """Every answer in words, by day."""
        return "; ".join(one.words for one in self.bars) or "nothing told so far"


@dataclass(frozen=True, kw_only=True)
class Healed:
    """One treatment with its check-ins, the newest first, and each sign over the days.

    ``session`` None: nobody recorded here what was done.
    """

    session: Session | None
    visit: Visit
    began_at: datetime
    check_ins: tuple[CheckIn, ...]
    signs: tuple[Sign, ...]
    days: int


def healing_of(patient: Patient, zone: ZoneInfo) -> list[Healed]:
    """Every session about which somebody was asked or told something."""
    rows = CheckIn.objects.filter(patient=patient).select_related(*ABOUT)
    by_treatment: dict[tuple[Any, Any], list[CheckIn]] = {}
    for one in rows.prefetch_related("answers", "ratings"):
        by_treatment.setdefault((one.session_id, one.visit_id), []).append(one)
    found = [_healed(some, zone) for some in by_treatment.values()]
    return sorted(found, key=lambda one: one.began_at, reverse=True)


def _healed(check_ins: Sequence[CheckIn], zone: ZoneInfo) -> Healed:
    first = check_ins[0]
    told = given_for(first, zone)
    answers = [answer for one in check_ins if (answer := last_answer(one)) is not None]
    days = {answer.pk: _day(answer, check_ins) for answer in answers}
    answers.sort(key=lambda answer: (days[answer.pk], answer.at))
    signs = [
        Sign(
            course=course,
            bars=tuple(
                Bar(day=days[one.pk], degree=degree_of(one.values, course.key)) for one in answers
            ),
        )
        for course in (courses(told) if told is not None else ())
    ]
    most = max([FEWEST_DAYS, *(day + 1 for day in days.values())])
    return Healed(
        session=first.session,
        visit=first.of_visit,
        began_at=first.began_at,
        check_ins=tuple(check_ins),
        signs=tuple(signs),
        days=most,
    )


def _day(answer: Answer, check_ins: Sequence[CheckIn]) -> int:
    return next(one.day for one in check_ins if one.pk == answer.check_in_id)


def last_answer(check_in: CheckIn) -> Answer | None:
    """The newest answer, which counts."""
    found = list(check_in.answers.all())
    return found[-1] if found else None


def waiting(account: Account) -> QuerySet[CheckIn]:
    """Check-ins that need a look or never came, in charts this person may open; worst first."""
    silent = Q(answered_at=None) & ~Q(missed_at=None)
    rows = CheckIn.objects.filter(closed_at=None, patient__in=open_charts(account))
    found = rows.filter(Q(level__gte=Urgent.WATCH) | Q(to_read=True) | silent)
    related = found.select_related("patient", *ABOUT)
    return related.order_by("-level", "due_at", "pk")
