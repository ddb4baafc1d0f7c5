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


def html(page: Page) -> str:
    """The whole page with its style inside."""
    return ENVIRONMENT.get_template("page.html").render(page=page)
