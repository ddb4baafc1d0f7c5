"""What every page's frame shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from percuta_clinic.people.rights import Right


def frame(request: HttpRequest) -> dict[str, Any]:
    """The clinic, the demo label, and what the person may do by the right's name in capitals."""
    user = getattr(request, "user", None)
    rights = user.rights if user is not None and user.is_authenticated else frozenset()
    return {
        "clinic": getattr(request, "clinic", None),
        "demo": settings.DEMO,
        "may": {right.name.lower(): right in rights for right in Right},
    }
