"""Addresses of the patient's pages."""

from percuta_clinic.portal.addresses import (
    check_ins,
    consents,
    form,
    home,
    link,
    payments,
    plan_why,
    plans,
    result,
    results,
    treatments,
    visits,
)

urlpatterns = [
    *home.urlpatterns,
    *link.urlpatterns,
    *form.urlpatterns,
    *result.urlpatterns,
    *results.urlpatterns,
    *consents.urlpatterns,
    *plan_why.urlpatterns,
    *plans.urlpatterns,
    *visits.urlpatterns,
    *payments.urlpatterns,
    *treatments.urlpatterns,
    *check_ins.urlpatterns,
]
