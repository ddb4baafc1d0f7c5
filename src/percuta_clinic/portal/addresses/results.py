"""How one's own course went, and what one says of it, below /my/."""

from django.urls import path

from percuta_clinic.portal.views import asked_back, results

urlpatterns = [
    path("results/", results.results, name="my_results"),
    path("results/<uuid:key>/", results.result_of, name="my_course_result"),
    path("results/<uuid:key>/no-look/", asked_back.no_look, name="my_look_decline"),
    path("asked/<uuid:key>/", asked_back.asked, name="my_asked_back"),
    path("results/<uuid:key>/<int:after>/", results.say, name="my_review"),
]
