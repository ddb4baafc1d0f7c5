"""Taking data out, removing, erasing."""

from django.urls import path

from percuta_clinic.staff.views import leaving

urlpatterns = [
    path("patients/removed/", leaving.removed, name="removed"),
    path("patients/<uuid:key>/data/", leaving.take_out, name="patient_data"),
    path("patients/<uuid:key>/leave/", leaving.leave, name="patient_leave"),
    path("patients/<uuid:key>/erase/", leaving.erase, name="patient_erase"),
    path("patients/<uuid:key>/restore/", leaving.restore, name="patient_restore"),
]
