"""The chart: notes, files, drafts, time line."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
