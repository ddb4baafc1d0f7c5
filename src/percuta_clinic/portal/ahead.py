"""How far everything is before a treatment: whose turn it is, and what it comes to in a word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from percuta_clinic.booking.course import next_visits
from percuta_clinic.booking.daytime import next_treatment, treatment_day
from percuta_clinic.booking.models import State, Visit
from percuta_clinic.booking.queries import sessions_of
from percuta_clinic.consent.models import Kind, about
from percuta_clinic.intake.queries import open_form
from percuta_clinic.patients.models import Patient
from percuta_clinic.portal.papers import NO_SHEET, consents
from percuta_clinic.portal.plan_tasks import plans
from percuta_clinic.portal.tasks import ANSWER, OURS, Task, Turn, in_order, questions
from percuta_clinic.premises.models import Clinic
from percuta_clinic.readiness.strip import strip_of
from percuta_clinic.screening.plain import Plain, Point, plain_of
from percuta_clinic.screening.queries import standing
from percuta_clinic.screening.science import result_of
from percuta_clinic.screening.standing import BEFORE_SESSION, Standing

ANSWERS = "Your answers"
NEXT = "Your next treatment"
CLEAR = ("clear", "plan")  # a standing and a verdict call it so
TO_COME = (State.BOOKED, State.CONFIRMED)
UNCLEAR = ("Some answers are not clear yet. We ask you about them.", "See which")
WORDS = {
    "ask": UNCLEAR,
    "doctor": ("A doctor reads your answers before anything is planned.", "See why"),
    "not_now": ("We cannot treat your skin yet.", "See why, and for how long"),
    "no": ("This treatment does not fit what you told us.", "See why"),
}
AGAIN = "Your last answers will be too old by then. We ask you again before your visit."
SINCE = "Your last answers are from before your last treatment. We ask you again before your visit."


@dataclass(frozen=True, kw_only=True)
class Upshot:
    """What it all comes to, for the top of the page."""

    tone: str
    title: str
    text: str
    url: str = ""
    act: str = ""


IN_PERSON = Upshot(
    tone="info",
    title="Please speak with us before you leave",
    text="What your answers mean is not shown here. We tell everybody in person what comes next. "
    "If you have left already, call us.",
)

TO_FIND_OUT = Upshot(
    tone="info",
    title="Some answers are not clear yet",
    text="Please find out what you can, and tell us by phone or at your visit.",
    url="/my/result/",
    act="See which",
)


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """Everything there is to do, done things too, and the treatment it is for.

    ``booked`` names what every treatment to come or going on needs a consent to; ``urgent`` is what
    may not wait, ``referred`` what of it a doctor has referred. ``in_person``: what the answers
    mean is told by a person, and not shown.
    ``unclear``: the patient can find something out. ``ask_first``: that visit may come to nothing.
    """

    tasks: list[Task]
    visit: Visit | None
    booked: frozenset[str]
    urgent: tuple[Point, ...] = ()
    referred: tuple[Point, ...] = ()
    in_person: bool = False
    unclear: bool = False
    ask_first: bool = False

    def has(self, turn: Turn) -> bool:
        """Whether it is anybody's turn."""
        return any(task.turn is turn for task in self.tasks)

    @property
    def all_done(self) -> bool:
        """Whether nothing is open on either side."""
        return all(task.done for task in self.tasks)

    @property
    def not_done(self) -> list[Task]:
        """What is open, with what was taken back."""
        return [task for task in self.tasks if not task.done]


def ahead_of(patient: Patient, clinic: Clinic) -> Ahead:
    """For the next treatment, or as of today where none is booked."""
    visit = next_treatment(patient)
    screened = standing(patient, day=treatment_day(visit, clinic), visit=visit)
    found = [
        *questions(patient, visit),
        *_answers(patient, visit, screened),
        *plans(patient),
        *consents(patient, visit, screened),
    ]
    needled = [one.service for one in next_visits(patient) if one.service.is_needling]
    booked = frozenset(about(Kind.TREATMENT, service) for service in needled)
    plain = _plain(patient, visit, screened, clinic=clinic)
    counts = screened.device_known and open_form(patient) is None
    return Ahead(
        tasks=in_order(found),
        visit=visit,
        booked=booked,
        urgent=plain.urgent if plain is not None else (),
        referred=plain.referred if plain is not None else (),
        unclear=counts and plain is not None and plain.to_find_out,
        ask_first=counts and asks_first(visit, screened.state, off=bool(screened.off)),
    )


def asks_first(visit: Visit | None, state: str, *, off: bool) -> bool:
    """Whether a visit is still to come on which nothing can be done, as it looks now.

    ``off``: what the rules let go on, the patient's own days hold off.
    """
    held = state in NO_SHEET or (off and state in CLEAR)
    return visit is not None and visit.state in TO_COME and held


def on_handed_device(ahead: Ahead) -> Ahead:
    """The same where others may look on: once answers are sent, everybody reads the same words."""
    if not any(task.title == ANSWER and task.done for task in ahead.tasks):
        return replace(ahead, urgent=(), referred=(), unclear=False, ask_first=False)
    shown = [task for task in ahead.tasks if task.turn is not Turn.CLINIC or _is_paper(task)]
    ahead = replace(ahead, tasks=shown, urgent=(), referred=())
    return replace(ahead, in_person=True, unclear=False, ask_first=False)


def _is_paper(task: Task) -> bool:
    """Whether it is a sheet that the patient has."""
    return bool(task.kind and task.url)


def _plain(
    patient: Patient, visit: Visit | None, screened: Standing, *, clinic: Clinic
) -> Plain | None:
    """The page of the result, where something of it is said here too; also without a device."""
    if not (screened.urgent or screened.referred or screened.open_questions):
        return None
    result = result_of(patient, day=treatment_day(visit, clinic), visit=visit)
    return plain_of(result) if result is not None else None


def _answers(patient: Patient, visit: Visit | None, screened: Standing) -> Iterator[Task]:
    """What the clinic makes of the answers, no more of it than the page of the result says."""
    if open_form(patient) is not None:
        return
    if not screened.device_known:
        yield _with_clinic("Your clinic reads them before your visit.")
    elif screened.state == "stale":
        if visit is not None:
            yield _with_clinic(SINCE if screened.outdated == BEFORE_SESSION else AGAIN)
    elif treated := _resting(patient, screened):
        task = replace(_with_clinic(treated), title=NEXT, state="Your skin rests")
        yield replace(task, url=reverse("my_result"), act="See more", kept=True)
    elif found := UNCLEAR if _is_unclear(screened) else WORDS.get(screened.state):
        words, act = found
        yield replace(_with_clinic(words), url=reverse("my_result"), act=act, kept=True)


def _resting(patient: Patient, screened: Standing) -> str:
    """When the next treatment can be, where nothing but the last one here holds back."""
    had, again = sessions_of(patient.pk), screened.rests_until
    last = had.last_on
    if last is None or again is None:
        return ""
    if had.of_two:
        return (
            f"Your skin may have been treated here on {last:%-d %B %Y}. The next treatment can be "
            f"from {again:%-d %B %Y} on. Please tell us if you were not treated on that day."
        )
    return (
        f"You were treated on {last:%-d %B %Y}. The next treatment can be from "
        f"{again:%-d %B %Y} on."
    )


def _is_unclear(screened: Standing) -> bool:
    """Whether it may go on in some place while an answer is open."""
    return screened.state == "clear" and bool(screened.open_questions)


def _with_clinic(words: str) -> Task:
    return Task(title=ANSWERS, state=OURS, words=words, turn=Turn.CLINIC)


def upshot(ahead: Ahead) -> Upshot | None:
    """None where the list speaks for itself, because something waits for the patient."""
    if ahead.in_person:
        return IN_PERSON
    if first := _first(ahead):
        return first
    if gone := _gone(ahead):
        stays = "A visit that is booked stays booked: call the clinic to cancel it."
        text = f"{gone.title}. {gone.words} {stays}"
        return Upshot(tone="warn", title="You took your consent back", text=text)
    if not ahead.tasks or ahead.has(Turn.PATIENT):
        return None
    if ahead.unclear:
        return TO_FIND_OUT
    if ahead.has(Turn.CLINIC):
        text = "What is still open is with your clinic, and stands below."
    elif ahead.visit is None:
        text = "No treatment is booked. When the clinic needs something from you, it stands here."
    elif _is_ready(ahead.visit):
        text = "At your visit we look at your skin first. If something changes before, tell us."
        return Upshot(tone="ok", title="Thank you. Everything is done.", text=text)
    else:
        text = "Your clinic goes on from here."
    return Upshot(tone="info", title="Nothing waits for you now", text=text)


def _first(ahead: Ahead) -> Upshot | None:
    """What goes before everything else: a spot that somebody has to look at."""
    tone, title, points = "stop", "Please do not wait with this", ahead.urgent
    if not points:
        tone, title, points = "warn", "A doctor has referred you", ahead.referred
    if not points:
        return None
    sent = "" if ahead.urgent else f"{referred_words(points)} "
    return Upshot(
        tone=tone,
        title=title,
        text=sent + " ".join(_said(point) for point in points),
        url=reverse("my_result"),
        act="What your answers mean",
    )


def referred_words(points: Sequence[Point]) -> str:
    """Who sent the patient on, and what to do; not where to, which was told in person."""
    newest = max(points, key=lambda point: point.referred_on or date.min)
    return (
        f"{newest.referred_by} referred you on {newest.referred_on:%-d %B %Y}. Please go there "
        "without delay. If you do not know where to go, ask us. We do not needle there before "
        "we know what was found."
    )


def _said(point: Point) -> str:
    """One point in a line, with its places first."""
    where = ", ".join(point.places)
    return f"{where[:1].upper()}{where[1:]}: {point.words}" if where else point.words


def _gone(ahead: Ahead) -> Task | None:
    """What was taken back, where it is about a treatment that is booked, or none is."""
    found = (one for one in ahead.tasks if one.turn is Turn.GONE and one.kind == Kind.TREATMENT)
    return next((one for one in found if one.title in ahead.booked or not ahead.booked), None)


def _is_ready(visit: Visit) -> bool:
    strip = strip_of(visit)
    return strip is not None and strip.is_ready
