"""Weeks and stages, drawn."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from django import template

from percuta_clinic.roster.weeks import Span, Week, said, since, until

register = template.Library()


@register.inclusion_tag("staff/settings/week.html")
def week_drawn(week: Week) -> dict[str, Any]:
    """Every weekday with its hours in words and as a bar."""
    lines = [
        {"day": day.label, "said": words, "bars": _bars(week.spans.get(day, ()))}
        for day, words in week.days
    ]
    return {"lines": lines}


@register.inclusion_tag("staff/settings/day_bar.html")
def spans_drawn(spans: Sequence[Span]) -> dict[str, Any]:
    """One day as a bar from midnight to midnight."""
    return {"spans": _bars(spans), "said": said(spans)}


@register.filter(name="until")
def until_words(ends: time) -> str:
    """An end; midnight is the end of the day."""
    return "24:00" if ends == time(0) else f"{ends:%H:%M}"


def _bars(spans: Sequence[Span]) -> list[dict[str, int]]:
    return [{"x": since(one), "width": until(one) - since(one)} for one in spans]
