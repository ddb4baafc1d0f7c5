"""On what a step is looked at, and how a picture of it is kept small."""

import time
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

LARGEST, ALL_TOGETHER = 120_000, 3_000_000  # bytes
QUALITIES = (86, 78, 70, 60, 50)
PATIENCE, FIRST_PAGE = 60_000, 120_000  # milliseconds: a busy machine, and a cold server
BERLIN = "Europe/Berlin"  # the sample clinic is there where a machine keeps to UTC
STILL = "* { animation: none !important; transition: none !important; caret-color: transparent }"


@dataclass(frozen=True, kw_only=True)
class Screen:
    """A device: its size in CSS pixels, and how wide the page shows its pictures."""

    width: int
    height: int
    shown: int
    fine: float = 1.0
    touched: bool = True

    def opened(self, browser: Browser) -> Page:
        """A page of its own, with its own cookies, on the clock of the clinic."""
        context = browser.new_context(
            viewport={"width": self.width, "height": self.height},
            device_scale_factor=self.fine,
            has_touch=self.touched,
            locale="en-GB",
            timezone_id=BERLIN if "UTC" in time.tzname else None,
            color_scheme="light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(FIRST_PAGE)
        return context.new_page()


PHONE = Screen(width=390, height=844, shown=320, fine=2.0)
TABLET = Screen(width=1024, height=768, shown=820)
DESK = Screen(width=1280, height=860, shown=820, touched=False)


class TooLarge(Exception):
    """A picture stays above what the folder promises."""


def kept(page: Page, to: Path) -> None:
    """What the page shows now, as WebP, as fine as the promise allows."""
    image = Image.open(BytesIO(page.screenshot(style=STILL))).convert("RGB")
    for quality in QUALITIES:
        held = BytesIO()
        image.save(held, "WEBP", quality=quality, method=6)
        if len(held.getvalue()) <= LARGEST:
            to.write_bytes(held.getvalue())
            return
    raise TooLarge(f"{to.name} is above {LARGEST} bytes even at quality {QUALITIES[-1]}.")
