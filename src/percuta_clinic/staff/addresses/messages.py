"""Messages and their texts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
