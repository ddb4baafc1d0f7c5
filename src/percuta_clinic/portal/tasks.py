"""What a patient has to do before a treatment, and what the clinic does, as the pages list it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.urls import reverse
from django.utils.timezone import localtime

from percuta_clinic.booking.models import Visit
from percuta_clinic.intake.models import Form, Round
from percuta_clinic.intake.queries import last_sent, open_form
from percuta_clinic.intake.science.request import DeviceGone
from percuta_clinic.intake.services import reading_of
from percuta_clinic.intake.steps import stand_of
from percuta_clinic.patients.models import Patient

OURS = "With your clinic"
ANSWER = "Answer the questions"


class Turn(StrEnum):
    """Whose turn it is; what was taken back is nobody's."""

    PATIENT = "patient"
    CLINIC = "clinic"
    DONE = "done"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing; ``act`` is what its button says, ``tone`` and ``icon`` how its state looks.

    ``kept``: its page shows what was told or signed before. ``kind`` is that of a consent.
    """

    title: str
    state: str
    words: str
    turn: Turn
    url: str = ""
    act: str = ""
    kept: bool = False
    kind: str = ""
    is_next: bool = False
    tone: str = "idle"
    icon: str = "circle-dashed"

    @property
    def done(self) -> bool:
        """Whether nobody has anything to do about it any more."""
        return self.turn is Turn.DONE


def in_order(found: list[Task]) -> list[Task]:
    """The same, with the one that the patient does next marked."""
    following = next((task for task in found if task.turn is Turn.PATIENT), None)
    return [replace(task, is_next=task is following) for task in found]


def day_of(at: datetime) -> str:
    """A day as patients read it."""
    return f"{localtime(at):%-d %B %Y}"


def questions(patient: Patient, visit: Visit | None) -> Iterator[Task]:
    """The form that waits, or the last one that was sent, or that one is to come."""
    if (form := open_form(patient)) is not None:
        yield _to_answer(form)
    elif (form := last_sent(patient)) is not None:
        yield Task(
            title=ANSWER,
            state="Sent",
            words=f"Sent on {day_of(form.sent_at)}." if form.sent_at else "",
            turn=Turn.DONE,
            url=reverse("my_form", args=[form.pk]),
            act="See what you sent",
            kept=True,
            tone="ok",
            icon="circle-check",
        )
    elif visit is not None:
        words = "Your clinic asks you before your visit. The questions stand here then."
        yield Task(title=ANSWER, state=OURS, words=words, turn=Turn.CLINIC)


def _begins(form: Form) -> str:
    """What the questions are about, and why they come once more."""
    earlier = last_sent(form.patient) if form.round == Round.AGAIN else None
    if earlier is None or earlier.answered_on is None:
        return "About your wishes, your skin, your health and your medicines."
    return (
        f"You answered on {earlier.answered_on:%-d %B %Y}. Some of it can change from day to day, "
        "so we ask that again. What does not change we still have."
    )


def _to_answer(form: Form) -> Task:
    url = reverse("my_form", args=[form.pk])
    if form.saved_at is None:
        return Task(
            title=ANSWER,
            state="Not begun",
            words=_begins(form),
            turn=Turn.PATIENT,
            url=url,
            act="Begin",
        )
    try:
        stand = stand_of(reading_of(form))
    except DeviceGone:
        words = "Your clinic has to put something right first. What you typed is kept."
        return Task(title=ANSWER, state=OURS, words=words, turn=Turn.CLINIC)
    all_there = stand.done == len(stand.steps) - 1
    words = "Everything is answered. Look it over and send it." if all_there else ""
    return Task(
        title=ANSWER,
        state=f"{stand.done} of {len(stand.steps)} steps done",
        words=words or "What you typed is saved. Go on where something is open.",
        turn=Turn.PATIENT,
        url=url,
        act="Check and send" if all_there else "Go on",
        tone="info",
        icon="pencil",
    )
