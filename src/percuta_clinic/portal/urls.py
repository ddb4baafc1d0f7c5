"""Addresses of the patient's pages."""

from percuta_clinic.portal.addresses import consents, form, home, link, result

urlpatterns = [
    *home.urlpatterns,
    *link.urlpatterns,
    *form.urlpatterns,
    *result.urlpatterns,
    *consents.urlpatterns,
]
