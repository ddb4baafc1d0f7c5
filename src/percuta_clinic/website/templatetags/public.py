"""What public pages tell machines."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString

from percuta_clinic.website.linked import as_script, picture

register = template.Library()


@register.simple_tag
def linked_data(data: Sequence[dict[str, Any]]) -> SafeString:
    """The data as an element."""
    return as_script(data)


@register.simple_tag
def preview_url() -> str:
    """The picture that messengers show beside a link, with the address the outside knows."""
    return picture()


@register.filter
def part_of(parts: dict[str, Any], name: str) -> Any:
    """A table or picture by its name."""
    return parts.get(name)
