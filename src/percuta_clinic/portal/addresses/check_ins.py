"""How the skin heals, told by its owner, below /my/."""

from django.urls import path

from percuta_clinic.portal.views import check_ins as pages

urlpatterns = [
    path("check-ins/<uuid:key>/", pages.check_in, name="my_check_in"),
    path("check-ins/<uuid:key>/save/", pages.save, name="my_check_in_save"),
    path("check-ins/<uuid:key>/again/", pages.again, name="my_check_in_again"),
    path("treatments/<uuid:key>/tell/", pages.tell, name="my_tell"),
]
