"""Finding, entering, merging and restricting patients."""

from django.urls import path

from percuta_clinic.staff.views import contacts, glass, merges, patients, people_found

urlpatterns = [
    path("patients/", people_found.patients, name="patients"),
    path("patients/found/", people_found.found, name="patients_found"),
    path("patients/new/", patients.enter, name="patient_new"),
    path("patients/alike/", patients.maybe_here, name="patients_alike"),
    path("patients/opened/", glass.openings, name="glass_list"),
    path("patients/opened/<uuid:opening>/seen/", glass.seen, name="glass_seen"),
    path("patients/merges/<uuid:made>/undo/", merges.undo, name="merge_undo"),
    path("patients/<uuid:key>/details/", patients.details, name="patient_details"),
    path("patients/<uuid:key>/invite/", patients.invite, name="patient_invite"),
    path("patients/<uuid:key>/edit/", patients.edit, name="patient_edit"),
    path("patients/<uuid:key>/before/", patients.before, name="patient_before"),
    path("patients/<uuid:key>/contacts/new/", contacts.add, name="contact_new"),
    path("patients/contacts/<uuid:contact>/", contacts.change, name="contact_edit"),
    path("patients/contacts/<uuid:contact>/end/", contacts.end, name="contact_end"),
    path("patients/<uuid:key>/access/", glass.access, name="patient_access"),
    path("patients/<uuid:key>/glass/", glass.break_glass, name="glass"),
    path("patients/<uuid:key>/merge/", merges.choose, name="merge_choose"),
    path("patients/<uuid:key>/merge/<uuid:other>/", merges.compare, name="merge_compare"),
]
