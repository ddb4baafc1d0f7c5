"""Days after a visit on which somebody asks or looks: the same list for paper and calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from percuta.papers.everyday import sentence
from percuta.report.care import AdviceDoc, CareDoc
from percuta.report.document import PlanDoc

RESULT = "follow_up.result"
PLEASE_COME = "please come"
NO_NEED = "look at your skin, no need to come"


@dataclass(frozen=True, kw_only=True)
class Look:
    """One such day; ``visit`` is the number of the visit it follows, None after the course."""

    day: date
    key: str
    come: bool | None
    visit: int | None
    after: str
    patient: str
    days_after: int

    @property
    def at_what(self) -> str:
        """What is looked at."""
        return "the result" if self.key == RESULT else "your skin"

    @property
    def title(self) -> str:
        """When it is, and whether to come."""
        if self.come is None:
            return f"{self.after}: the clinic looks or asks"
        what = f"{PLEASE_COME}, we look at {self.at_what}" if self.come else NO_NEED
        return f"{self.after}: {what}"


def looks(plan: PlanDoc, care: CareDoc | None) -> tuple[Look, ...]:
    """Every day on which somebody asks or looks, in the order of the days."""
    found = () if care is None else tuple(_each(plan, care))
    return tuple(sorted(found, key=lambda look: look.day))


def _each(plan: PlanDoc, care: CareDoc) -> Iterator[Look]:
    for advice in care.follow_up:
        of_visit = advice.topic.startswith("day ")
        for day in advice.days:
            yield _look(plan, advice, day, of_visit=of_visit)


def _look(plan: PlanDoc, advice: AdviceDoc, day: date, *, of_visit: bool) -> Look:
    visit = max(
        (session for session in plan.sessions if session.day <= day),
        key=lambda session: session.day,
        default=plan.sessions[0],
    )
    days_after = (day - visit.day).days
    course = sentence(advice.topic.replace("session", "visit"))[:-1]
    return Look(
        day=day,
        key=advice.key,
        come=advice.come,
        visit=visit.number if of_visit else None,
        after=f"Day {days_after} after visit {visit.number}" if of_visit else course,
        patient=advice.patient,
        days_after=days_after,
    )
