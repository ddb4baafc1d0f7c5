"""A browser whose network goes away and comes back."""

from playwright.sync_api import Page


def offline(page: Page) -> None:
    """Cuts the network once the whole page is there: a script still on its way would never come."""
    page.wait_for_load_state()
    page.context.set_offline(True)


def online(page: Page) -> None:
    page.context.set_offline(False)
