"""What public pages tell machines."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString

from percuta_clinic.website.linked import as_script

register = template.Library()


@register.simple_tag
def linked_data(data: Sequence[dict[str, Any]]) -> SafeString:
    """The data as an element."""
    return as_script(data)


@register.filter
def part_of(parts: dict[str, Any], name: str) -> Any:
    """A table or picture by its name."""
    return parts.get(name)
