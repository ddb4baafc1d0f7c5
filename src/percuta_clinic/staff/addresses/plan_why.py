"""What stands behind a number of a plan, and the plan as data."""

from django.urls import path

from percuta_clinic.staff.views import plan_data, plan_why

urlpatterns = [
    path("plans/<uuid:key>/why/", plan_why.why, name="plan_why"),
    path("plans/<uuid:key>/document.json", plan_data.as_json, name="plan_json"),
    path("plans/<uuid:key>/case.toml", plan_data.as_case, name="plan_case"),
]
