"""Addresses that leave the clinic in letters, from where people reach it."""

from django.conf import settings
from django.urls import reverse


def outside(path: str) -> str:
    """``path`` as people outside type it, whatever address this request came by."""
    return f"{settings.ENVIRONMENT.url}{path}"


def invitation_url(secret: str) -> str:
    """The link in an invitation."""
    return outside(reverse("invitation", args=[secret]))


def feed_url(secret: str) -> str:
    """Where a calendar reads the visits of somebody who works here."""
    return outside(reverse("calendar_feed", args=[secret]))


def first_run_url(secret: str) -> str:
    """The link that opens a new clinic."""
    return outside(reverse("first_run", args=[secret]))
