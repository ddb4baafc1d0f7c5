"""Addresses of a patient's plans, below /my/."""

from django.urls import path

from percuta_clinic.portal.views import own_course
from percuta_clinic.portal.views import plans as pages

urlpatterns = [
    path("plans/", pages.plans, name="my_plans"),
    path("plans/<uuid:key>/", pages.plan, name="my_plan"),
    path("plans/<uuid:key>/ask/", pages.ask, name="my_plan_ask"),
    path("plans/<uuid:key>/accept/", pages.accept, name="my_plan_accept"),
    path("plans/<uuid:key>/decline/", pages.decline, name="my_plan_decline"),
    path("plans/<uuid:key>/dates/", own_course.dates, name="my_plan_dates"),
    path("plans/<uuid:key>/dates/<int:number>/", own_course.session, name="my_plan_date"),
    path("plans/<uuid:key>/pictures/<int:number>/", pages.picture, name="my_plan_picture"),
    path("plans/<uuid:key>/paper/<slug:audience>/", pages.paper, name="my_plan_paper"),
]
