"""One's own visits: booked, moved, cancelled, waited for."""

from django.urls import path

from percuta_clinic.portal.views import own_booking, own_changing, own_visits, own_waiting

urlpatterns = [
    path("visits/", own_visits.visits, name="my_visits"),
    path("visits/book/", own_booking.services, name="my_visit_services"),
    path("visits/times/", own_booking.times, name="my_visit_times"),
    path("visits/check/", own_booking.check, name="my_visit_check"),
    path("visits/waiting/", own_waiting.join, name="my_waiting_join"),
    path("visits/<uuid:key>/move/", own_changing.move, name="my_visit_move"),
    path("visits/<uuid:key>/cancel/", own_changing.cancel, name="my_visit_cancel"),
    path("waiting/<uuid:key>/leave/", own_waiting.leave, name="my_waiting_leave"),
    path("offer/<str:secret>/", own_waiting.offer, name="my_offer"),
]
