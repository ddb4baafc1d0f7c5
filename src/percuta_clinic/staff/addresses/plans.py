"""Plans: the list of a patient, and the builder of a draft."""

from django.urls import path

from percuta_clinic.staff.views import plan_look, plan_search, plans

urlpatterns = [
    path("patients/<uuid:key>/plans/", plans.plans, name="plans"),
    path("patients/<uuid:key>/plans/begin/", plans.begin, name="plan_begin"),
    path("plans/<uuid:key>/", plans.plan, name="plan"),
    path("plans/<uuid:key>/look/", plan_look.look, name="plan_look"),
    path("plans/<uuid:key>/look/others/", plan_look.others, name="plan_others"),
    path("plans/<uuid:key>/search/", plan_search.search, name="plan_search"),
    path("plans/<uuid:key>/keep/", plan_look.keep, name="plan_keep"),
    path("plans/<uuid:key>/propose/", plans.propose, name="plan_propose"),
    path("plans/<uuid:key>/change/", plans.change, name="plan_change"),
    path("plans/<uuid:key>/drop/", plans.drop, name="plan_drop"),
    path("plans/<uuid:key>/take-up/", plans.take_up, name="plan_take_up"),
]
