"""What is missing in a form, or cannot be so; each with its field and the way out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from percuta.casefile.own_days import LATEST, LONGEST_STAY
from percuta.papers.everyday import listed
from percuta.person import Phototype
from percuta.questions import Answer, Answers, Kind, Scope
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.contradictions import contradictory
from percuta.screening.medicines_named import contradicted
from percuta_clinic.intake.science.days import shown_day
from percuta_clinic.intake.science.fields import STAYS, Values, last_day, many, text
from percuta_clinic.intake.science.places import place_words, wish_words
from percuta_clinic.intake.science.remembered import SOMEWHERE, unanswered
from percuta_clinic.intake.science.request import About
from percuta_clinic.intake.science.told import NOT_KNOWN, Told
from percuta_clinic.intake.science.wished import denied

OPEN = "Please choose an answer. “I don’t know” is one too."
LIKE = "Write it like 14 March 2026, or March 2026, or only 2026."
LONGEST_LINE = 300
# An illness or a cream can be the reason for a yes to any other question that names medicines.
TAKEN = ("anticoagulants", "antiarrhythmics", "isotretinoin_now", "light_sensitive")
_CLOSED = {
    "phototype": {*(one.roman for one in Phototype), NOT_KNOWN},
    "numbing": {"yes", "no", NOT_KNOWN},
}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong in one field, in words for whoever fills it in."""

    field: str
    words: str


def faults(
    values: Values, told: Told, asked: Mapping[str, tuple[str, ...]], *, about: About, day: date
) -> Iterator[Fault]:
    """Everything that keeps a form from being sent, in the order of its pages."""
    if not told.zones:
        yield Fault(field="wish", words="Please choose what you would like treated, and where.")
    for key, zones in asked.items():
        yield from _question(key, zones, values, told=told, about=about, day=day)
    yield from _unlike(told)
    yield from _medicines(values, told)
    for name, known in _CLOSED.items():
        if text(values, name) not in known:
            yield Fault(field=name, words=OPEN)
    yield from _days(values, day)
    if len(told.hope) > LONGEST_LINE * 5:
        yield Fault(field="hope", words=f"Please use at most {LONGEST_LINE * 5} letters.")


def _question(
    key: str, zones: tuple[str, ...], values: Values, *, told: Told, about: About, day: date
) -> Iterator[Fault]:
    question, name = QUESTIONS[key], f"q-{key}"
    by_zone = question.scope is Scope.ZONE
    if by_zone and (new := unanswered(values, key, zones)):
        yield Fault(field=name, words=_again(new))
        return
    wants_date = question.kind is Kind.LAST_TIME and text(values, name) in ("date", SOMEWHERE)
    wrong = list(_day(f"d-{key}", text(values, f"d-{key}"), about=about, day=day))
    yield from wrong if wants_date else ()
    if _is_told(told.answers, key, zones):
        return
    nowhere = len(zones) > 1 and not set(many(values, f"z-{key}")) & set(zones)
    if by_zone and text(values, name) == SOMEWHERE and nowhere:
        yield Fault(field=f"z-{key}", words="Please tick where.")
    elif not (wants_date and wrong):
        yield Fault(field=name, words=OPEN)


def _again(new: list[str]) -> str:
    where = listed(place_words(zone) for zone in new)
    return f"You have not answered this for: {where}. Please choose again, for every place."


def _is_told(answers: Answers, key: str, zones: tuple[str, ...]) -> bool:
    """Whether it has an answer, in every place where it is asked by place."""
    if QUESTIONS[key].scope is Scope.ZONE:
        return set(zones) <= set(answers.zones.get(key, {}))
    return key in answers.person


def _day(name: str, said: str, *, about: About, day: date) -> Iterator[Fault]:
    """A day of the past, as near as it is known."""
    meant, born = last_day(said), about.birth_date
    if not said:
        yield Fault(field=name, words="Please say when, as near as you know. A year will do.")
    elif meant is None:
        yield Fault(field=name, words=f"“{said[:40]}” is not a date. {LIKE}")
    elif meant > day and (meant.isoformat() == said or meant.year > day.year):
        yield Fault(
            field=name, words=f"{shown_day(said)} is still to come. When was the last time?"
        )
    elif born and meant < born:
        yield Fault(field=name, words=f"{shown_day(said)} is before you were born. Please mend it.")


def _unlike(told: Told) -> Iterator[Fault]:
    """Two answers that cannot both be true, at the second."""
    for first, second in contradictory(told.answers):
        before = QUESTIONS[first].text
        words = f"This does not fit your answer to: {before} Please look at both."
        yield Fault(field=f"q-{second}", words=words)
    found: dict[tuple[str, str], list[str]] = {}
    for key, wish, zone in denied(told.wishes, told.answers):
        found.setdefault((key, wish), []).extend([zone] if zone else [])
    for (key, wish), zones in found.items():
        what = wish_words(wish)
        asked = f"You asked for a treatment of {what[:1].lower()}{what[1:]}"
        words = f"{asked}, so “No” cannot be right here. Please look at both."
        if where := ", ".join(place_words(zone) for zone in zones):
            words = (
                f"{asked} ({where}), so “Never” cannot be right here. "
                "About when did the newest one appear?"
            )
        yield Fault(field=f"q-{key}", words=words)


def _medicines(values: Values, told: Told) -> Iterator[Fault]:
    given = text(values, "medicines_any")
    if given not in ("yes", "no", "not known"):
        yield Fault(field="medicines_any", words=OPEN)
    elif given == "yes" and not many(values, "medicine"):
        yield Fault(field="medicine", words="Please write what you take, one in each line.")
    elif given == "no" and (taken := _taken(told.answers)):
        words = f"You said that you take no medicine, but yes to: {taken} Please look at both."
        yield Fault(field="medicines_any", words=words)
    for name in told.medicines or ():
        if len(name) > LONGEST_LINE:
            words = f"“{name[:30]}…” is too long; at most {LONGEST_LINE} letters."
            yield Fault(field="medicine", words=words)
    for name, key in contradicted(told.medicines or (), told.answers):
        words = f"You wrote that you take {name}. Please look at this answer again."
        yield Fault(field=f"q-{key}", words=words)


def _taken(answers: Answers) -> str:
    """The questions answered with yes that are about nothing but taking a medicine."""
    yes = (key for key in TAKEN if answers.person.get(key) is Answer.YES)
    return " ".join(QUESTIONS[key].text for key in yes)


def _days(values: Values, day: date) -> Iterator[Fault]:
    """The event and the stays, which lie ahead."""
    for name in ("event_any", "away_any"):
        if text(values, name) not in ("yes", "no", "not known"):
            yield Fault(field=name, words=OPEN)
    if text(values, "event_any") == "yes":
        yield from _ahead("event_on", text(values, "event_on"), day)
    if text(values, "away_any") != "yes":
        return
    given = [n for n in STAYS if text(values, f"away_first-{n}") or text(values, f"away_last-{n}")]
    if not given:
        yield Fault(field="away_first-1", words="Please say from when to when you are away.")
    for number in given:
        yield from _stay(values, number, day)


def _ahead(name: str, said: str, day: date) -> Iterator[Fault]:
    meant = last_day(said)
    if meant is None:
        yield Fault(field=name, words="Please give the day.")
    elif meant < day:
        yield Fault(field=name, words=f"{shown_day(said)} is over. Please mend it, or answer “No”.")
    elif meant - day > LATEST:
        yield Fault(field=name, words=f"{shown_day(said)} is more than three years away.")


def _stay(values: Values, number: int, day: date) -> Iterator[Fault]:
    first = last_day(text(values, f"away_first-{number}"))
    name = f"away_last-{number}"
    last = last_day(text(values, name))
    if first is None:
        yield Fault(field=f"away_first-{number}", words="Please give the first day.")
    yield from _ahead(name, text(values, name), day)
    if first and last and last < first:
        yield Fault(field=name, words="The last day is before the first. Please mend one of them.")
    elif first and last and last - first > LONGEST_STAY:
        yield Fault(field=name, words=f"More than {LONGEST_STAY.days} days; give it in parts.")
