"""The waiting list, and who asked for a time on the public pages."""

from django.urls import path

from percuta_clinic.staff.views import waiting

urlpatterns = [
    path("waiting/", waiting.waiting, name="waiting"),
    path("waiting/new/", waiting.newcomers_page, name="waiting_newcomers"),
    path("waiting/<uuid:key>/end/", waiting.end, name="waiting_end"),
    path("patients/<uuid:key>/waiting/", waiting.join, name="waiting_join"),
]
