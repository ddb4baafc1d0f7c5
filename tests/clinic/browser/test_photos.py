"""Photographs on a tablet: taken over the earlier one, on a bad line, and compared by keyboard."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, FilePayload, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.chromium import launched
from clinic.browser.on_a_phone import PHONE, clean, wide
from clinic.browser.tablet import Tablet
from clinic.people_here import House
from clinic.photos.taken_here import add, allows, picture
from percuta_clinic.photos.models import Photo

pytestmark = pytest.mark.django_db(transaction=True)
CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
TABLET = {"width": 820, "height": 1180}
LEAVING = """() => {
    const event = new Event("beforeunload", { cancelable: true });
    return !window.dispatchEvent(event);
}"""


@pytest.fixture(scope="module")
def chromium(django_db_setup: None) -> Iterator[Browser]:
    """One with a camera that films a moving disc."""
    assert django_db_setup is None
    with launched(*CAMERA) as browser:
        yield browser


@pytest.fixture
def tablet(running: House, chromium: Browser, live_server: LiveServer) -> Iterator[Tablet]:
    """Sina's; Amara allows photographs."""
    allows(running)
    one = Tablet(chromium, str(live_server.url).replace("127.0.0.1", "localhost"))
    one.sign_in(running.sina)
    yield one
    one.context.close()


def taking(tablet: Tablet, house: House, view: str = "face-front") -> Page:
    page = tablet.open(f"/patients/{house.amara.pk}/photos/add/?view={view}")
    page.set_viewport_size({"width": TABLET["width"], "height": TABLET["height"]})
    return page


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def named(content: bytes) -> FilePayload:
    return FilePayload(name="front.jpg", mimeType="image/jpeg", buffer=content)


def choose(page: Page, *contents: bytes) -> None:
    page.locator("#chosen").set_input_files([named(one) for one in contents])


def test_a_picture_is_taken_over_the_earlier_one(tablet: Tablet, running: House) -> None:
    add(running, picture(at="2025:05:03 10:00:00"))
    page = taking(tablet, running)
    button(page, "Open the camera")
    ghost = page.locator("img.ghost")
    expect(ghost).to_be_visible()
    assert ghost.evaluate("one => getComputedStyle(one).opacity") == "0.45"
    assert ghost.evaluate("one => one.decode().then(() => one.naturalWidth)") == 320
    page.get_by_label("How strongly").fill("80")
    assert ghost.evaluate("one => one.style.opacity") == "0.8"
    button(page, "Earlier picture")
    expect(ghost).to_be_hidden()
    take = page.get_by_role("button", name="Take", exact=True)
    box = take.bounding_box()
    assert box is not None
    assert box["height"] >= 64
    page.wait_for_function("document.querySelector('video').videoWidth > 0")
    take.click()
    expect(page.get_by_role("button", name="Keep it")).to_be_visible()
    assert page.evaluate(LEAVING)
    button(page, "Keep it")
    expect(page.get_by_text(re.compile(r"^Saved \d\d:\d\d$"))).to_be_visible()
    expect(page.get_by_text("All 1 saved.")).to_be_visible()
    assert not page.evaluate(LEAVING)
    made = Photo.objects.latest("added_at")
    assert (made.view, made.how, made.device) == ("face-front", "taken", "webcam")
    assert made.taken_at is not None
    assert abs(timezone.now() - made.taken_at) < timedelta(minutes=1)
    title = page.get_by_role("heading", name="Face, right side")
    expect(title).to_be_visible()


def test_a_picture_on_a_line_that_drops_is_kept_once(tablet: Tablet, running: House) -> None:
    page, sent = taking(tablet, running), list[str]()

    def cut(route: Route) -> None:
        """The first answer is lost on its way back, the second request on its way there."""
        if route.request.method != "POST":
            return route.continue_()
        sent.append(route.request.url)
        if len(sent) == 1:
            route.fetch()
        return route.abort("internetdisconnected") if len(sent) < 3 else route.continue_()

    page.route("**/photos/add/**", cut)
    choose(page, picture())
    button(page, "Send: Face, front")
    expect(page.get_by_text("Not saved, trying again")).to_be_visible()
    assert page.evaluate(LEAVING)
    expect(page.get_by_text(re.compile(r"^Saved \d\d:\d\d$"))).to_be_visible(timeout=15_000)
    assert len(sent) == 3
    assert Photo.objects.count() == 1


def test_several_files_go_each_to_its_view_and_a_bad_one_says_why(
    tablet: Tablet, running: House
) -> None:
    page = taking(tablet, running)
    choose(page, picture(), picture((10, 20, 30)), b"GIF89a")
    rows = page.locator(".shot-row")
    rows.nth(1).get_by_label("What it shows").select_option(label="Neck")
    assert page.evaluate(LEAVING)
    button(page, "Send all")
    expect(page.get_by_text("This is a GIF picture")).to_be_visible()
    expect(page.get_by_text("2 saved, 1 not yet")).to_be_visible()
    assert {one.view for one in Photo.objects.all()} == {"face-front", "neck"}
    button(page, "Leave out: Face, front")
    expect(page.get_by_text("All 2 saved.")).to_be_visible()


def test_a_session_that_ended_meanwhile_loses_no_picture(tablet: Tablet, running: House) -> None:
    page = taking(tablet, running)
    tablet.context.clear_cookies(name="sessionid")
    choose(page, picture())
    button(page, "Send: Face, front")
    expect(page.get_by_text("sign in again, then it is sent")).to_be_visible()
    tablet.sign_in(running.sina)
    page.evaluate("document.dispatchEvent(new CustomEvent('session:back'))")
    expect(page.get_by_text(re.compile(r"^Saved \d\d:\d\d$"))).to_be_visible()
    assert Photo.objects.count() == 1


def test_two_pictures_are_compared_by_keyboard_alone(tablet: Tablet, running: House) -> None:
    for day in (3, 12, 20):
        add(running, picture(at=f"2025:05:{day:02d} 10:00:00"))
    page = tablet.open(f"/patients/{running.amara.pk}/photos/")
    ticks = page.get_by_role("checkbox")
    for one in (ticks.first, ticks.last):
        one.focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Compare the two ticked").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/**")
    expect(page.get_by_text("Left: No visit on that day, 3 May 2025")).to_be_visible()
    expect(page.get_by_text("Right: No visit on that day, 20 May 2025")).to_be_visible()
    page.locator(".lens").first.focus()
    page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    moved = page.locator(".layer img").evaluate_all("all => all.map(one => one.style.transform)")
    assert moved[0] == moved[1] == "translate(5%, 0%) scale(1.25)"
    page.get_by_role("button", name="One over the other").focus()
    page.keyboard.press("Enter")
    reach = page.get_by_label("How far the left picture reaches")
    reach.focus()
    page.keyboard.press("ArrowRight")
    over = page.locator(".layer").nth(1)
    assert over.evaluate("one => one.style.clipPath") == "inset(0px 0px 0px 51%)"
    expect(page.locator(".lens:visible")).to_have_count(1)


def test_pictures_of_unlike_views_are_refused_by_name(tablet: Tablet, running: House) -> None:
    add(running)
    add(running, view="neck")
    page = tablet.open(f"/patients/{running.amara.pk}/photos/")
    for one in ("Face, front", "Neck"):
        page.get_by_role("checkbox", name=re.compile(one)).check()
    page.get_by_role("button", name="Compare the two ticked").click()
    expect(page.get_by_text("These are two views: Face, front, and Neck")).to_be_visible()
    expect(page.locator("main img")).to_have_count(0)


def test_hiding_names_hides_pictures_and_the_camera_too(tablet: Tablet, running: House) -> None:
    add(running)
    page = taking(tablet, running)
    button(page, "Open the camera")
    expect(page.locator("video")).to_be_visible()
    page.keyboard.press("Alt+Shift+P")
    expect(page.locator("video")).to_be_hidden()
    page.goto(f"{tablet.url}/patients/{running.amara.pk}/photos/")
    expect(page.locator(".shot img")).to_be_hidden()


def test_the_pages_are_for_everybody_and_fit_a_phone(tablet: Tablet, running: House) -> None:
    made = [add(running), add(running)]
    about = f"/patients/{running.amara.pk}/photos"
    for path in (
        f"{about}/",
        f"{about}/add/",
        f"{about}/compare/?view=face-front",
        f"/photos/{made[0].pk}/",
    ):
        page = tablet.open(path)
        page.wait_for_load_state("networkidle")
        clean(page)
        page.set_viewport_size(PHONE)
        clean(page)
        assert wide(page) <= PHONE["width"], path


def test_without_a_script_a_picture_is_saved_by_a_plain_form(
    tablet: Tablet, running: House
) -> None:
    plain = Tablet(tablet.browser, tablet.url, scripts=False)
    plain.sign_in(running.sina)
    page = plain.open(f"/patients/{running.amara.pk}/photos/add/?view=neck")
    page.locator("#id_picture").set_input_files(named(picture()))
    button(page, "Save the picture")
    expect(page.get_by_text("Saved: Neck.")).to_be_visible()
    plain.context.close()
    assert Photo.objects.get().view == "neck"
