"""The tablet reads codes as the server does, and hears a scanner wherever the focus is."""

import json
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.usefixtures("running"),
]
VECTORS = json.loads((Path(__file__).parents[1] / "stock" / "codes.json").read_text("utf-8"))


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer) -> Page:
    page = chromium.new_page()
    page.goto(f"{live_server.url}/accounts/login/", wait_until="networkidle")
    return page


def module(name: str) -> str:
    return str(staticfiles_storage.url(f"clinic/room/{name}.js"))


def test_the_tablet_reads_every_code_as_the_server_does(page: Page) -> None:
    told = page.evaluate(
        """async ([address, raws]) => {
          const { readCode } = await import(address);
          return raws.map((raw) => readCode(raw));
        }""",
        [module("codes"), [one["raw"] for one in VECTORS]],
    )
    for vector, found in zip(VECTORS, told, strict=True):
        assert {name: found[name] for name in vector["read"]} == vector["read"], vector["says"]


def test_a_scanner_is_heard_while_somebody_is_in_a_field_and_typing_is_not(page: Page) -> None:
    page.evaluate(
        """async (address) => {
          const { onScan } = await import(address);
          window.heard = [];
          onScan((code) => window.heard.push(code));
        }""",
        module("scan"),
    )
    field = page.locator("input[name=login]")
    field.fill("note")
    field.press("End")
    for key in ["0", "1", "Control+]", "A", "B", "1", "2", "Enter"]:
        page.keyboard.press(key)
    assert page.evaluate("window.heard") == ["01\x1dAB12"]
    assert field.input_value() == "note"
    field.press_sequentially("slowly", delay=70)
    assert page.evaluate("window.heard.length") == 1
    assert field.input_value() == "noteslowly"
