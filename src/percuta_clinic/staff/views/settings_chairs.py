"""Chairs of a room."""

from functools import partial
from uuid import UUID

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from percuta_clinic.booking.offering import visits_ahead
from percuta_clinic.booking.seating import chair_add, chair_change
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.access import chair_for, room_for
from percuta_clinic.premises.models import Chair, Room
from percuta_clinic.staff.forms.settings import ChairForm
from percuta_clinic.staff.views.changing import Work, work_page
from percuta_clinic.staff.views.settings_parts import frame_of

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@PAGE
@needs(Right.EDIT_CLINIC)
def chair_new(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Another chair in a room."""
    room = room_for(request.user, key)
    row = Chair(room=room)
    save = partial(chair_add, by=request.user.actor, room=room)
    work = _work(request, row, room, save=save)
    return work_page(request, work)


@PAGE
@needs(Right.EDIT_CLINIC)
def chair(request: ClinicRequest, key: UUID) -> HttpResponseBase:
    """Renames, closes or opens a chair."""
    row = chair_for(request.user, key)
    save = partial(chair_change, by=request.user.actor, chair=row)
    return work_page(request, _work(request, row, row.room, save=save))


def _work(request: ClinicRequest, row: Chair, room: Room, *, save: partial[Chair]) -> Work:
    return Work(
        form=ChairForm(request.POST or None, instance=row, room=room),
        row=row,
        save=save,
        template="staff/settings/chair.html",
        done=reverse("settings_rooms"),
        said=f"The chair in {room} is saved.",
        context={
            **frame_of(request, "settings_rooms"),
            "room": room,
            "is_first": not room.chairs.exists(),
            "ahead": visits_ahead(of="chair", after=timezone.now()).get(row.pk, 0),
            "in_room": visits_ahead(of="room", after=timezone.now()).get(room.pk, 0),
        },
    )
