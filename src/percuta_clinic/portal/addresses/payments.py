"""A patient's own payments, below /my/."""

from django.urls import path

from percuta_clinic.portal.views import payments as pages

urlpatterns = [
    path("payments/", pages.payments, name="my_payments"),
    path("payments/<uuid:key>/receipt/", pages.paper, name="my_receipt"),
]
