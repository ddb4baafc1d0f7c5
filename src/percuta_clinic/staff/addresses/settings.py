"""Clinic, people, rooms, services, delegations, signed rules."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
