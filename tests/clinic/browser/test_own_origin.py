"""Whatever page is visited, the browser asks the clinic alone."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from clinic.operations.homes import Home, free_port

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIGN_IN = """
from django.test import Client
from percuta_clinic.people.models import Account
browser = Client()
browser.force_login(Account.objects.get(email="doctor@demo.example"))
print(browser.cookies["sessionid"].value)
"""


def walk(page: Page, url: str) -> list[str]:
    """Opens the first page and everything its navigation leads to; the addresses opened."""
    page.goto(url)
    links = page.locator("nav a[href^='/']").evaluate_all("all => all.map(one => one.href)")
    for link in links:
        page.goto(str(link))
        page.wait_for_load_state("networkidle")
    return [str(link) for link in links]


def test_every_request_of_a_visit_stays_with_the_clinic(tmp_path: Path) -> None:
    port, asked = free_port(), set[str]()
    sample = Home(folder=tmp_path / "home")
    url = f"http://localhost:{port}"
    own = str(CHROMIUM) if CHROMIUM.exists() else None
    words = ("demo", "--home", str(sample.folder), "--port", str(port))
    with sample.serving(*words, port=port), sync_playwright() as playwright:
        session = sample.python(SIGN_IN, PERCUTA_DEMO="1").strip()
        browser = playwright.chromium.launch(args=FLAGS, executable_path=own)
        page = browser.new_page()
        page.on("request", lambda request: asked.add(request.url))
        page.goto(f"{url}/accounts/login/")
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
        opened = walk(page, url)
        browser.close()
    assert len(opened) >= 2
    assert len(asked) > len(opened)
    others = {one for one in asked if urlsplit(one).scheme not in ("data", "blob")}
    assert {urlsplit(one).netloc for one in others} == {f"localhost:{port}"}
