"""The few shapes that most rules have: a condition that is present, a time not yet over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from percuta.devices.label import Stance, Topic
from percuta.evidence.parameter import Parameter
from percuta.finding import Severity, Until
from percuta.questions import Answer, Question
from percuta.screening.rule import Judge, Judgement, Where

Window = Callable[[Where], Parameter]


def ask(*questions: Question) -> Judgement:
    """The judgement of a rule that cannot decide before someone answers."""
    return Judgement(severity=Severity.ASK, asks=tuple(q.key for q in questions))


def present(question: Question, severity: Severity, until: str = "") -> Judge:
    """Yes gives the severity, ended by an event if one is named; only a "no" is a no."""

    def judge(at: Where) -> Judgement | None:
        answer = at.answer(question)
        if answer is Answer.NO:
            return None
        if answer is not Answer.YES:
            return ask(question)
        return Judgement(severity=severity, until=Until(event=until) if until else None)

    return judge


def by_label(question: Question, topic: Topic, otherwise: Severity, *, until: str = "") -> Judge:
    """Yes stops where the device's label forbids the topic; elsewhere the severity given."""

    def judge(at: Where) -> Judgement | None:
        stops = at.situation.device.label.forbids(topic)
        judgement = present(question, Severity.STOP if stops else otherwise, until)(at)
        return _with_label(judgement, at, topic)

    return judge


def where_label_speaks(
    question: Question, topic: Topic, severity: Severity, *, elsewhere: Severity
) -> Judge:
    """Asked only for devices whose label names the topic; a yes is heard on every device."""

    def judge(at: Where) -> Judgement | None:
        if at.situation.device.label.on(topic) is not None:
            return _with_label(present(question, severity)(at), at, topic)
        is_yes = at.answer(question) is Answer.YES
        return Judgement(severity=elsewhere) if is_yes else None

    return judge


def when(question: Question, answer: Answer, then: Judge) -> Judge:
    """Judged only after this answer: the other one ends the matter, none asks for it first."""

    def judge(at: Where) -> Judgement | None:
        given = at.answer(question)
        if given is answer:
            return then(at)
        return None if given in (Answer.YES, Answer.NO) else ask(question)

    return judge


def first_of(*judges: Judge) -> Judge:
    """The judgement of the first judge that holds back or asks, else one that does neither."""

    def judge(at: Where) -> Judgement | None:
        found = [j for judge in judges if (j := judge(at)) is not None]
        grave = [j for j in found if not j.severity.goes_with_plan]
        return next(iter(grave or found), None)

    return judge


def label_says(at: Where, topic: Topic) -> str:
    """The device's stance on a topic in words, empty where its label was not seen to name it."""
    device = at.situation.device
    entry = device.label.on(topic)
    if entry is None:
        return ""
    forbids = entry.stance is Stance.FORBIDS
    return f"{device.name} {'label forbids' if forbids else 'was not evaluated for'}: {topic}"


def _with_label(judgement: Judgement | None, at: Where, topic: Topic) -> Judgement | None:
    """Add what the label says to a judgement that decides something."""
    if judgement is None or judgement.severity is Severity.ASK:
        return judgement
    because = "; ".join(part for part in (judgement.because, label_says(at, topic)) if part)
    return replace(judgement, because=because)


def since(question: Question, window: Window, severity: Severity = Severity.DEFER) -> Judge:
    """Defers until a window of days after the last time has passed; only "never" is never."""

    def judge(at: Where) -> Judgement | None:
        last = at.answer(question)
        if isinstance(last, date):
            return wait(at, last, window(at), severity=severity)
        return None if last is Answer.NEVER else ask(question)

    return judge


def never_before(
    judge: Judge, question: Question, least: Callable[[Where], Parameter | None]
) -> Judge:
    """The same wait, which no doctor shortens to less than these days; None: to any length."""

    def judged(at: Where) -> Judgement | None:
        judgement, last, days = judge(at), at.answer(question), least(at)
        if judgement is None or judgement.until is None or days is None:
            return judgement
        if not isinstance(last, date):
            return judgement
        because = f"{judgement.because}; a doctor may shorten it, never below {days.value:g} days"
        return replace(judgement, because=because, floor=last + timedelta(days=round(days.value)))

    return judged


def since_by_label(question: Question, topic: Topic, days: Parameter) -> Judge:
    """Stops for the window of a label that forbids; defers for our own, the longer counts."""
    defer = since(question, always(days))

    def judge(at: Where) -> Judgement | None:
        entry = at.situation.device.label.on(topic)
        if entry is None or entry.stance is not Stance.FORBIDS:
            return defer(at)
        stop = since(question, always(entry.window or days), Severity.STOP)
        return first_of(lambda here: _with_label(stop(here), here, topic), defer)(at)

    return judge


def wait(at: Where, last: date, days: Parameter, *, severity: Severity) -> Judgement | None:
    """A deferral to ``last`` plus ``days``; once that day has come, None or a reminder."""
    end = last + timedelta(days=round(days.value))
    if at.situation.day >= end:
        if at.situation.answered_on >= end:
            return None
        again = f"over on {end.isoformat()}, only if it did not happen again since the answer"
        return Judgement(severity=Severity.INFORM, because=again, over=True)
    return Judgement(
        severity=severity,
        until=Until(on=end),
        because=f"{days.value:g} days after {last.isoformat()}",
    )


def always(days: Parameter) -> Window:
    """The same window for every person and device."""
    return lambda _at: days
