"""The calendar."""

from django.urls import path

from percuta_clinic.staff.views import calendar, calendar_moves

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("visits/<uuid:key>/drop/", calendar_moves.drop, name="visit_drop"),
]
