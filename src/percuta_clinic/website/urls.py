"""Addresses of the public pages."""

from django.urls import path

from percuta_clinic.website.addresses import book, comments
from percuta_clinic.website.views import home, lists, machines, preview, read

urlpatterns = [
    *book.urlpatterns,
    path("", home.home, name="home"),
    path("read/<slug:slug>/", read.article, name="read"),
    *comments.urlpatterns,
    path("services/", lists.services, name="public_services"),
    path("team/", lists.team, name="public_team"),
    path("questions/", lists.questions, name="public_questions"),
    path("take-away/", lists.take_away, name="public_take_away"),
    path("privacy/", lists.privacy, name="public_privacy"),
    path("feed.xml", machines.feed, name="public_feed"),
    path("sitemap.xml", machines.sitemap, name="public_sitemap"),
    path("robots.txt", machines.robots, name="robots"),
    path("website/<slug:slug>/preview/", preview.preview, name="website_preview"),
]
