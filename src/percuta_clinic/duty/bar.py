"""The red bar on every page of staff: how many are urgent, since when, and how they stand."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from percuta_clinic.duty.lists import red_now
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right


def urgent_for(account: Account | None, at: datetime | None = None) -> dict[str, Any] | None:
    """For everybody on the staff, None for all others; ``mark`` changes with what it says."""
    if account is None or not account.may(Right.SEE_BOARD):
        return None
    red = red_now(at or timezone.now())
    mark = f"{red.many}-{red.untaken}-{red.nobody}-{red.oldest.timestamp():.0f}" if red else "none"
    return {"red": red, "mark": mark, "url": reverse("tasks"), "again": reverse("tasks_bar")}
