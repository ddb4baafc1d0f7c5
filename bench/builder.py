"""From a moved slider to the painted forecast, beside the same page loaded again as a whole.

``python bench/builder.py`` with the development environment and a Chromium. It serves the sample
clinic, begins a plan in a browser and moves the slider of days between sessions; a move counts
from its input event until the browser has painted what the server answered. Both sides run in
turn on one machine; the ratio is the figure to keep, and 100 ms at the median the promise.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from postgres import free_port

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
SPECIALIST = "Sofia Lindqvist"
PATIENCE = 120
MOVES, ROUNDS = 5, 10
FIND = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "percuta_clinic.config.settings"
django.setup()
from percuta_clinic.patients.models import Patient
for one in Patient.objects.filter(forms__sent_at__isnull=False).distinct():
    print(one.pk)
"""
MOVE = """value => new Promise((done) => {
    const slider = document.querySelector("[data-slides=interval_days]");
    const began = performance.now();
    document.addEventListener("plan:drawn", () => requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.onmessage = () => done(performance.now() - began);
        after.port2.postMessage(0);
    }), { once: true });
    slider.value = value;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
})"""
PAINTED = """() => new Promise((done) => requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => done(performance.now());
    after.port2.postMessage(0);
}))"""


@contextmanager
def sample(folder: Path) -> Iterator[str]:
    """The sample clinic, served."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("percuta")), "clinic", "demo"]
    command += ["--home", str(folder), "--port", str(port)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as served:
        try:
            yield f"http://localhost:{port}"
        finally:
            served.terminate()


def come_in(browser: Browser, url: str) -> Page:
    """The specialist, once the clinic answers."""
    page, until = browser.new_page(viewport={"width": 1180, "height": 820}), time.monotonic()
    while True:
        try:
            page.goto(f"{url}/accounts/login/")
            break
        except Exception:
            if time.monotonic() - until > PATIENCE:
                raise
            time.sleep(1)
    page.get_by_role("button", name=f"Come in as {SPECIALIST}").click()
    page.wait_for_url(lambda where: "/accounts/" not in where)
    return page


def begin(page: Page, url: str, folder: Path) -> None:
    """Opens a draft for the first patient with something to plan."""
    home = {**os.environ, "PERCUTA_HOME": str(folder)}
    found = subprocess.run(
        [sys.executable, "-c", FIND], env=home, check=True, capture_output=True, text=True
    )
    for key in found.stdout.split():
        page.goto(f"{url}/patients/{key}/plans/")
        page.get_by_role("button", name="Begin a plan").click()
        page.wait_for_url("**/plans/*/")
        if (
            page.locator("[data-slides=interval_days]").count()
            and page.locator("svg.bands").count()
        ):
            return
    raise RuntimeError("Nobody in the sample clinic can be planned for")


def measured(page: Page) -> tuple[list[float], list[float]]:
    """Milliseconds of moves and of whole pages, in turn."""
    moves, pages, value = [], [], 20
    for _ in range(ROUNDS):
        for _ in range(MOVES):
            value = 20 + (value + 7) % 60
            moves.append(float(page.evaluate(MOVE, str(value))))
            page.wait_for_timeout(60)
        page.locator("[data-when=saved]").wait_for()
        page.wait_for_timeout(600)
        page.reload(wait_until="load")
        pages.append(float(page.evaluate(PAINTED)))
        page.wait_for_timeout(600)
    return moves, pages


def main() -> None:
    """Print medians, the slowest of twenty, and the ratio."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    own = str(CHROMIUM) if CHROMIUM.exists() else None
    with (
        tempfile.TemporaryDirectory() as made,
        sample(Path(made) / "home") as url,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(args=FLAGS, executable_path=own)
        page = come_in(browser, url)
        begin(page, url, Path(made) / "home")
        page.evaluate(MOVE, "30")
        moves, pages = measured(page)
        browser.close()
    middle, whole = statistics.median(moves), statistics.median(pages)
    sys.stdout.write(
        f"moves of the slider        {len(moves)}\n"
        f"slider to paint, median    {middle:.0f} ms\n"
        f"  slowest of twenty        {statistics.quantiles(moves, n=20)[-1]:.0f} ms\n"
        f"whole page again, median   {whole:.0f} ms\n"
        f"  slowest of twenty        {statistics.quantiles(pages, n=20)[-1]:.0f} ms\n"
        f"page / slider, median      {whole / middle:.1f}\n"
        f"load of the machine        {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n"
    )


if __name__ == "__main__":
    main()
