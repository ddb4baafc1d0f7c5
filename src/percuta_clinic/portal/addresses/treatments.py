"""What was done in a patient's own treatments, and the days after, below /my/."""

from django.urls import path

from percuta_clinic.portal.views import days_after, treatments

urlpatterns = [
    path("treatments/", treatments.treatments, name="my_treatments"),
    path("treatments/<uuid:key>/", treatments.treatment, name="my_treatment"),
    path("treatments/<uuid:key>/after/", days_after.days_after, name="my_days_after"),
    path(
        "treatments/<uuid:key>/after/calendar/",
        days_after.days_after_calendar,
        name="my_days_after_calendar",
    ),
]
