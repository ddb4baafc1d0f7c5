"""The sample clinic while it is walked through: its server, its letters, who is signed in where."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_string
from pathlib import Path

from playwright.sync_api import Browser, Page

from tour.screens import DESK, Screen

SETTING_UP, WAITS, GLANCE = 900, 240, 1.0  # seconds
PARTED = "-" * 79 + "\n"


class Lost(Exception):
    """The walk cannot go on."""


@dataclass(kw_only=True)
class Walk:
    """What one step leaves for the next."""

    url: str
    log: Path
    browser: Browser
    keys: dict[str, str] = field(default_factory=dict)  # of records, by what they are
    pages: dict[str, Page] = field(default_factory=dict)  # by who holds the device

    def device(self, who: str, screen: Screen) -> Page:
        """The device of somebody, opened once."""
        if who not in self.pages:
            self.pages[who] = screen.opened(self.browser)
        return self.pages[who]

    def come_in(self, who: str, screen: Screen = DESK) -> Page:
        """Through the open door of the sample clinic, once for each of its people."""
        is_new = who not in self.pages
        page = self.device(who, screen)
        if is_new:
            page.goto(f"{self.url}/accounts/login/")
            page.get_by_role("button", name=f"Come in as {who}").first.click()
            page.wait_for_url(lambda now: "/accounts/" not in now)
        return page

    def go(self, page: Page, address: str) -> Page:
        """To a page of the clinic that is there."""
        answer = page.goto(self.url + address)
        if answer is None or not answer.ok:
            raise Lost(f"{address} answers {answer.status if answer else 'nothing'}.")
        return page

    def letter(self, to: str, address: str) -> str:
        """The newest link in a letter that leads to ``address``; the clinic prints its letters."""
        for _ in range(WAITS):
            found = [one for one in self._links(to) if address in one]
            if found:
                return found[-1]
            time.sleep(GLANCE)
        raise Lost(f"No letter to {to} with a link to {address} in {WAITS} seconds.")

    def _links(self, to: str) -> list[str]:
        told: list[str] = []
        for part in self.log.read_text(encoding="utf-8", errors="replace").split(PARTED):
            mail = message_from_string(part[max(part.find("Content-Type:"), 0) :])
            if to in str(mail.get("To", "")):
                told += _words(part)
        return told


def _words(letter: str) -> list[str]:
    return re.findall(r"http://localhost:\d+/\S*", letter)


@contextmanager
def clinic_running(home: Path, port: int) -> Iterator[tuple[str, Path]]:
    """A sample clinic in a fresh folder; its address and what it prints."""
    log = home.parent / "printed.txt"
    program = str(Path(sys.executable).with_name("percuta"))
    command = [program, "clinic", "demo", "--home", str(home), "--port", str(port)]
    with log.open("wb") as out:
        server = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
    try:
        yield _address(server, log), log
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _address(server: "subprocess.Popen[bytes]", log: Path) -> str:
    for _ in range(SETTING_UP):
        printed = log.read_text(encoding="utf-8", errors="replace")
        if found := re.search(r"^Look at (http://localhost:\d+) ", printed, re.MULTILINE):
            return found[1]
        if server.poll() is not None:
            raise Lost(f"The sample clinic did not start:\n{printed[-2000:]}")
        time.sleep(GLANCE)
    raise Lost(f"The sample clinic was not ready after {SETTING_UP} seconds.")
