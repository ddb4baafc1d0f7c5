"""``scripts/tour``: walks all steps, keeps a picture of each, writes the page."""

import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tour.page import FOLDER, written
from tour.screens import ALL_TOGETHER, TooLarge, kept
from tour.steps import STEPS, Step, picture_of
from tour.walk import Lost, Walk, clinic_running

PORT = 8490
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def walker(step: Step) -> Callable[[Walk], Page]:
    """The function that walks a step."""
    found: Callable[[Walk], Page] = getattr(import_module(f"tour.{step.part}"), step.does)
    return found


def main() -> None:
    """Into a folder beside the pictures that are there, which change only when all went well."""
    with tempfile.TemporaryDirectory(prefix="tour-") as place:
        new = Path(place) / "pictures"
        new.mkdir()
        with clinic_running(Path(place) / "clinic", PORT) as (url, log):
            _walked(url, log, new)
        _put(new)
    _say(f"{len(STEPS)} pictures and the page are in {FOLDER}.")


def _walked(url: str, log: Path, new: Path) -> None:
    own = str(CHROMIUM) if CHROMIUM.exists() else None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=FLAGS, executable_path=own)
        walk = Walk(url=url, log=log, browser=browser)
        for step in STEPS:
            _say(picture_of(step))
            try:
                kept(walker(step)(walk), new / picture_of(step))
            except Exception as wrong:
                raise SystemExit(_stopped(step, walk, wrong)) from wrong


def _stopped(step: Step, walk: Walk, wrong: Exception) -> str:
    seen = ", ".join(f"{who} at {page.url}" for who, page in walk.pages.items())
    return f"\nThe tour stopped at step “{step.name}” ({step.title}).\n{wrong}\nOpen were: {seen}"


def _put(new: Path) -> None:
    size = sum(one.stat().st_size for one in new.iterdir())
    if size > ALL_TOGETHER:
        raise TooLarge(f"All pictures together have {size} bytes, limit {ALL_TOGETHER}.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    for one in new.iterdir():
        (FOLDER / one.name).write_bytes(one.read_bytes())
    (FOLDER / "README.md").write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except (Lost, TooLarge) as wrong:
        sys.exit(str(wrong))
