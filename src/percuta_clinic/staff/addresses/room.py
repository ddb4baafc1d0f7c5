"""The treatment room's page, and what keeps it at hand without a line."""

from django.urls import path

from percuta_clinic.staff.views import room

urlpatterns = [
    path("room/shell/", room.shell, name="room_shell"),
    path("room/worker.js", room.worker, name="room_worker"),
    path("room/<uuid:key>/", room.room, name="room"),
]
