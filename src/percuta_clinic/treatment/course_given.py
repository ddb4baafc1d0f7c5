"""The forecast of a course carried on from what its sessions really gave."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate

from percuta.report.forecast_doc import ForecastDoc
from percuta_clinic.booking.models import State as VisitState
from percuta_clinic.planning.dates import visits_of_course
from percuta_clinic.planning.making import kept_of
from percuta_clinic.planning.models import Plan, State
from percuta_clinic.premises.models import Clinic
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.science_dose import forecast_after, given_of
from percuta_clinic.treatment.stream import folded_of


def carried_on(
    plan: Plan, clinic: Clinic, *, until: Session | None = None
) -> tuple[int, ForecastDoc | None]:
    """How many sessions gave a dose, up to one of them, and the forecast from there on.

    Without any there is none: the plan's own forecast stands.
    """
    given = list(_given(plan, clinic, until))
    if not given:
        return 0, None
    is_stopped = plan.state == State.STOPPED and until is None
    return len(given), forecast_after(kept_of(plan), given, stopped=is_stopped)


def _given(plan: Plan, clinic: Clinic, until: Session | None) -> Iterator[dict[str, Any]]:
    rows = Session.objects.filter(visit__in=visits_of_course(plan, clinic))
    is_over = Q(signed_at__isnull=False) | Q(visit__state=VisitState.FINISHED)
    if until is not None:
        rows = rows.filter(opened_at__lte=until.opened_at)
        is_over |= Q(pk=until.pk)
    for session in rows.filter(is_over).order_by("opened_at"):
        day = localdate(session.opened_at, clinic.zone)
        if (one := given_of(day, folded_of(session), session.pack)) is not None:
            yield one
