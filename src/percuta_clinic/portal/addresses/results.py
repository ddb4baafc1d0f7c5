"""How one's own course went, and what one says of it, below /my/."""

from django.urls import path

from percuta_clinic.portal.views import results

urlpatterns = [
    path("results/", results.results, name="my_results"),
    path("results/<uuid:key>/", results.result_of, name="my_course_result"),
    path("results/<uuid:key>/<int:after>/", results.say, name="my_review"),
]
