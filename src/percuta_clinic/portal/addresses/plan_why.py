"""Why a number of one's own plan is what it is."""

from django.urls import path

from percuta_clinic.portal.views import plan_why

urlpatterns = [path("plans/<uuid:key>/why/", plan_why.why, name="my_plan_why")]
