"""Times of a visit on pages, right where the clocks change."""

from datetime import datetime

from django import template
from django.utils.timezone import localtime

from percuta_clinic.config import clock as told

register = template.Library()


@register.filter
def clock(at: datetime) -> str:
    """The time of day."""
    return told.clock(localtime(at))


@register.filter
def clock_to(first: datetime, last: datetime) -> str:
    """From when to when."""
    return told.span(localtime(first), localtime(last))
