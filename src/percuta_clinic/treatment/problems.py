"""Problems in the room: protocols that tablets show, and incidents that follow by themselves."""

from functools import cache
from typing import Any

from django.utils import timezone

from percuta.evidence.parameter import Status
from percuta.treatment.problems.catalogue import PROTOCOLS
from percuta.treatment.problems.protocol import Dose, Protocol, Step, Who
from percuta_clinic.treatment.consequences import News
from percuta_clinic.treatment.incidents import incident_open
from percuta_clinic.treatment.models import Event, Incident, Kind, Session

OF_STAFF = "staff_needle"  # about a colleague, whose health is no part of a patient's record
CAUSE = "problem:"
PARTS_OF_A_STEP = 3
TAKEN_BACK = "taken back"
OWN_WORDS = ("note", "struck")  # the parts of a step or an end that somebody types


@cache
def problems_told() -> tuple[dict[str, Any], ...]:
    """Every protocol as plain values, in the order of the tiles."""
    return tuple(_told(one) for one in PROTOCOLS.values())


def _told(one: Protocol) -> dict[str, Any]:
    return {
        "key": one.key,
        "title": one.title,
        "signs": list(one.signs),
        "at_hand": list(one.at_hand),
        "steps": [_step(step) for step in one.steps],
        "call": list(one.call),
        "doctor": list(one.doctor),
        "never": list(one.never),
        "after": list(one.after),
        "report": list(one.report),
        "sources": [source.citation for source in one.sources],
        "notes": one.key != OF_STAFF,
        "ends_needling": one.ends_needling,
        "doctor_agrees": one.doctor_agrees,
        "house_rule": one.status is Status.ASSUMED,
    }


def _step(step: Step) -> dict[str, Any]:
    timer = step.timer
    return {
        "key": step.key,
        "words": step.words,
        "note": step.note,
        "who": "" if step.who is Who.ANYBODY else step.who.value,
        "doses": [_dose(dose) for dose in step.doses],
        "minutes": timer.minutes.value if timer else None,
        "ring": timer.then if timer else "",
    }


def _dose(dose: Dose) -> str:
    amount = f"{dose.amount.value:g} {dose.amount.unit}"
    who = " Only a doctor." if dose.who is Who.DOCTOR else ""
    return f"{_begun(dose.what)}: {amount}, {dose.people}. {_begun(dose.way)}.{who}"


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def title_of(kind: str) -> str:
    """What a problem is called."""
    return PROTOCOLS[kind].title if kind in PROTOCOLS else kind


def step_words(kind: str, key: str) -> str:
    """The words of a step; its key where the protocol has no such step any more."""
    found = PROTOCOLS.get(kind)
    steps = {step.key: step.words for step in found.steps} if found else {}
    return steps.get(key, key)


def about_a_colleague(session: Session, slot: str, value: Any) -> str:
    """Why a note on an injury to staff is not kept in a patient's record; empty if it is none."""
    parts = slot.split("/")
    if parts[0] != "problem" or len(parts) < PARTS_OF_A_STEP or not any(map(value.get, OWN_WORDS)):
        return ""
    rows = Event.objects.filter(session=session, slot=f"problem/{parts[1]}").order_by("-number")
    began = rows.first()
    if began is None or began.value["kind"] != OF_STAFF:
        return ""
    return (
        "Nothing about a colleague's health is kept with a patient. Leave these words empty, and "
        "tell whoever leads the clinic: it belongs in the accident book."
    )


def without_colleague(value: Any) -> Any:
    """A step or an end without what was typed; one that was taken back stays taken back."""
    if not isinstance(value, dict):
        return value
    plain = {"note": "", "struck": TAKEN_BACK}
    return {name: plain.get(name, one) if one else one for name, one in value.items()}


def problem_followed(news: News) -> None:
    """A problem that begins opens its incident; its steps and its end add nothing to that.

    Put right from a colleague's injury to a patient's problem, or back, it opens the other one too.
    """
    event = news.event
    item = event.slot.removeprefix("problem/")
    if "/" in item:
        return
    said = event.value["kind"]
    words = f"{title_of(said)}, {timezone.localtime(event.at):%-d %B, %H:%M}"
    kind = Kind.STAFF if said == OF_STAFF else Kind.PROBLEM
    cause = f"{CAUSE}{item}"
    if news.session.incidents.filter(cause=cause).exclude(kind=kind).exists():
        cause = f"{cause}:{kind.value}"
    incident_open(by=news.by, session=news.session, cause=cause, kind=kind, words=words)


def item_of(incident: Incident) -> str:
    """The problem that an incident is of; empty if it is of none."""
    cause = incident.cause
    return cause.removeprefix(CAUSE).partition(":")[0] if cause.startswith(CAUSE) else ""
