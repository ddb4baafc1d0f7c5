"""How the skin heals, told by its owner, below /my/."""

from django.urls import path

from percuta_clinic.portal.views import check_in_pictures as pictures
from percuta_clinic.portal.views import check_ins as pages

urlpatterns = [
    path("check-ins/<uuid:key>/", pages.check_in, name="my_check_in"),
    path("check-ins/<uuid:key>/save/", pages.save, name="my_check_in_save"),
    path("check-ins/<uuid:key>/again/", pages.again, name="my_check_in_again"),
    path("check-ins/<uuid:key>/pictures/", pictures.add, name="my_picture_add"),
    path(
        "check-ins/<uuid:key>/pictures/<uuid:picture>/small/",
        pictures.small,
        name="my_picture_small",
    ),
    path(
        "check-ins/<uuid:key>/pictures/<uuid:picture>/leave-out/",
        pictures.leave_out,
        name="my_picture_leave_out",
    ),
    path("treatments/<uuid:key>/tell/", pages.tell, name="my_tell"),
    path("visits/<uuid:key>/tell/", pages.tell_visit, name="my_tell_visit"),
]
