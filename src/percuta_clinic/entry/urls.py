"""The ways in."""

from django.urls import include, path

from percuta_clinic.entry import views

urlpatterns = [
    path("", views.home, name="home"),
    path("second-factor/", views.second_factor, name="second_factor"),
    path("accounts/", include("allauth.urls")),
]
