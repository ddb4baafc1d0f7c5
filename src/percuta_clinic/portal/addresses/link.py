"""Coming in by a private link, and leaving."""

from django.urls import path

from percuta_clinic.portal.views import link

urlpatterns = [
    path("link/<str:secret>/", link.link, name="my_link"),
    path("back/", link.back, name="my_back"),
    path("again/", link.again, name="my_link_again"),
    path("leave/", link.leave, name="my_leave"),
]
