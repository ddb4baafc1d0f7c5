"""A result as people read it: findings with their sources, answers and decisions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from percuta_clinic.intake.models import Fact
from percuta_clinic.intake.science.days import day_counted, days_in_text
from percuta_clinic.intake.science.places import place_words
from percuta_clinic.intake.science.request import told_otherwise
from percuta_clinic.intake.science.words import question_text
from percuta_clinic.screening.models import What
from percuta_clinic.screening.ruled import (
    Ruled,
    Stand,
    decidable,
    is_referred,
    may_not_decide,
)
from percuta_clinic.screening.science import (
    Result,
    answers_behind,
    concerned_by,
    disagreement_of,
    is_date,
    rule_title,
)

SEVERITIES = {
    "stop": ("Stop", "stop", "octagon-x"),
    "defer": ("Wait", "warn", "clock"),
    "doctor": ("A doctor decides", "warn", "stethoscope"),
    "caution": ("Caution", "warn", "triangle-alert"),
    "inform": ("Good to know", "info", "info"),
}
VERDICTS = {
    "plan": ("May be treated", "ok", "circle-check"),
    "doctor": ("A doctor decides", "warn", "stethoscope"),
    "ask": ("Questions are open", "warn", "circle-help"),
    "not_now": ("Not now", "stop", "clock"),
    "no": ("Not treated here", "stop", "octagon-x"),
}
FACTS = {"birth_date": "Birth date", "phototype": "Phototype of the skin"}
GOES_WITH_PLAN = ("caution", "inform")
NO = "no"
LIVE = (Stand.COUNTS, Stand.CHANGED, Stand.TOLD_ANEW)


@dataclass(frozen=True, kw_only=True)
class Said:
    """One answer behind a finding: what was answered, where, by whom and when."""

    text: str
    value: str
    fact: Fact | None


@dataclass(frozen=True, kw_only=True)
class Card:
    """One finding. ``refused`` is why no doctor decides on it, empty where one does."""

    finding: Any  # as the document has it
    places: tuple[str, ...]
    zones: tuple[str, ...]
    word: str
    tone: str
    icon: str
    sources: tuple[Any, ...]
    disagreement: Any
    said: tuple[Said, ...]
    decisions: tuple[Ruled, ...]
    seen: str
    refused: str
    can: tuple[What, ...]
    urgent: str
    referred: bool = False  # what is urgent in it, all of it
    waits: bool = False  # for a doctor and nothing else

    @property
    def clinician(self) -> str:
        """What a clinician reads of it."""
        return days_in_text(self.finding.clinician)

    @property
    def rests(self) -> bool:
        """Whether it keeps nothing back."""
        return self.finding.severity in GOES_WITH_PLAN or self.finding.reach == "numbing"

    @property
    def live(self) -> list[Ruled]:
        """Decisions that still mean something."""
        return [one for one in self.decisions if one.stand in LIVE]

    @property
    def earlier(self) -> list[Ruled]:
        """Decisions that are history."""
        return [one for one in self.decisions if one not in self.live]


@dataclass(frozen=True, kw_only=True)
class Place:
    """The answer for one place."""

    name: str
    word: str
    tone: str
    icon: str
    opens_on: date | None
    titles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Open:
    """A question that is open; ``fact`` is what the rules read of the person, not of answers."""

    key: str
    text: str
    is_date: bool
    zones: tuple[tuple[str, str], ...]
    why: str
    fact: str
    is_denied: bool = False


@dataclass(frozen=True, kw_only=True)
class Medicine:
    """A medicine somebody named, with the questions it concerns."""

    name: str
    about: tuple[str, ...]


def cards(result: Result) -> list[Card]:
    """Every finding but the open questions, the gravest first."""
    document = result.document
    sources = {one.key: one for one in document.sources}
    disagreements = {one.key: one for one in document.disagreements}
    plain = {(f.rule, f.severity, f.zones): f for f in result.screening.findings}
    return [
        _card(
            result,
            one,
            plain[one.rule, one.severity, one.zones],
            sources=sources,
            disagreement=disagreements.get(disagreement_of(one.rule)),
        )
        for one in document.findings
    ]


def _card(
    result: Result, finding: Any, plain: Any, *, sources: Mapping[str, Any], disagreement: Any
) -> Card:
    word, tone, icon = SEVERITIES[finding.severity.value]
    if finding.decided is not None:
        word, tone, icon = "May go on: a doctor decided", "ok", "circle-check"
    elif finding.reach == "spot" and not finding.severity.goes_with_plan:
        word, icon = "Leave out the spot", "circle-pause"
    zones = tuple(finding.zones)
    day = result.request.day
    return Card(
        finding=finding,
        places=tuple(place_words(zone) for zone in zones),
        zones=zones,
        word=word,
        tone=tone,
        icon=icon,
        sources=tuple(sources[key] for key in finding.sources if key in sources),
        disagreement=disagreement,
        said=tuple(said_behind(finding.rule, result)),
        decisions=tuple(
            one
            for one in result.decisions
            if one.decision.rule == finding.rule and _meets(one, zones)
        ),
        seen=answers_behind(finding.rule, result)[1],
        refused=may_not_decide(plain, What.GO_ON, day=day, until=date.max),
        can=decidable(plain, day=day),
        urgent=plain.urgent,
        referred=bool(plain.urgent) and is_referred(plain, result.decisions),
        waits=finding.severity == "doctor" and _is_next(result, zones),
    )


def _is_next(result: Result, zones: Iterable[str]) -> bool:
    """Whether in one of these places a doctor's word is what comes first."""
    verdicts = result.screening.zones
    return any(verdicts.get(zone) == "doctor" for zone in zones or verdicts)


def _meets(ruled: Ruled, zones: tuple[str, ...]) -> bool:
    about = set(ruled.decision.zones)
    return not about or not zones or bool(about & set(zones))


def said_behind(rule: str, result: Result) -> Iterator[Said]:
    """The answers a rule looked at, in the words that were asked."""
    newest = newest_facts(result)
    for key, value in answers_behind(rule, result)[0].items():
        text = FACTS.get(key) or question_text(key)
        if not isinstance(value, dict):
            fact = newest.get((key, ""))
            yield Said(text=text, value=_in_words(value, fact), fact=fact)
            continue
        for zone, given in value.items():
            fact = newest.get((key, zone))
            words = f"{place_words(zone)}: {_in_words(given, fact)}"
            yield Said(text=text, value=words, fact=fact)
        if not value:
            some = next((fact for (name, _), fact in newest.items() if name == key), None)
            yield Said(text=text, value="never" if is_date(key) else "no", fact=some)


def newest_facts(result: Result) -> dict[tuple[str, str], Fact]:
    """The answer that was given last to each question, by place."""
    found: dict[tuple[str, str], Fact] = {}
    for one in result.answers:
        for fact in one.facts:
            found[fact.key, fact.zone] = fact
    return found


def _in_words(value: Any, fact: Fact | None) -> str:
    """A date as a day, with what was said where that was less."""
    words = str(value) if value else "not known"
    if len(words) != 10 or words[4] != "-":
        return words
    given = fact.value if fact is not None and isinstance(fact.value, dict) else {}
    return day_counted(words, given.get("said", ""))


def places(result: Result) -> list[Place]:
    """Each place wished for, with its state."""
    found = []
    for zone in result.document.zones:
        word, tone, icon = VERDICTS[zone.verdict.value]
        found.append(
            Place(
                name=place_words(zone.zone),
                word=word,
                tone=tone,
                icon=icon,
                opens_on=zone.opens_on,
                titles=tuple(dict.fromkeys(rule_title(rule) for rule in zone.rules)),
            )
        )
    return found


def _is_denied(key: str, result: Result) -> bool:
    """Whether the patient says no now, after a yes that held treatment back."""
    answers = result.told.answers
    return NO in (answers.person.get(key), *answers.zones.get(key, {}).values())


def open_questions(result: Result) -> list[Open]:
    """What has to be answered first."""
    return [
        Open(
            key=one.key,
            text=question_text(one.key) if one.key not in FACTS else one.text,
            is_date=is_date(one.key),
            zones=tuple((zone, place_words(zone)) for zone in one.zones)
            if one.key not in FACTS
            else (),
            why=one.why,
            fact=one.key if one.key in FACTS else "",
            is_denied=_is_denied(one.key, result),
        )
        for one in result.document.questions
    ]


def medicines(result: Result) -> list[Medicine] | None:
    """Every medicine named, with what it reminds of; None where nobody knows what is taken."""
    named = result.told.medicines
    if named is None:
        return None
    return [
        Medicine(name=name, about=tuple(question_text(key) for key in concerned_by(name)))
        for name in named
    ]


def loose(result: Result, shown: Iterable[Card]) -> list[Ruled]:
    """Decisions that stand at no finding any more."""
    there = {one.decision.pk for card in shown for one in card.decisions}
    return [one for one in result.decisions if one.decision.pk not in there]


def points(result: Result) -> list[tuple[Any, list[Any]]]:
    """What a doctor weighs before the first session of the plan proposed, with its sources."""
    document = result.document
    sources = {one.key: one for one in document.sources}
    found = document.plan.confirmations if document.plan is not None else ()
    return [(one, [sources[key] for key in one.sources if key in sources]) for one in found]


def needled_on(result: Result) -> date | None:
    """The last session on record, where the newest answers know nothing of it."""
    last = result.known.had.last_on
    return last if told_otherwise(result.answers[-1].round, last) else None


def verdict_words(result: Result) -> str:
    """The answer in a sentence or two."""
    if result.document.verdict.value == "doctor":
        return "A doctor has to decide before anything is planned; the findings below say on what."
    return result.document.answer
