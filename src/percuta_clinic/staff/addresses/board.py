"""The today board and the visits on it."""

from django.urls import path

from percuta_clinic.staff.views import board, booking, visits

urlpatterns = [
    path("today/", board.board, name="board"),
    path("visits/new/", booking.new, name="visit_new"),
    path("visits/<uuid:key>/", visits.visit, name="visit"),
    path("visits/<uuid:key>/move/", visits.move, name="visit_move"),
    path("visits/<uuid:key>/check/", visits.check, name="visit_check"),
    path("visits/<uuid:key>/shift/", booking.shift, name="visit_shift"),
]
