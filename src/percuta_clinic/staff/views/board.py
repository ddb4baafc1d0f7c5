"""The today board: the first page of the staff."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from percuta_clinic.booking.models import Visit
from percuta_clinic.booking.queries import visits_on
from percuta_clinic.booking.worklists import day_list, work_lists
from percuta_clinic.frame import sent
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.queries import rules_signature
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import EARLIEST, LATEST, today
from percuta_clinic.staff.adverse_duties import adverse_duties
from percuta_clinic.staff.comment_duties import comment_duties
from percuta_clinic.staff.duties import duties_of
from percuta_clinic.staff.first_steps import first_steps
from percuta_clinic.staff.healing_duties import healing_duties
from percuta_clinic.staff.incident_duties import incident_duties
from percuta_clinic.staff.plan_duties import plan_duties
from percuta_clinic.staff.pressing import pressing_of
from percuta_clinic.staff.record_duties import record_duties
from percuta_clinic.staff.review_duties import call_duties, review_duties
from percuta_clinic.staff.roster_duties import roster_duties
from percuta_clinic.staff.task_duties import urgent_duty
from percuta_clinic.staff.views.board_rows import lists_shown
from percuta_clinic.staff.views.readiness import strips_shown


@require_safe
@needs(Right.SEE_BOARD)
def board(request: ClinicRequest) -> HttpResponse:
    """Work lists of today, or another day's visits; a script gets the lists alone."""
    now_day = today(request.clinic)
    day = _day(request.GET.get("day", "")) or now_day
    visits = visits_on(request.user, day=day, clinic=request.clinic)
    whose = request.GET.get("whose", "")
    shown = _only(visits, whose, request)
    lists = work_lists(shown, timezone.now()) if day == now_day else day_list(shown)
    context = {
        "day": day,
        "is_today": day == now_day,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "lists": lists_shown(
            lists,
            account=request.user,
            can_move=day == now_day,
            ready=strips_shown(request.user, shown),
        ),
        "visits": visits,
        "finished": sum(not visit.is_open for visit in visits),
        "tabs": _tabs(visits, whose, request),
        "whose": whose,
        "urgent_tasks": urgent_duty(request.user),
        "pressing": pressing_of(request.user),
        "duties": (
            *healing_duties(request.user),
            *adverse_duties(request.user, now_day),
            *incident_duties(request.user),
            *roster_duties(request.user, request.clinic),
            *record_duties(request.user),
            *plan_duties(request.user),
            *review_duties(request.user, request.clinic),
            *call_duties(request.user, request.clinic),
            *duties_of(request.user, now_day),
            *comment_duties(request.user),
        ),
        "steps": () if settings.DEMO else first_steps(request.user, request.clinic),
        "unsigned": not settings.DEMO and rules_signature() is None,
    }
    page = "staff/board/lists.html" if request.htmx else "staff/board/board.html"
    return render(request, page, context)


def _day(text: str) -> date | None:
    day = sent.day(text)
    return day if day and EARLIEST < day < LATEST else None


def _only(visits: Sequence[Visit], whose: str, request: ClinicRequest) -> list[Visit]:
    if whose == "mine":
        return [visit for visit in visits if visit.specialist_id == request.user.pk]
    return [visit for visit in visits if not whose or str(visit.room_id) == whose]


def _tabs(visits: Sequence[Visit], whose: str, request: ClinicRequest) -> list[dict[str, object]]:
    rooms = sorted({(visit.room.name, str(visit.room_id)) for visit in visits})
    mine = [("Mine", "mine")] if any(v.specialist_id == request.user.pk for v in visits) else []
    found = [("Everybody", ""), *mine, *rooms]
    return [{"label": name, "whose": key, "current": key == whose} for name, key in found]
