"""What comes next, and one's own data."""

from django.urls import path

from percuta_clinic.portal.views import home, prepare, visit

urlpatterns = [
    path("", home.home, name="my_home"),
    path("visits/<uuid:key>/appointment.ics", visit.appointment, name="my_appointment"),
    path("data/", home.take_out, name="my_data"),
    path("prepare/", prepare.prepare, name="my_prepare"),
]
