"""What a patient has to do before a treatment, as the pages list it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.timezone import localtime

from percuta_clinic.consent.models import about
from percuta_clinic.consent.queries import consents_of, offers_of
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.queries import last_sent, open_form
from percuta_clinic.intake.services import reading_of
from percuta_clinic.intake.steps import stand_of
from percuta_clinic.patients.models import Patient


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing to do; ``act`` is what its button says, ``tone`` and ``icon`` how its state looks.

    Done, ``state`` says since when.
    """

    title: str
    state: str
    words: str
    url: str
    act: str
    done: bool
    is_next: bool = False
    tone: str = "idle"
    icon: str = "circle-dashed"


def tasks(patient: Patient) -> list[Task]:
    """Everything there is to do, done things too."""
    found = [task for source in SOURCES for task in source(patient)]
    following = next((task for task in found if not task.done), None)
    return [replace(task, is_next=task is following) for task in found]


def questions(patient: Patient) -> Iterator[Task]:
    """The form that waits, or the last one that was sent."""
    if (form := open_form(patient)) is not None:
        yield _to_answer(form)
    elif (form := last_sent(patient)) is not None:
        yield Task(
            title="Answer the questions",
            state="Sent",
            words=f"Sent on {form.sent_at:%-d %B %Y}." if form.sent_at else "",
            url=reverse("my_form", args=[form.pk]),
            act="See what you sent",
            done=True,
            tone="ok",
            icon="circle-check",
        )


def _to_answer(form: Form) -> Task:
    stand = stand_of(reading_of(form))
    url = reverse("my_form", args=[form.pk])
    if form.saved_at is None:
        words = "About your wishes, your skin, your health and your medicines."
        return Task(
            title="Answer the questions",
            state="Not begun",
            words=words,
            url=url,
            act="Begin",
            done=False,
        )
    all_there = stand.done == len(stand.steps) - 1
    words = "Everything is answered. Look it over and send it." if all_there else ""
    return Task(
        title="Answer the questions",
        state=f"{stand.done} of {len(stand.steps)} steps done",
        words=words or "What you typed is saved. Go on where something is open.",
        url=url,
        act="Check and send" if all_there else "Go on",
        done=False,
        tone="info",
        icon="pencil",
    )


def consents(patient: Patient) -> Iterator[Task]:
    """What waits to be read and signed, and what was signed last for each thing."""
    for offer in offers_of(patient):
        asked = [one for one in offer.questions.all() if one.answered_at is None]
        yield Task(
            title=f"Read and decide: {offer}",
            state="Your question is with us" if asked else "Waits for you",
            words="Take your time, ask what you like, then sign or leave it.",
            url=reverse("my_consent", args=[offer.pk]),
            act="Read on" if offer.opened_at else "Read",
            done=False,
            tone="info" if offer.opened_at else "idle",
            icon="signature",
        )
    for signed in consents_of(patient):
        if not signed.is_withdrawn:
            yield Task(
                title=f"Read and decide: {about(signed.kind, signed.service)}",
                state="Signed",
                words=f"Signed on {localtime(signed.signed_at):%-d %B %Y}.",
                url=reverse("my_consent_signed", args=[signed.pk]),
                act="See it",
                done=True,
                tone="ok",
                icon="circle-check",
            )


Source = Callable[[Patient], Iterator[Task]]
SOURCES: tuple[Source, ...] = (questions, consents)
