"""The stages of a service or a visit as values, and how they lie in time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from percuta_clinic.booking.models import Part, Place, Service, Visit
from percuta_clinic.booking.signals import stages_asked
from percuta_clinic.patients.models import Patient


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stage that follows on the one before; ``minutes`` long."""

    part: Part
    minutes: int
    specialist: bool = False
    assistant: bool = False
    device: bool = False
    place: Place = Place.CHAIR

    @property
    def is_with_patient(self) -> bool:
        """Whether the patient is there."""
        return self.part != Part.CLEAN


@dataclass(frozen=True, kw_only=True)
class Lying:
    """A stage with its place in time."""

    stage: Stage
    starts_at: datetime
    ends_at: datetime


def stages_of(service: Service) -> tuple[Stage, ...]:
    """What a visit for this service is made of."""
    rows = service.stages.all()
    found = tuple(
        Stage(
            part=Part(row.part),
            minutes=row.minutes,
            specialist=row.specialist,
            assistant=row.assistant,
            device=row.device,
            place=Place(row.place),
        )
        for row in rows
    )
    return found or (whole(service),)


def stages_for(service: Service, patient: Patient | None) -> tuple[Stage, ...]:
    """The same for somebody: a later step may know how long each stage takes for them."""
    usual = stages_of(service)
    if patient is None:
        return usual
    asked = {"patient": patient, "service": service, "usual": usual}
    answers: list[Any] = [answer for _, answer in stages_asked.send(sender=Stage, **asked)]
    return next((tuple(answer) for answer in answers if answer), usual)


def whole(service: Service) -> Stage:
    """The one stage of a service that is not parted: the specialist is there all the time."""
    part = Part.NEEDLE if service.is_needling else Part.TALK
    return Stage(part=part, minutes=service.minutes, specialist=True)


def stages_booked(visit: Visit) -> tuple[Stage, ...]:
    """What a visit was booked with: that stays when its service changes."""
    found = tuple(
        Stage(
            part=Part(row.part),
            minutes=round((row.ends_at - row.starts_at).total_seconds() / 60),
            specialist=row.person_id == visit.specialist_id,
            assistant=row.person_id not in (None, visit.specialist_id),
            device=row.device_id is not None,
            place=Place(row.place),
        )
        for row in visit.segments.all()
    )
    return found or (_spanned(visit),)


def _spanned(visit: Visit) -> Stage:
    minutes = round((visit.ends_at - visit.starts_at).total_seconds() / 60)
    part = Part.NEEDLE if visit.service.is_needling else Part.TALK
    return Stage(part=part, minutes=max(minutes, 1), specialist=True)


def lie(stages: Sequence[Stage], starts_at: datetime) -> Iterator[Lying]:
    """One after the other from ``starts_at`` on."""
    at = starts_at
    for stage in stages:
        ends = at + timedelta(minutes=stage.minutes)
        yield Lying(stage=stage, starts_at=at, ends_at=ends)
        at = ends


def minutes_inside(stages: Sequence[Stage]) -> int:
    """How long the patient is in the clinic."""
    with_patient = [number for number, one in enumerate(stages) if one.is_with_patient]
    last = with_patient[-1] + 1 if with_patient else 0
    return sum(one.minutes for one in stages[:last])
