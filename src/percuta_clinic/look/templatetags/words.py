"""Django's ``i18n`` tags; while there is one language, a fixed word is plain text."""

from django import template
from django.conf import settings
from django.template.base import Node, Parser, TextNode, Token
from django.templatetags import i18n

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    """A word in the reader's language."""
    _, word, *rest = token.split_contents()
    if settings.USE_I18N or rest or word[0] not in "'\"" or word[-1] != word[0]:
        return i18n.do_translate(parser, token)
    return TextNode(word[1:-1])
