"""What was done in a patient's own treatments, below /my/."""

from django.urls import path

from percuta_clinic.portal.views import treatments as pages

urlpatterns = [
    path("treatments/", pages.treatments, name="my_treatments"),
    path("treatments/<uuid:key>/", pages.treatment, name="my_treatment"),
]
