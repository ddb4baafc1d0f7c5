"""The system's own Chromium where there is one, kept open from one module to the next."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")


class Kept:
    """Starting a browser takes longer than most tests in it."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._playwright: Playwright | None = None
        self._browsers: dict[tuple[str, ...], Browser] = {}

    def browser(self, *more: str) -> Browser:
        """The one that was started with these flags, started now if there is none."""
        if more not in self._browsers:
            self._browsers[more] = self._started(*FLAGS, *more)
        return self._browsers[more]

    def close(self) -> None:
        """Ends them all; the next one starts anew."""
        self._open.close()
        self._playwright = None
        self._browsers.clear()

    def _started(self, *flags: str) -> Browser:
        if self._playwright is None:  # its loop runs beside the database
            patch = self._open.enter_context(pytest.MonkeyPatch.context())
            patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
            self._playwright = self._open.enter_context(sync_playwright())
        own = str(CHROMIUM) if CHROMIUM.exists() else None
        browser = self._playwright.chromium.launch(args=flags, executable_path=own)
        self._open.callback(browser.close)
        return browser


KEPT = Kept()


@contextmanager
def launched(*more: str) -> Iterator[Browser]:
    """A browser in which nothing is open, and nothing is left open."""
    browser = KEPT.browser(*more)
    yield browser
    for context in browser.contexts:
        context.close()
