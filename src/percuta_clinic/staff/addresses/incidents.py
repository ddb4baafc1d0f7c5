"""Incidents, and the protocols of the treatment room to read beforehand."""

from django.urls import path

from percuta_clinic.staff.views import incidents

urlpatterns = [
    path("incidents/", incidents.incidents, name="incidents"),
    path("incidents/protocols/", incidents.protocols, name="protocols"),
    path("incidents/staff/", incidents.of_staff, name="staff_hurt"),
    path("incidents/<uuid:key>/", incidents.incident, name="incident"),
    path("incidents/<uuid:key>/close/", incidents.close, name="incident_close"),
    path("incidents/<uuid:key>/add/", incidents.add, name="incident_add"),
    path("patients/<uuid:key>/incidents/", incidents.of_patient, name="incidents_of"),
]
