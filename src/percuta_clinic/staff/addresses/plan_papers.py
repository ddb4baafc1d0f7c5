"""Papers of plans, and handing the tablet to the patient who reads and signs one."""

from django.urls import path

from percuta_clinic.staff.views import plan_papers

urlpatterns = [
    path("plans/<uuid:key>/paper/<slug:audience>/", plan_papers.paper, name="plan_paper"),
    path("plans/<uuid:key>/hand-over/", plan_papers.hand, name="plan_hand_over"),
]
