"""Finding, entering, merging and restricting patients."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
