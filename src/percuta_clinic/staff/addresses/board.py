"""The today board and the visits on it."""

from django.urls import path

from percuta_clinic.staff.views import board

urlpatterns = [
    path("today/", board.board, name="board"),
    path("visits/<uuid:key>/move/", board.move, name="visit_move"),
]
