"""What became of one task, line by line: what was done, and who was told with what result."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from percuta_clinic.duty.models import Result, Task, TaskStep, TaskTold, Urgency, What

_TONES = {
    Result.HANDED: "idle",
    Result.SENT: "ok",
    Result.FAILED: "stop",
    Result.HELD: "idle",
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing; ``said`` may be about health."""

    at: datetime
    words: str
    detail: str = ""
    said: str = ""
    tone: str = ""
    chip: str = ""


def timeline(task: Task, *, with_words: bool) -> list[Line]:
    """In the order in which it happened; without what may be about health for who may not read."""
    lines = [
        *(_done(step, with_words=with_words) for step in task.steps.all()),
        *_told(task),
    ]
    if task.nobody_at is not None:
        nobody = "Everybody on the ladder was told or could not be, and nobody has taken it."
        lines.append(
            Line(at=task.nobody_at, words="Nobody reached", detail=nobody, tone="stop", chip="Open")
        )
    return sorted(lines, key=lambda line: line.at)


def _done(step: TaskStep, *, with_words: bool) -> Line:
    urgency = Urgency(step.urgency).label
    words = {
        What.OPENED: f"Opened as “{urgency}” by {step.by_name}",
        What.RAISED: f"Made more urgent, to “{urgency}”, by {step.by_name}",
        What.TAKEN: f"Taken by {step.by_name}",
        What.HANDED_ON: f"Handed on by {step.by_name}{_to(step)}",
        What.CLOSED: f"Closed by {step.by_name}",
    }[What(step.what)]
    return Line(at=step.at, words=words, said=step.words if with_words else "")


def _to(step: TaskStep) -> str:
    return f" to {step.to_name}" if step.to_name else " to everybody"


def _told(task: Task) -> Iterator[Line]:
    """Each message with what is known of it, and whoever could not be written to."""
    ended = {one.message for one in task.told.all() if one.result != Result.HANDED}
    for one in task.told.all():
        if one.result == Result.HANDED and one.message in ended:
            continue
        yield _line(one)


def _line(one: TaskTold) -> Line:
    result = Result(one.result)
    return Line(
        at=one.at,
        words=f"{one.account_name or 'Nobody'}, {one.why_them}",
        detail=f"{one.get_channel_display()}{': ' if one.words else ''}{one.words}",
        tone=_TONES[result],
        chip=result.label.capitalize(),
    )
