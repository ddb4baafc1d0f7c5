"""The clinic's details, its rooms and services."""

from functools import partial
from uuid import UUID

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from percuta_clinic.booking.access import service_for
from percuta_clinic.booking.lacks import Lack, lacks
from percuta_clinic.booking.models import Service
from percuta_clinic.booking.offering import (
    NO_DEVICE,
    device_name,
    lacks_device,
    service_add,
    service_change,
    visits_ahead,
)
from percuta_clinic.frame.guard import needs
from percuta_clinic.frame.request import ClinicRequest
from percuta_clinic.people.rights import Right
from percuta_clinic.premises.access import room_for
from percuta_clinic.premises.countries import zones
from percuta_clinic.premises.models import Room
from percuta_clinic.premises.services import clinic_change, room_add, room_change
from percuta_clinic.staff.forms.settings import ClinicForm, RoomForm, ServiceForm
from percuta_clinic.staff.views.changing import Work, work_page
from percuta_clinic.staff.views.settings_parts import frame_of, part_page

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@PAGE
@needs(Right.EDIT_CLINIC)
def clinic(request: ClinicRequest) -> HttpResponseBase:
    """Name, address, hours and how long records are kept."""
    row = request.clinic
    row.refresh_from_db()
    work = Work(
        form=ClinicForm(request.POST or None, instance=row),
        row=row,
        save=partial(clinic_change, by=request.user.actor, clinic=row),
        template="staff/settings/clinic.html",
        done=reverse("settings_clinic"),
        said="The clinic's details are saved.",
        context={**frame_of(request, "settings_clinic"), "zones": zones()},
    )
    return work_page(request, work)


@require_safe
@needs(Right.EDIT_CLINIC)
def rooms(request: ClinicRequest) -> HttpResponseBase:
    """All rooms, with the visits that are to come in each."""
    ahead = visits_ahead(of="room", after=timezone.now())
    found = Room.objects.order_by("-is_open", "name").prefetch_related("chairs")
    rows = [(room, ahead.get(room.pk, 0)) for room in found]
    return part_page(request, "staff/settings/rooms.html", "settings_rooms", rows=rows)


@PAGE
@needs(Right.EDIT_CLINIC)
def room(request: ClinicRequest, key: UUID | None = None) -> HttpResponseBase:
    """One room, new or changed."""
    row = room_for(request.user, key) if key else Room()
    by = request.user.actor
    work = Work(
        form=RoomForm(request.POST or None, instance=row),
        row=row,
        save=partial(room_change, by=by, room=row) if key else partial(room_add, by=by),
        template="staff/settings/room.html",
        done=reverse("settings_rooms"),
        said="The room is saved.",
        context={
            **frame_of(request, "settings_rooms"),
            "ahead": visits_ahead(of="room", after=timezone.now()).get(row.pk, 0),
        },
    )
    return work_page(request, work)


@require_safe
@needs(Right.EDIT_CLINIC)
def services(request: ClinicRequest) -> HttpResponseBase:
    """All services, with the visits that are booked for each."""
    ahead = visits_ahead(of="service", after=timezone.now())
    found = Service.objects.order_by("-is_offered", "name").prefetch_related("stages")
    rows = [
        {
            "service": service,
            "ahead": ahead.get(service.pk, 0),
            "device": device_name(service),
            "lacking": NO_DEVICE if lacks_device(service) else "",
            "stages": len(service.stages.all()),
        }
        for service in found
    ]
    missing = [{"lack": one, "url": _url(one)} for one in lacks(request.clinic)]
    return part_page(
        request, "staff/settings/services.html", "settings_services", rows=rows, lacks=missing
    )


def _url(lack: Lack) -> str:
    """A page of the service itself, or one that is for all."""
    own = lack.page in ("settings_service", "settings_service_booking", "settings_stages")
    return reverse(lack.page, args=[lack.service.pk] if own and lack.service else None)


@PAGE
@needs(Right.EDIT_CLINIC)
def service(request: ClinicRequest, key: UUID | None = None) -> HttpResponseBase:
    """One service, new or changed."""
    row = service_for(request.user, key) if key else Service()
    by = request.user.actor
    work = Work(
        form=ServiceForm(request.POST or None, instance=row),
        row=row,
        save=partial(service_change, by=by, service=row) if key else partial(service_add, by=by),
        template="staff/settings/service.html",
        done=reverse("settings_services"),
        said="The service is saved.",
        context={
            **frame_of(request, "settings_services"),
            "ahead": visits_ahead(of="service", after=timezone.now()).get(row.pk, 0),
            "lacking": NO_DEVICE if key and lacks_device(row) else "",
        },
    )
    return work_page(request, work)
