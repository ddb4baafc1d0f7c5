"""Addresses of the patient's pages."""

from percuta_clinic.portal import consent_addresses
from percuta_clinic.portal.addresses import form, home, link

urlpatterns = [
    *home.urlpatterns,
    *link.urlpatterns,
    *form.urlpatterns,
    *consent_addresses.urlpatterns,
]
