"""Addresses of the patient's pages."""

from django.urls import path

from percuta_clinic.portal import consent_addresses, views

urlpatterns = [
    path("", views.home, name="my_home"),
    path("data/", views.take_out, name="my_data"),
    *consent_addresses.urlpatterns,
]
