"""All addresses, by door."""

from django.urls import include, path

urlpatterns = [
    path("", include("percuta_clinic.website.urls")),
    path("", include("percuta_clinic.entry.urls")),
    path("", include("percuta_clinic.staff.urls")),
    path("my/", include("percuta_clinic.portal.urls")),
]
