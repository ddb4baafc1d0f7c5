"""The today board: the first page of the staff."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from percuta_clinic.booking.models import Visit
from percuta_clinic.booking.queries import visits_on
from percuta_clinic.booking.worklists import work_lists
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.queries import rules_signature
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today
from percuta_clinic.staff.duties import duties_of
from percuta_clinic.staff.first_steps import first_steps
from percuta_clinic.staff.views.board_rows import lists_shown


@require_safe
@needs(Right.SEE_BOARD)
def board(request: ClinicRequest) -> HttpResponse:
    """Work lists of the day; a script asks for them anew and gets the lists alone."""
    day = today(request.clinic)
    visits = visits_on(request.user, day=day, clinic=request.clinic)
    whose = request.GET.get("whose", "")
    lists = work_lists(_only(visits, whose, request), timezone.now())
    context = {
        "day": day,
        "lists": lists_shown(lists),
        "visits": visits,
        "finished": len(lists[-1].visits),
        "tabs": _tabs(visits, whose, request),
        "whose": whose,
        "duties": duties_of(request.user, day),
        "steps": () if settings.DEMO else first_steps(request.user, request.clinic),
        "unsigned": not settings.DEMO and rules_signature() is None,
    }
    page = "staff/board/lists.html" if request.htmx else "staff/board/board.html"
    return render(request, page, context)


def _only(visits: Sequence[Visit], whose: str, request: ClinicRequest) -> list[Visit]:
    if whose == "mine":
        return [visit for visit in visits if visit.specialist_id == request.user.pk]
    return [visit for visit in visits if not whose or str(visit.room_id) == whose]


def _tabs(visits: Sequence[Visit], whose: str, request: ClinicRequest) -> list[dict[str, object]]:
    rooms = sorted({(visit.room.name, str(visit.room_id)) for visit in visits})
    mine = [("Mine", "mine")] if any(v.specialist_id == request.user.pk for v in visits) else []
    found = [("Everybody", ""), *mine, *rooms]
    return [{"label": name, "whose": key, "current": key == whose} for name, key in found]
