"""From a check-in to how urgent it is, why, what to do, and what nobody answered."""

from dataclasses import dataclass, replace

from percuta.evidence.source import Source
from percuta.healing.advice import Expectation
from percuta.healing.red_flags import NOW, TODAY, WEEK, flags
from percuta.healing.triage.bands import BANDS, last_days
from percuta.healing.triage.catalogue import RULES
from percuta.healing.triage.questions import (
    GROWS,
    NOW_SIGNS,
    CheckQuestion,
    Kind,
    asked,
    is_open,
)
from percuta.healing.triage.report import Degree, Level, Report, Session, day_after
from percuta.healing.triage.rule import At, TriageRule
from percuta.questions import Answer

NO_ALL_CLEAR = (
    "What you told us is usual for this day. That is no all-clear: look again tomorrow, and call "
    "if anything gets worse."
)
ANSWER = "Please answer what is still open: {}. Call the clinic if you cannot."
IF_YES = "If one of these is there now, call the emergency number at once: {}."


@dataclass(frozen=True, kw_only=True)
class Found:
    """A rule that spoke, and what of the check-in made it speak."""

    rule: TriageRule
    because: str


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A sign beside its usual course. ``degree`` None: not known. It never lowers a level."""

    sign: str
    degree: Degree | None
    usual_to: int
    latest: int
    expectation: Expectation


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """What a check-in comes to. ``open_flags`` are open questions that could be a red flag.

    ``not_known`` is everything that nobody answered. ``words`` wait for a person to read them.
    """

    day: int
    level: Level
    found: tuple[Found, ...]
    open_flags: tuple[CheckQuestion, ...]
    not_known: tuple[CheckQuestion, ...]
    beside: tuple[Beside, ...]
    do: tuple[str, ...]
    words: str = ""

    @property
    def set_by(self) -> tuple[Found, ...]:
        """The findings that set the level; none where only open questions did."""
        return tuple(one for one in self.found if one.rule.level is self.level)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source of what was found and of the usual course, each once."""
        found = [source for one in self.found for source in one.rule.sources]
        course = [source for one in self.beside for source in one.expectation.sources]
        return tuple(dict.fromkeys([*found, *course]))


def triage(report: Report, session: Session) -> Assessed:
    """How urgent a check-in is. Silence counts for at least a watch where it could hide a flag."""
    at = At(report=report, day=day_after(report, session), treated=session.treated)
    spoke = [Found(rule=rule, because=_because(rule, at)) for rule in RULES if rule.judge(at)]
    spoke.sort(key=lambda one: -one.rule.level)
    silent = tuple(one for one in asked(report, session) if is_open(one, report))
    could = tuple(one for one in silent if _could_be_a_flag(one, at))
    levels = [one.rule.level for one in spoke]
    level = max([*levels, Level.WATCH if could else Level.EXPECTED])
    return Assessed(
        day=at.day,
        level=level,
        found=tuple(spoke),
        open_flags=could,
        not_known=silent,
        beside=tuple(_beside(key, at) for key in BANDS),
        do=_do(level, session, (spoke, could)),
        words=report.words,
    )


def _could_be_a_flag(question: CheckQuestion, at: At) -> bool:
    """Whether the worst answer to one question would make any rule speak."""
    worst = Report(on=at.report.on, answers={question.key: Answer.YES})
    if question.kind is Kind.DEGREE:
        worst = Report(on=at.report.on, degrees={question.key: Degree.SEVERE})
        grows = GROWS.get(question.key)
        if grows is not None and is_open(grows, at.report) and at.day > 0:
            worst = replace(worst, answers={grows.key: Answer.YES})
    return any(rule.judge(replace(at, report=worst)) for rule in RULES)


def _because(rule: TriageRule, at: At) -> str:
    """The answers that a rule read, the day, and the usual course where it is held against one."""
    told = [f"day {at.day}", *(part for key in rule.reads if (part := _told(key, at.report)))]
    if rule.band is not None:
        usual, latest = last_days(rule.reads[0], at.treated)
        told.append(f"usual to day {usual}, at the latest day {latest}")
    return "; ".join(told)


def _told(key: str, report: Report) -> str:
    name = key.replace("_", " ")
    if (degree := report.degree(key)) is not None:
        return f"{name} {degree.words}"
    if key == "fever" and report.temperature_c is not None:
        return f"{report.temperature_c:.1f} °C"
    return f"{name}: yes" if report.says(key) else ""


def _beside(key: str, at: At) -> Beside:
    usual, latest = last_days(key, at.treated)
    return Beside(
        sign=key,
        degree=at.report.degree(key),
        usual_to=usual,
        latest=latest,
        expectation=BANDS[key](at.treated),
    )


def _do(
    level: Level, session: Session, why: tuple[list[Found], tuple[CheckQuestion, ...]]
) -> tuple[str, ...]:
    """What the patient is to do, in plain words, the most urgent first."""
    spoke, could = why
    said = []
    if level is not Level.NOW and any(one in NOW_SIGNS for one in could):
        said.append(IF_YES.format("; ".join(flags(session.treated)[0].signs)))
    by_level = {Level.NOW: NOW.patient, Level.TODAY: TODAY.patient, Level.WATCH: WEEK.patient}
    if spoke and level in by_level:
        said.append(by_level[level])
    if could:
        said.append(ANSWER.format("; ".join(one.name for one in could)))
    return tuple(said) or (NO_ALL_CLEAR,)
