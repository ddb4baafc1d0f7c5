"""Every page of every role in a real browser: usable by everybody, and asking the clinic alone."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import APIResponse, Browser, Page

from clinic.browser.chromium import launched
from clinic.browser.judging import broken
from clinic.operations import prepared
from clinic.operations.homes import free_port
from clinic.promises.addresses import OPEN, addresses
from percuta_clinic.demo.names import PEOPLE as DEMO_PATIENTS

PEOPLE = {
    "front desk": "Femi Adeyemi",
    "specialist": "Sofia Lindqvist",
    "doctor": "Dr Leila Haddad",
    "owner": "Oskar Brandt",
    "front desk and specialist": "Ruth Alvarez",
    "patient": "Amara Okafor",
}
# What the walk must not miss, and how many kinds of pages a role sees at least.
MUST = {
    "front desk": ({"patient_edit", "visit_new", "stock_receive", "message"}, 24),
    "specialist": (
        {"chart", "note_amend", "file_add", "photos", "photo_add", "settings_delegations"},
        28,
    ),
    "doctor": (
        {"chart", "photos", "photo_add", "delegation_new", "text", "merge_choose", "glass_list"},
        34,
    ),
    "owner": (
        {
            *("settings_person", "audit_verify", "patient_leave", "patient_erase"),
            *("website_text", "numbers", "numbers_list"),
        },
        38,
    ),
    "front desk and specialist": ({"chart", "visit_new", "note"}, 28),
    "patient": ({"my_home", "my_account", "my_treatments"}, 3),
}
# Addresses that answer with something else than a page, or ask for a password the demo has not.
PARTS = {"signed_in", "tasks_bar", "stock_device_facts", "patients_found", "patients_alike"}
PROVEN = {"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
PROVEN |= {"mfa_activate_totp", "mfa_add_webauthn", "mfa_deactivate_totp"}
PROVEN |= {"mfa_view_recovery_codes", "mfa_generate_recovery_codes"}
NOT_PAGES = PARTS | PROVEN
WIDTHS = ((390, 844), (1280, 900))
PATIENTS = [f"{given} {family}" for given, family, *_ in DEMO_PATIENTS]
NAMED = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
LINKS = "all => all.map(one => one.getAttribute('href'))"
WIDE = """() => {
    const width = document.documentElement.clientWidth;
    return document.documentElement.scrollWidth > width
        ? `${document.documentElement.scrollWidth} px wide` : "";
}"""


@pytest.fixture(scope="module")
def judged() -> set[str]:
    """What axe has seen already."""
    return set()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo as anybody starts it."""
    home, port = prepared.sample(tmp_path_factory.mktemp("pages") / "home"), free_port()
    with home.serving("demo", "--home", str(home.folder), "--port", str(port), port=port):
        yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser of its own; no database is open beside it."""
    with launched() as browser:
        yield browser


@pytest.mark.parametrize("role", PEOPLE)
def test_every_page_of_a_role_is_for_everybody(
    chromium: Browser, sample: str, judged: set[str], *, role: str
) -> None:
    page, asked = chromium.new_context(color_scheme="light").new_page(), list[str]()
    page.on("request", lambda one: asked.append(one.url))
    come_in(page, sample, PEOPLE[role])
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    waiting, seen, faults = starts(), set[str](), list[str]()
    while waiting:
        name, path = waiting.pop(0)
        if name in seen:
            continue
        complaints.clear()
        if not is_page(page.request.get(sample + path)):
            continue
        page.goto(sample + path)
        settle(page, judged, path)
        seen.add(name)
        faults += [f"{path}: {fault}" for fault in (*look(page, judged), *complaints)]
        waiting += links(page)
        faults += [f"{path}: {name}" for name in names_left(page) if role != "patient"]
    page.context.close()
    assert not faults, "\n".join(faults)
    assert len(asked) > len(seen)
    assert {one for one in asked if is_strange(one, sample)} == set()
    needed, least = MUST[role]
    assert needed <= seen, needed - seen
    assert len(seen) >= least, sorted(seen)


def is_strange(address: str, sample: str) -> bool:
    """Whether somebody else than the clinic is asked."""
    there = urlsplit(address)
    return there.scheme not in ("data", "blob") and there.netloc != urlsplit(sample).netloc


def come_in(page: Page, sample: str, person: str) -> None:
    """By the button with the name on it."""
    page.set_default_timeout(30_000)
    page.goto(f"{sample}/accounts/login/")
    page.get_by_role("button", name=f"Come in as {person}").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


def settle(page: Page, judged: set[str], path: str) -> None:
    """Waits once for each page of the navigation, so that nobody is asked later on either."""
    if path in page.eval_on_selector_all("nav a[href^='/']", LINKS) and path not in judged:
        judged.add(path)
        page.wait_for_load_state("networkidle")


def starts() -> list[tuple[str, str]]:
    """Every address that names nothing."""
    plain = [one for one in addresses() if not one.takes and "(" not in one.pattern]
    return [(one.name, f"/{one.pattern}") for one in plain if one.name not in NOT_PAGES | {*OPEN}]


def links(page: Page) -> list[tuple[str, str]]:
    """Where a page leads inside the clinic, without what is asked for in the address."""
    found = page.eval_on_selector_all("main a[href^='/']", LINKS)
    paths = {urlsplit(one).path for one in found}
    return sorted((resolve(path).url_name or path, path) for path in paths if is_ours(path))


def is_ours(path: str) -> bool:
    name = resolve(path).url_name
    return (
        bool(NAMED.search(path) or path.startswith(("/settings/", "/website/")))
        and name not in NOT_PAGES
    )


def is_page(answer: APIResponse) -> bool:
    """Whether it is there for this person, and a page."""
    assert answer.status < 500, answer.url
    return answer.ok and "html" in answer.headers.get("content-type", "")


def names_left(page: Page) -> list[str]:
    """Names of patients still to be read after they were hidden; a private list is blurred."""
    page.evaluate("document.documentElement.dataset.private = ''")
    page.evaluate("document.querySelectorAll('select.private').forEach((one) => one.remove())")
    words = page.locator("body").inner_text()
    return [f"shows {name} though names are hidden" for name in PATIENTS if name in words]


def look(page: Page, judged: set[str]) -> list[str]:
    """What is wrong with it at each width."""
    found = []
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        heads = page.locator("h1").count()
        found += [] if heads == 1 else [f"{width}: {heads} first headings"]
        found += [f"{width}: {wide}" for wide in [page.evaluate(WIDE)] if wide]
        faults = broken(page, judged, width)
        found += [f"{width}: {one['id']} {one['nodes'][0]['target']}" for one in faults]
    return found
