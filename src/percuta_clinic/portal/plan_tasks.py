"""Plans among what a patient has to do: to read and decide on, agreed to, declined."""

from collections.abc import Iterator

from django.urls import reverse

from percuta_clinic.patients.models import Patient
from percuta_clinic.planning.access import shown_to
from percuta_clinic.planning.agreed import agreed_in
from percuta_clinic.planning.models import IN_FORCE, Plan, State, What
from percuta_clinic.portal.tasks import Task, Turn, day_of

KIND = "plan"


def plans(patient: Patient) -> Iterator[Task]:
    """What waits, what was agreed to, what was declined; the newest first."""
    rows = shown_to(patient).filter(state__in=(State.APPROVED, *IN_FORCE, State.DECLINED))
    found = list(rows.defer("document", "forecast").prefetch_related("questions"))
    yield from (_to_read(plan, found) for plan in found if plan.state == State.APPROVED)
    yield from (_agreed(plan) for plan in found if plan.in_force)
    yield from (_declined(plan) for plan in found if plan.state == State.DECLINED)


def _title(plan: Plan) -> str:
    return f"Your plan ({plan.service.name})"


def _to_read(plan: Plan, others: list[Plan]) -> Task:
    asked = list(plan.questions.all())
    waits = any(one.answered_at is None for one in asked)
    state, act = "Waits for you", "Read"
    words = "What is done, when, and what it costs. Ask what you like, then agree or decline."
    if waits:
        state, words = "Your question is with us", "You read the answer here, then decide."
    elif asked:
        state, words, act = (
            "Your question is answered",
            "Read the answer, then decide.",
            ("Read the answer"),
        )
    if any(one.course == plan.course and one.in_force for one in others):
        words = f"The plan that you agreed to is changed. {words}"
    return Task(
        title=f"Read and decide: your plan ({plan.service.name})",
        state=state,
        words=words,
        turn=Turn.CLINIC if waits else Turn.PATIENT,
        url=reverse("my_plan", args=[plan.pk]) + ("#questions" if asked else ""),
        act=act,
        kind=KIND,
        tone="info",
        icon="clipboard-list",
    )


def _agreed(plan: Plan) -> Task:
    agreed = agreed_in(plan)
    words = f"You agreed on {day_of(agreed.step.at)}." if agreed is not None else ""
    return _over(plan, state="Agreed", words=words, tone="ok", icon="circle-check")


def _declined(plan: Plan) -> Task:
    step = plan.steps.filter(what=What.DECLINED).first()
    words = f"You declined it on {day_of(step.at)}." if step is not None else ""
    words = f"{words} If you change your mind, speak with us."
    return _over(plan, state="Declined", words=words.strip(), tone="idle", icon="x")


def _over(plan: Plan, *, state: str, words: str, tone: str, icon: str) -> Task:
    return Task(
        title=_title(plan),
        state=state,
        words=words,
        turn=Turn.DONE,
        url=reverse("my_plan", args=[plan.pk]),
        act="See it",
        kept=True,
        kind=KIND,
        tone=tone,
        icon=icon,
    )
