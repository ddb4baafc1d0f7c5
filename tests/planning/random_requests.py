"""Strategies for requests: mostly plannable people, with a few things wrong or not known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from cast import DAY, days_ago, with_answer
from percuta.assessment.concern import Concern, Kind
from percuta.assessment.scales import ScarType
from percuta.devices.catalogue import DEVICES
from percuta.person import Person, Phototype, Sex
from percuta.planning.away import Away
from percuta.planning.creams import CREAMS
from percuta.planning.request import Request
from percuta.questions import Answer, Given, Scope
from percuta.questions import Kind as AnswerKind
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.rules.session import QUESTIONS as BETWEEN_SESSIONS
from percuta.zones.skin_map import ZONES
from planning.wishes import EVERYWHERE, NEEDLED

# One place to be answered: the key of a question, and the zone if it is asked by zone.
Spot = tuple[str, str]

SPOTS: tuple[Spot, ...] = tuple(
    (question.key, zone)
    for question in QUESTIONS.values()
    if question.key not in BETWEEN_SESSIONS
    for zone in (ZONES if question.scope is Scope.ZONE else [""])
)
AGE = {"birth_date", "age_years"}
OTHER_FACTS = ["sex", "phototype", "weight_kg"]


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A request in few words, so that a failing example can be read."""

    person: Person
    device: str
    concerns: tuple[Concern, ...]
    days_later: int = 0
    answers: tuple[tuple[Spot, Given], ...] = ()
    numbing: bool | None = None
    cream_used_cm2: float | None = None
    cream: str = "lmx4"
    areas_cm2: Mapping[str, float] = field(default_factory=dict)
    away: tuple[Away, ...] = ()
    event_days: int | None = None  # after the first possible day

    @property
    def request(self) -> Request:
        """The request itself: all clear but for the answers drawn."""
        answers = EVERYWHERE
        for (key, zone), value in self.answers:
            answers = with_answer(answers, QUESTIONS[key], value, zone=zone or None)
        return Request(
            answered_on=DAY,
            person=self.person,
            answers=answers,
            device=DEVICES[self.device],
            day=DAY + timedelta(days=self.days_later),
            concerns=self.concerns,
            numbing=self.numbing,
            cream_used_cm2=self.cream_used_cm2,
            cream=CREAMS[self.cream],
            areas_cm2=self.areas_cm2,
            away=self.away,
            event="wedding" if self.event_days is not None else "",
            event_on=self._event_on(),
        )

    def _event_on(self) -> date | None:
        if self.event_days is None:
            return None
        return DAY + timedelta(days=self.days_later + self.event_days)

    def but_less_known(self, spots: Iterable[Spot], facts: Iterable[str]) -> "Drawn":
        """The same with some answers and facts no longer known."""
        blank = tuple((spot, Answer.NOT_KNOWN) for spot in spots)
        facts = set(facts)
        known = self.person
        person = Person(
            birth_date=None if "birth_date" in facts else known.birth_date,
            age_years=None if "age_years" in facts else known.age_years,
            sex=None if "sex" in facts else known.sex,
            phototype=None if "phototype" in facts else known.phototype,
            weight_kg=None if "weight_kg" in facts else known.weight_kg,
        )
        return replace(self, person=person, answers=(*self.answers, *blank))


def _answer_at(spot: Spot) -> st.SearchStrategy[tuple[Spot, Given]]:
    days = st.integers(min_value=0, max_value=500).map(days_ago)
    closed = st.sampled_from([Answer.YES, Answer.NO, Answer.NOT_KNOWN])
    last = st.one_of(st.sampled_from([Answer.NEVER, Answer.NOT_KNOWN]), days)
    of_this_kind = closed if QUESTIONS[spot[0]].kind is AnswerKind.YES_NO else last
    return st.tuples(st.just(spot), of_this_kind)


def _people() -> st.SearchStrategy[Person]:
    grown_up = st.integers(22, 90)
    years = st.one_of(grown_up, grown_up, grown_up, st.integers(0, 120))
    born = years.map(lambda age: DAY - timedelta(days=round(age * 365.25) + 40))
    weight = st.one_of(st.none(), st.integers(25, 350).map(float))
    sex, phototype = st.sampled_from([None, *Sex]), st.sampled_from([None, *Phototype])
    facts = {"sex": sex, "phototype": phototype, "weight_kg": weight}
    return st.one_of(
        st.builds(Person, birth_date=born, **facts),
        st.builds(Person, age_years=years, **facts),
    )


def _concerns() -> st.SearchStrategy[tuple[Concern, ...]]:
    needled = st.sampled_from(NEEDLED)
    zones = st.one_of(needled, needled, needled, st.sampled_from([*ZONES]))
    concern = st.builds(
        Concern,
        kind=st.sampled_from(Kind),
        zones=st.lists(zones, min_size=1, max_size=5, unique=True).map(tuple),
        scar_types=st.lists(st.sampled_from(ScarType), unique=True).map(tuple),
    )
    return st.lists(concern, min_size=1, max_size=3).map(tuple)


def _stays() -> st.SearchStrategy[Away]:
    def stay(begin: int, length: int, *, sun: bool) -> Away:
        first = DAY + timedelta(days=begin)
        return Away(first=first, last=first + timedelta(days=length), sun=sun)

    return st.builds(stay, st.integers(0, 300), st.integers(0, 60), sun=st.booleans())


def draws() -> st.SearchStrategy[Drawn]:
    """Requests of which at least a third can be planned; a test counts them."""
    area = st.integers(1, 400).map(lambda halves: halves / 2)
    return st.builds(
        Drawn,
        person=_people(),
        device=st.sampled_from([*DEVICES]),
        concerns=_concerns(),
        days_later=st.integers(0, 700),
        answers=st.lists(st.sampled_from(SPOTS).flatmap(_answer_at), max_size=3).map(tuple),
        numbing=st.sampled_from([None, True, False]),
        cream_used_cm2=st.one_of(st.none(), st.integers(0, 1000).map(float)),
        cream=st.sampled_from([*CREAMS]),
        away=st.lists(_stays(), max_size=3).map(tuple),
        event_days=st.one_of(st.none(), st.integers(0, 400)),
        areas_cm2=st.dictionaries(st.sampled_from(NEEDLED), area, max_size=4),
    )


BLANK_SPOTS = st.lists(st.sampled_from(SPOTS), max_size=3)
# The age is taken away less often: without it nobody is planned and nothing is compared.
BLANK_FACTS = st.one_of(
    st.sets(st.sampled_from(OTHER_FACTS)),
    st.sets(st.sampled_from([*OTHER_FACTS, *sorted(AGE)])),
)
