"""What a plan is asked for: a person's facts and wish, a device, a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from percuta.assessment.concern import Concern, Kind
from percuta.devices.device import Device
from percuta.person import Person
from percuta.questions import Answers
from percuta.screening.rule import Situation
from percuta.zones.face import ZONES
from percuta.zones.zone import Zone


@dataclass(frozen=True, kw_only=True)
class Request:
    """Input of ``propose``. ``numbing`` None: not asked; ``areas_cm2`` are measured areas.

    ``cream_used_cm2`` is the area covered with local anaesthetic in the last 24 hours.
    """

    person: Person
    answers: Answers
    device: Device
    day: date
    concerns: tuple[Concern, ...]
    numbing: bool | None = None
    cream_used_cm2: float | None = None
    areas_cm2: Mapping[str, float] = field(default_factory=dict)

    @property
    def situation(self) -> Situation:
        """What screening looks at."""
        return Situation(person=self.person, answers=self.answers, device=self.device, day=self.day)

    @property
    def zones(self) -> tuple[Zone, ...]:
        """Every zone wished for, once, in the order of the skin map."""
        wished = {key for concern in self.concerns for key in concern.zones}
        return tuple(zone for key, zone in ZONES.items() if key in wished)

    def kinds_in(self, zone: str) -> tuple[Kind, ...]:
        """The kinds of concern wished for in a zone."""
        return tuple(dict.fromkeys(c.kind for c in self.concerns if zone in c.zones))

    def area_cm2(self, zone: Zone) -> float:
        """The measured area of a zone, or else its share of a face."""
        if zone.key in self.areas_cm2:
            return self.areas_cm2[zone.key]
        return zone.area_cm2.value if zone.area_cm2 is not None else 0.0
