"""How skin heals, as staff read it."""

from django.urls import path

from percuta_clinic.staff.views import healing

urlpatterns = [
    path("patients/<uuid:key>/healing/", healing.of_patient, name="healing"),
    path("check-ins/<uuid:key>/", healing.check_in, name="check_in"),
    path("check-ins/<uuid:key>/rate/", healing.rate, name="check_in_rate"),
    path("check-ins/<uuid:key>/close/", healing.close, name="check_in_close"),
]
