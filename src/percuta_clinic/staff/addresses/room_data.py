"""What the treatment room's tablets read and send."""

from django.urls import path

from percuta_clinic.staff.views import room_code, room_data

urlpatterns = [
    path("room/<uuid:key>/pack.json", room_data.pack, name="room_pack"),
    path("room/<uuid:key>/events.json", room_data.events, name="room_events"),
    path("room/<uuid:key>/events/", room_data.send, name="room_send"),
    path("room/<uuid:key>/code/", room_code.code, name="room_code"),
]
