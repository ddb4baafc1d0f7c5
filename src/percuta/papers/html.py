"""A paper as one page of HTML: no outside address, no script, for light, dark and print."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from percuta.papers.page import Page

ENVIRONMENT = Environment(
    loader=PackageLoader("percuta.papers"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def css_text(text: str) -> str:
    """Words between quotes in a style: all but letters, numbers and spaces as their codes."""
    plain = (c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in text)
    return "".join(plain)


ENVIRONMENT.filters["css_text"] = css_text


def html(page: Page) -> str:
    """The whole page with its style inside."""
    return ENVIRONMENT.get_template("page.html").render(page=page)
