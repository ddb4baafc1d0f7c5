"""Records of sessions."""

from django.urls import path

from percuta_clinic.staff.views import records

urlpatterns = [
    path("records/", records.records, name="records"),
    path("records/<uuid:key>/", records.record, name="record"),
    path("records/<uuid:key>/sign/", records.sign, name="record_sign"),
    path("records/<uuid:key>/amend/", records.amend, name="record_amend"),
    path("records/<uuid:key>/co-sign/", records.cosign, name="record_cosign"),
    path("records/<uuid:key>/record.pdf", records.paper, name="record_paper"),
]
