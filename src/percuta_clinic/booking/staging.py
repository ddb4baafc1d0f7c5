"""The stages of a service as somebody sets them; visits that are booked keep theirs."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from percuta_clinic.audit.actor import Actor
from percuta_clinic.audit.change import Changed
from percuta_clinic.audit.services import record
from percuta_clinic.booking.models import Part, Service, ServiceStage
from percuta_clinic.booking.science import (
    minutes_of_cleansing,
    minutes_of_finishing,
    minutes_of_numbing,
    numbing_too_short,
)
from percuta_clinic.booking.stages import Stage, minutes_inside, stages_of
from percuta_clinic.roster.queries import mark_of

MOST_MINUTES, MOST_STAGES = 600, 12
FEWEST = 5


def stages_mark(service: Service) -> str:
    """A short mark of the stages a service has."""
    return mark_of([repr(one) for one in stages_of(service)])


def usual_stages() -> tuple[Stage, ...]:
    """How a needling usually goes; what the science knows comes from there.

    The chair is cleaned, not the whole room: else nobody could sit beside somebody numbed.
    """
    cleanse, numb = minutes_of_cleansing(), minutes_of_numbing()
    return (
        Stage(part=Part.CLEANSE, minutes=cleanse, assistant=True),
        Stage(part=Part.NUMB, minutes=numb),
        Stage(part=Part.NEEDLE, minutes=30, specialist=True, device=True),
        Stage(part=Part.FINISH, minutes=minutes_of_finishing(), assistant=True),
        Stage(part=Part.CLEAN, minutes=10, assistant=True),
    )


@transaction.atomic
def stages_set(
    *,
    by: Actor,
    service: Service,
    stages: Sequence[Stage],
    as_shown: str = "",
    other_cream: bool = False,
) -> Service:
    """Puts stages in place of those a service has; its minutes follow.

    ``other_cream``: one is used whose label allows less time than that of the planned one.
    """
    now = Service.objects.select_for_update().get(pk=service.pk)
    if as_shown and as_shown != stages_mark(now):
        raise Changed(now)
    if stages:
        _refuse_odd(now, stages)
        _refuse_short(stages, other_cream=other_cream)
    now.stages.all().delete()
    ServiceStage.objects.bulk_create(
        _row(now, stage, number) for number, stage in enumerate(stages, start=1)
    )
    if stages:
        now.minutes = minutes_inside(stages)
        now.save(update_fields=["minutes"])
    record(by=by, action="service.staged", subject=now, fields=[one.part for one in stages])
    return now


def _row(service: Service, stage: Stage, number: int) -> ServiceStage:
    return ServiceStage(
        service=service,
        number=number,
        part=stage.part,
        minutes=stage.minutes,
        specialist=stage.specialist,
        assistant=stage.assistant,
        device=stage.device,
        place=stage.place,
    )


def _refuse_short(stages: Sequence[Stage], *, other_cream: bool) -> None:
    """A cream takes its time, and each stage of numbing is one application."""
    for one in stages:
        if one.part == Part.NUMB:
            why = numbing_too_short(one.minutes, other_cream=other_cream)
            if why:
                raise ValidationError(why, code="short")


def _refuse_odd(service: Service, stages: Sequence[Stage]) -> None:
    inside = minutes_inside(stages)
    if len(stages) > MOST_STAGES:
        raise ValidationError(f"{len(stages)} stages: a visit has at most {MOST_STAGES}.")
    if not FEWEST <= inside <= MOST_MINUTES:
        raise ValidationError(
            f"The patient would be here for {inside} minutes. A visit lasts {FEWEST} to "
            f"{MOST_MINUTES} minutes, without the cleaning after it."
        )
    if not any(one.specialist for one in stages):
        raise ValidationError("No stage needs the specialist. Tick the specialist in one of them.")
    needles = [one for one in stages if one.part == Part.NEEDLE]
    if service.is_needling and not needles:
        raise ValidationError("Skin is needled in this service, so one stage has to be “needle”.")
    if needles and not service.is_needling:
        raise ValidationError(
            "A stage is “needle”, but the service says that no skin is needled. Change one of them."
        )
    if not all(one.specialist for one in needles):
        raise ValidationError("Only the specialist needles. Tick the specialist in that stage.")
    if any(one.part == Part.CLEAN for one in stages[:-1]):
        raise ValidationError("Cleaning the room comes last, after the patient has left.")
