"""Somebody new reads on a phone, comments, books a consultation, confirms it, moves it."""

from collections.abc import Iterator
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from clinic.booking.open_times import day_at, open_times
from clinic.browser.on_a_phone import PHONE, clean, follow, wide
from clinic.outbox.mailbox import Mailbox
from clinic.people_here import House
from percuta_clinic.booking.models import HOLDS, State, Visit
from percuta_clinic.comments.models import Comment
from percuta_clinic.outbox.sender import send_due
from percuta_clinic.website import commenting

pytestmark = pytest.mark.django_db(transaction=True)
NEW_YORK = "America/New_York"


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    """A mail server that runs, and that the clinic sends to."""
    found = Mailbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
    with found.running():
        yield found


@pytest.fixture
def visitor(running: House, chromium: Browser) -> Iterator[Page]:
    """A phone in another time zone; nobody is signed in."""
    open_times(running)
    size = ViewportSize(width=PHONE["width"], height=PHONE["height"])
    context = chromium.new_context(viewport=size, timezone_id=NEW_YORK)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def fits(page: Page) -> None:
    """For everybody, and not wider than the phone."""
    clean(page)
    assert wide(page) == PHONE["width"]


def link_in(mail: EmailMessage, address: str) -> str:
    body = mail.get_body()
    assert body is not None
    words = str(body.get_content()).split()
    return urlsplit(next(one for one in words if address in one)).path


def tab_to(page: Page, name: str) -> None:
    """By keyboard alone."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if name in str(page.evaluate("document.activeElement.getAttribute('aria-label') || ''")):
            return
    raise AssertionError(f"{name} is not reached by keyboard.")


def choose(page: Page, hour: int) -> None:
    at = day_at(hour)
    day = page.get_by_role("link", name=f"{at:%A %-d %B}")
    if not day.count():
        follow(page, page.get_by_label("Later: the month after"))
    follow(page, day)
    fits(page)
    tab_to(page, f"{at:%A %-d %B}, {at:%H:%M}")
    page.keyboard.press("Enter")


def ask(page: Page) -> None:
    expect(page.get_by_text("Kept for you until")).to_be_visible()
    fits(page)
    page.get_by_label("Given name").fill("Nia")
    page.get_by_label("Family name").fill("Adler")
    page.get_by_label("E-mail").fill("nia@mail.example")
    page.get_by_role("button", name="Ask for this time").click()
    expect(page.get_by_text("Please type day, month and year")).to_be_visible()
    expect(page.get_by_label("Given name")).to_have_value("Nia")
    fits(page)
    for name, value in (("Day", "4"), ("Month", "11"), ("Year", "1990")):
        page.get_by_label(name, exact=True).fill(value)
    page.get_by_label("I have read what you keep").check()
    page.get_by_role("button", name="Ask for this time").click()
    expect(page.get_by_role("heading", name="Look into your e-mail")).to_be_visible()
    fits(page)


def move(page: Page) -> None:
    """Asked once; what was done can be undone."""
    follow(page, page.get_by_role("link", name="Move the visit"))
    choose(page, 12)
    expect(page.get_by_role("heading", name="Move this visit?")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Move the visit").click()
    expect(page.get_by_role("button", name="Undo: back to")).to_be_visible()
    fits(page)


def read_and_comment(page: Page) -> None:
    """From the first page to an article, and words under it; both are judged with all pages."""
    assert wide(page) == PHONE["width"]
    page.get_by_role("main").get_by_role("link", name="Side effects").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Side effects")
    page.get_by_label("Name required").fill("Nia")
    page.get_by_label("E-mail required").fill("nia@mail.example")
    page.get_by_label("Comment required").fill("How long does it last?")
    assert wide(page) == PHONE["width"]
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. We have your comment.")
    fits(page)
    assert Comment.objects.get().text == "How long does it last?"


@pytest.mark.usefixtures("running")
def test_a_visitor_reads_comments_books_confirms_and_moves_on_a_phone(
    visitor: Page, live_server: LiveServer, mailbox: Mailbox, *, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commenting, "TOO_FAST", 0)
    page, url = visitor, str(live_server.url)
    page.goto(url)
    read_and_comment(page)
    follow(page, page.get_by_role("link", name="Book a consultation").first)
    fits(page)
    follow(page, page.get_by_role("link", name="See free times for Consultation").first)
    expect(page.get_by_text("All times are Berlin time")).to_be_visible()
    expect(page.get_by_text("where you are, America/New York")).to_be_visible()
    choose(page, 10)
    ask(page)
    send_due()
    page.goto(url + link_in(mailbox.mails[0], "/book/confirm/"))
    fits(page)
    assert not Visit.objects.exists()
    page.get_by_role("button", name="Yes, book it").click()
    expect(page.get_by_role("heading", name="Your visit is booked")).to_be_visible()
    fits(page)
    visit = Visit.objects.get()
    assert visit.starts_at == day_at(10)
    send_due()
    page.goto(url + link_in(mailbox.mails[-1], "/my/link/"))
    for name, value in (("Day", "4"), ("Month", "11"), ("Year", "1990")):
        page.get_by_label(name, exact=True).fill(value)
    page.get_by_role("button", name="Go on").click()
    follow(page, page.get_by_role("link", name="My visits"))
    fits(page)
    move(page)
    visit.refresh_from_db()
    assert visit.starts_at == day_at(12)
    follow(page, page.get_by_role("link", name="Cancel the visit"))
    fits(page)
    page.get_by_role("button", name="Cancel the visit").click()
    expect(page.get_by_text("No visit is booked")).to_be_visible()
    visit.refresh_from_db()
    assert visit.state == State.CANCELLED
    assert not Visit.objects.filter(state__in=HOLDS).exists()
