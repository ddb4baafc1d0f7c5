"""``{% include %}`` as Django has it, but quick for the small pieces that pages are full of.

A piece that is given all it needs (``only``) and says nothing about a person is rendered once
for the same words; every other template is at least looked up once, not at each use.
"""

from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.template.base import Node, Parser, Template, Token
from django.template.context import Context
from django.template.loader_tags import IncludeNode, do_include
from django.utils.safestring import SafeString

register = template.Library()

ALIKE = frozenset(
    f"look/pieces/{name}.html" for name in ("icon", "chip", "empty", "note", "nav", "brand")
)
_MOST = 2048


@register.filter
@lru_cache(_MOST)
def day_in_short(day: date) -> str:
    """3 May 1990; with Django's own filter, which is slower, half of a list's time goes here."""
    return f"{day.day} {day:%b} {day.year}"


@register.filter
@lru_cache(_MOST)
def day_as_data(day: date) -> str:
    """1990-05-03, as pages tell scripts and readers."""
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


class Included(IncludeNode):
    """A template inside another one; ``of`` is the usual node for it."""

    def __init__(self, of: IncludeNode, name: str) -> None:
        super().__init__(
            of.template,
            extra_context=of.extra_context,
            isolated_context=of.isolated_context,
        )
        self.name = name
        self.found: Template | None = None

    def render(self, context: Context) -> SafeString:
        """The same text as the usual node makes."""
        piece = self.found
        if piece is None:
            within: Any = context.template
            piece = self.found = within.engine.get_template(self.name)
        values = {name: each.resolve(context) for name, each in self.extra_context.items()}
        if not self.isolated_context:
            with context.push(**values):
                return piece.render(context)
        if self.name in ALIKE and context.autoescape:
            key = tuple((name, type(value), value) for name, value in values.items())
            try:
                return _alike(piece, key)
            except TypeError:  # something in it cannot be compared
                pass
        return piece.render(context.new(values))


@lru_cache(_MOST)
def _alike(piece: Template, key: tuple[tuple[str, type, Any], ...]) -> SafeString:
    return piece.render(Context({name: value for name, _, value in key}))


@register.tag("include")
def include(parser: Parser, token: Token) -> Node:
    """A template by its name; one whose name is worked out stays with Django."""
    node = do_include(parser, token)
    name = node.template.var
    return Included(node, name) if isinstance(name, str) else node
