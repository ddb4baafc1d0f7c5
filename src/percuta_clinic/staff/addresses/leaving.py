"""Taking data out, removing, erasing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
