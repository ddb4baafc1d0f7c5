"""Reviews: of one course, of the clinic, and the days on which they are."""

from django.urls import path

from percuta_clinic.staff.views import asked_back, reviews, reviews_here

urlpatterns = [
    path("plans/<uuid:key>/reviews/", reviews.course, name="course_reviews"),
    path("plans/<uuid:key>/reviews/decide/", reviews.decide, name="course_decide"),
    path("plans/<uuid:key>/reviews/<int:after>/", reviews.review, name="review"),
    path("reviews/", reviews_here.here, name="reviews"),
    path("reviews/calls/", asked_back.calls, name="calls"),
    path("reviews/calls/<uuid:key>/", asked_back.call, name="call"),
    path("reviews/days/", reviews_here.days, name="review_days"),
]
