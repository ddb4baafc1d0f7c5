"""Who did what."""

from django.urls import URLPattern, path

from percuta_clinic.staff.views import audit

urlpatterns: list[URLPattern] = [
    path("audit/", audit.audit, name="audit"),
    path("audit/list.csv", audit.download, name="audit_csv"),
    path("audit/verify/", audit.verify, name="audit_verify"),
]
