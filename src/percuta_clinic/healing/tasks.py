"""What a check-in gives to the clinic to do: a task with a clock, opened as soon as it is known."""

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.duty.models import Task, Urgency
from percuta_clinic.duty.services import task_close, task_open
from percuta_clinic.healing.models import Answer, CheckIn, Urgent
from percuta_clinic.healing.science_triage import Judged
from percuta_clinic.healing.unread import Unread
from percuta_clinic.people.models import Account

SOURCE = "check-in"
OWN_WORDS = "Own words to be read"


def task_of_answer(check_in: CheckIn, found: Judged, *, number: int, unread: Unread) -> Task | None:
    """For whatever is not as expected, and for words and pictures, which no rule reads."""
    if found.level == Urgent.EXPECTED and not unread.any:
        if number == 1:
            _answered_late(check_in)
        return None
    about = [one["clinician"] for one in found.found]
    about += ["Open: " + ", ".join(found.could)] * bool(found.could)
    about += [OWN_WORDS] * unread.words + _pictures(unread.pictures)
    urgency = Urgency(max(found.level, Urgency.WATCH))
    return _opened(check_in, urgency, about=_sentences(about), key=_key(check_in, number))


def task_of_ticks(check_in: CheckIn, found: Judged) -> Task:
    """A sign that cannot wait was ticked; whether it is sent, or taken back, changes nothing."""
    about = [one["clinician"] for one in found.found if one["level"] == Urgent.NOW]
    key = _key(check_in, check_in.answers.count() + 1)
    return _opened(
        check_in, Urgency.NOW, about=f"Ticked by the patient: {_sentences(about)}", key=key
    )


def alert_of(check_in: CheckIn) -> Task | None:
    """What is open because a sign that cannot wait was told or ticked."""
    return tasks_open(check_in).filter(urgency=Urgency.NOW).order_by("opened_at").first()


def _sentences(parts: Iterable[str]) -> str:
    """Each with one full stop."""
    return " ".join(f"{one.rstrip('.')}." for one in parts)


def _pictures(many: int) -> list[str]:
    if not many:
        return []
    return ["1 picture to be looked at" if many == 1 else f"{many} pictures to be looked at"]


def _answered_late(check_in: CheckIn) -> None:
    """What was opened because nothing came is done once it came, and all is usual."""
    silent = Task.objects.filter(key=f"{SOURCE}:{check_in.pk}", closed_at=None)
    for task in silent.exclude(urgency=Urgency.NOW):
        task_close(by=SYSTEM, task=task, outcome="It was answered after all: as expected.")


def task_of_rating(check_in: CheckIn, *, level: int, words: str) -> Task:
    """Somebody of the staff rates it higher: the clock is shorter from now on."""
    key = _key(check_in, max(check_in.answers.count(), 1))
    return _opened(check_in, Urgency(level), about=f"Rated higher: {words}", key=key)


def task_of_silence(check_in: CheckIn) -> Task:
    """Nothing came. After a warning that nobody has closed, silence is more than a missed page."""
    warned = warned_before(check_in)
    about = f"No answer on day {check_in.day}. "
    about += check_in.unsent or "Asked, and reminded once."
    urgency = Urgency.WATCH
    if warned is not None:
        about = f"Silence after a warning ({_warning(warned)}). {about}"
        urgency = Urgency.TODAY if warned.check_in.is_urgent else Urgency.WATCH
    return _opened(check_in, urgency, about=about, key=_key(check_in, 0))


def _warning(warned: Answer) -> str:
    """What it was, by the answer or by whoever of the staff rated it."""
    named = [one["clinician"].rstrip(".") for one in warned.found]
    rated = warned.check_in.ratings.exclude(level=None).last()
    named += [] if rated is None else [f"rated by {rated.by_name}: {rated.words}".rstrip(".")]
    return "; ".join(named) or "open questions"


def warned_before(check_in: CheckIn) -> Answer | None:
    """The newest answer about the same session, if its check-in warns and nobody has closed it."""
    rows = Answer.objects.filter(check_in__in=check_in.alike).select_related("check_in")
    last = rows.exclude(check_in=check_in).order_by("-at", "-pk").first()
    if last is None or last.check_in.closed_at is not None:
        return None
    return last if (last.check_in.level or 0) >= Urgent.WATCH else None


def tasks_closed(*, by: Account, check_in: CheckIn, words: str, told: str) -> None:
    """Whoever closes a check-in has done what its tasks ask for."""
    for task in tasks_open(check_in):
        task_close(by=by, task=task, outcome=words, told=told)


def tasks_open(check_in: CheckIn) -> QuerySet[Task]:
    """What a check-in has given to do, and nobody has closed."""
    return Task.objects.filter(key__startswith=f"{SOURCE}:{check_in.pk}", closed_at=None)


def check_in_of(task: Task) -> CheckIn | None:
    """The check-in that opened a task; None where something else did."""
    if task.source != SOURCE:
        return None
    with suppress(ValueError, IndexError):
        key = UUID(task.key.split(":")[1].split("/")[0])
        return CheckIn.objects.filter(pk=key, patient=task.patient_id).first()
    return None


def _key(check_in: CheckIn, number: int) -> str:
    """One for each check-in; an answer that amends raises it, unless it was closed before."""
    first = f"{SOURCE}:{check_in.pk}"
    is_over = Task.objects.filter(key=first).exclude(closed_at=None).exists()
    return f"{first}:{number}" if is_over else first


def _opened(check_in: CheckIn, urgency: Urgency, *, about: str, key: str) -> Task:
    recorded = "" if check_in.session_id is not None else " (not recorded here)"
    return task_open(
        by=SYSTEM,
        patient=check_in.patient,
        urgency=urgency,
        about=f"Day {check_in.day} after {check_in.of_visit.service}{recorded}. {about}",
        link=reverse("check_in", args=[check_in.pk]),
        source=SOURCE,
        key=key,
    )
