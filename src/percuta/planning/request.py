"""What a plan is asked for: a person's facts and wish, a device, a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from percuta.assessment.concern import INDICATIONS, Concern, Kind
from percuta.country.law import Country
from percuta.devices.device import Device
from percuta.evidence.parameter import Parameter
from percuta.finding import Decided
from percuta.person import Person
from percuta.planning.away import Away
from percuta.planning.choice import AS_PROPOSED, Choice
from percuta.planning.creams import LMX4, Cream
from percuta.planning.house import House
from percuta.planning.limits import SESSIONS
from percuta.planning.pigment import MARKED, by_phototype
from percuta.questions import Answer, Answers
from percuta.screening.catalogue import QUESTIONS
from percuta.screening.rule import Situation
from percuta.screening.rules.pigment import DARK_MARKS_BEFORE
from percuta.screening.rules.recovery import NEEDLED_LAST
from percuta.zones.body import CM2_IN_M2, surface_m2, surface_parameters
from percuta.zones.skin_map import NEVER_NEEDLED, ZONES
from percuta.zones.zone import Zone


@dataclass(frozen=True, kw_only=True)
class Request:
    """Input of ``propose``. ``numbing`` None: not asked; ``areas_cm2`` are measured areas.

    ``day`` is the first possible day, ``answered_on`` the day of the answers;
    ``cream_used_cm2`` is the area covered with local anaesthetic in the 24 hours before ``day``.
    ``sessions_done`` counts the sessions of this course already given, ``sessions_in`` those of
    them in each zone, where not every session was in every zone; ``event`` is what the person
    wants to look well at, ``away`` are stays on which no session can be. ``no_longer`` are
    questions answered yes at the assessment and no now, each with its zones; ``answers_kept`` is
    whether some answers are kept from an earlier form, ``decisions`` are those of doctors.
    ``choice`` is what a clinician chose otherwise than proposed, ``house`` the clinic's protocol.
    """

    person: Person
    answers: Answers
    device: Device
    day: date
    answered_on: date
    concerns: tuple[Concern, ...]
    numbing: bool | None = None
    cream_used_cm2: float | None = None
    areas_cm2: Mapping[str, float] = field(default_factory=dict)
    sessions_done: int = 0
    sessions_in: Mapping[str, int] = field(default_factory=dict)
    began_on: date | None = None
    country: Country | None = None
    cream: Cream = LMX4
    event: str = ""
    event_on: date | None = None
    away: tuple[Away, ...] = ()
    no_longer: tuple[tuple[str, tuple[str, ...]], ...] = ()
    answers_kept: bool = False
    decisions: tuple[Decided, ...] = ()
    choice: Choice = AS_PROPOSED
    house: House | None = None

    @property
    def situation(self) -> Situation:
        """What screening looks at."""
        kinds = [concern.kind for concern in self.concerns]
        return Situation(
            person=self.person,
            answers=self.answers,
            device=self.device,
            day=self.day,
            answered_on=self.answered_on,
            sessions_done=self.sessions_done,
            country=self.country,
            pigment_at_risk=bool(self.pigment_risk) or any(INDICATIONS[k].pigment for k in kinds),
            to_judge=tuple(zone.key for zone in self.zones if self.once_only(zone.key)),
            marked=tuple(z.key for z in self.zones if Kind.STRETCH_MARKS in self.kinds_in(z.key)),
            answers_kept=self.answers_kept,
            decisions=self.decisions,
        )

    @property
    def pigment_risk(self) -> str:
        """Why the gentler course for pigment holds; empty where nothing asks for it."""
        return by_phototype(self.person) or (MARKED if self.marked else "")

    @property
    def marked(self) -> bool:
        """Whether this skin is known to make dark marks, by an answer or by the wish itself."""
        told = self.answers.to(DARK_MARKS_BEFORE) is Answer.YES
        return told or any(concern.kind is Kind.MELASMA for concern in self.concerns)

    @property
    def zones(self) -> tuple[Zone, ...]:
        """Every zone wished for, once, in the order of the skin map."""
        wished = {key for concern in self.concerns for key in concern.zones}
        return tuple(zone for key, zone in ZONES.items() if key in wished)

    @property
    def needled(self) -> tuple[Zone, ...]:
        """The zones wished for that may be needled at all."""
        return tuple(zone for zone in self.zones if zone.place not in NEVER_NEEDLED)

    def done_in(self, zone: str) -> int:
        """Sessions of this course given in a zone; none where it was needled before it only."""
        last = self.answers.to(NEEDLED_LAST, zone)
        before = isinstance(last, date) and self.began_on is not None and last < self.began_on
        if before or last is Answer.NEVER:
            return 0
        return self.sessions_in.get(zone, self.sessions_done)

    def once_only(self, zone: str) -> bool:
        """Whether a zone had a session and no number of sessions is known for its wish."""
        return bool(self.done_in(zone)) and not any(k in SESSIONS for k in self.kinds_in(zone))

    def kinds_in(self, zone: str) -> tuple[Kind, ...]:
        """The kinds of concern wished for in a zone."""
        return tuple(dict.fromkeys(c.kind for c in self.concerns if zone in c.zones))

    def __post_init__(self) -> None:
        """Refuse a wish for a zone nobody knows, and areas that cannot be."""
        self._refuse_unknown_keys()
        for key, area in self.areas_cm2.items():
            if not area > 0:
                raise ValueError(f"area_cm2[{key!r}] is {area:g}; more than 0 is wanted")
        if self.sessions_done < 0:
            raise ValueError(f"sessions_done is {self.sessions_done}; at least 0 is wanted")
        for key, many in self.sessions_in.items():
            if not 0 <= many <= self.sessions_done:
                raise ValueError(
                    f"sessions_in[{key!r}] is {many}; 0 to {self.sessions_done}, all of them, is "
                    "wanted"
                )
        if self.cream_used_cm2 is not None and not self.cream_used_cm2 >= 0:
            raise ValueError(f"cream_used_cm2 is {self.cream_used_cm2:g}; at least 0 is wanted")

    def _refuse_unknown_keys(self) -> None:
        wished_for = (z for c in self.concerns for z in c.zones)
        for key in (*wished_for, *self.areas_cm2, *self.sessions_in):
            if key not in ZONES:
                raise ValueError(f"no zone is called {key!r}; there are {', '.join(ZONES)}")
        for key in (*self.answers.person, *self.answers.zones):
            if key not in QUESTIONS:
                raise ValueError(f"no question is called {key!r}; see percuta.screening.catalogue")
        wished = {zone.key for zone in self.zones}
        for key in (*self.choice.zones, *self.choice.all_apart):
            if key not in wished:
                raise ValueError(f"a choice for {key!r}, which is in no concern")

    def area_parameters(self, zones: Sequence[Zone]) -> tuple[Parameter, ...]:
        """The assumed numbers behind the areas of some zones; measured areas need none."""
        assumed = [zone for zone in zones if zone.key not in self.areas_cm2]
        known = [n for zone in assumed for n in (zone.area_cm2, zone.share) if n is not None]
        of_body = any(zone.share is not None for zone in assumed)
        return (*known, *(surface_parameters(self.person) if of_body else ()))

    def part_of(self, zone: Zone) -> float:
        """The part of a zone of the body that is to be treated: all of it unless measured."""
        measured = self.areas_cm2.get(zone.key)
        return 1.0 if measured is None else min(measured / self.whole_cm2(zone), 1.0)

    def whole_cm2(self, zone: Zone) -> float:
        """The whole of a zone: its share of a face or of this body."""
        if zone.share is not None:
            return float(round(zone.share.value * surface_m2(self.person) * CM2_IN_M2))
        return zone.area_cm2.value if zone.area_cm2 is not None else 0.0

    def area_cm2(self, zone: Zone) -> float:
        """The measured area of a zone, or else its share of a face or of this body."""
        return self.areas_cm2.get(zone.key, self.whole_cm2(zone))
