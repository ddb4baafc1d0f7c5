"""The skin map: what is seen, by place."""

from django.urls import path

from percuta_clinic.staff.views import skin

urlpatterns = [
    path("patients/<uuid:key>/skin/", skin.skin_map, name="skin_map"),
    path("patients/<uuid:key>/skin/grade/", skin.grade, name="skin_grade"),
    path("gradings/<uuid:key>/take-back/", skin.take_back, name="grading_take_back"),
]
