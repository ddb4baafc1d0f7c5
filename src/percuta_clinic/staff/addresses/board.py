"""The today board and the visits on it."""

from django.urls import path

from percuta_clinic.staff.views import board, visits

urlpatterns = [
    path("today/", board.board, name="board"),
    path("visits/new/", visits.new, name="visit_new"),
    path("visits/taken/", visits.taken, name="visits_taken"),
    path("visits/<uuid:key>/", visits.visit, name="visit"),
    path("visits/<uuid:key>/move/", visits.move, name="visit_move"),
    path("visits/<uuid:key>/shift/", visits.shift, name="visit_shift"),
]
