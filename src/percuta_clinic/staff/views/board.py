"""The today board: the first page of the staff."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from percuta_clinic.booking.access import visit_for
from percuta_clinic.booking.models import State
from percuta_clinic.booking.queries import visits_on
from percuta_clinic.booking.services import Blocked, Stale, visit_move
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.queries import today


@needs(Right.SEE_BOARD)
def board(request: ClinicRequest) -> HttpResponseBase:
    """Work lists of the day."""
    visits = visits_on(request.user, day=today(request.clinic), clinic=request.clinic)
    return render(request, "staff/board.html", {"visits": visits})


@require_POST
@needs(Right.MOVE_VISITS)
def move(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """The next step of one visit."""
    visit = visit_for(request.user, key, Right.MOVE_VISITS)
    try:
        visit_move(
            by=request.user.actor,
            visit=visit,
            to=State(request.POST.get("to", "")),
            version=int(request.POST.get("version", "0")),
            why=request.POST.get("why", ""),
        )
    except (Blocked, Stale) as refusal:
        messages.error(request, str(refusal))
    except (ValidationError, ValueError) as refusal:
        messages.error(request, "; ".join(getattr(refusal, "messages", [str(refusal)])))
    return redirect("board")
