"""The plan builder on a tablet: by touch, by keyboard, without scripts, on a bad line."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.network import offline, online
from clinic.browser.on_a_phone import PHONE, clean, wide
from clinic.browser.tablet import Tablet
from clinic.people_here import House
from clinic.planning.scarred import CHEEKS, begun, told
from percuta_clinic.planning.inputs import Inputs, inputs_of
from percuta_clinic.planning.models import Plan, State
from percuta_clinic.planning.services import draft_changed

pytestmark = pytest.mark.django_db(transaction=True)
MOST_TAPS = 25
TABLET = ViewportSize(width=820, height=1180)
COUNTED = """addEventListener("pointerdown", () => {
    sessionStorage.taps = 1 + Number(sessionStorage.taps || 0);
}, true)"""


@pytest.fixture
def told_all(running: House) -> House:
    """Amara has answered: two cheeks without scars."""
    told(running)
    return running


@pytest.fixture
def here(chromium: Browser, live_server: LiveServer, told_all: House) -> Iterator[Tablet]:
    """Sina's, with a screen to touch."""
    tablet = Tablet(chromium, str(live_server.url))
    tablet.context.close()
    tablet.context = chromium.new_context(has_touch=True, viewport=TABLET)
    tablet.context.set_default_timeout(15_000)
    tablet.context.add_init_script(COUNTED)
    tablet.sign_in(told_all.sina)
    yield tablet
    tablet.context.close()


@pytest.fixture
def draft(told_all: House) -> Plan:
    return begun(told_all)


@pytest.fixture
def page(here: Tablet, draft: Plan) -> Page:
    return here.open(f"/plans/{draft.pk}/")


def button(page: Page, way: str, number: str) -> Locator:
    """A button of a stepper, at a wall or not."""
    return page.locator(f'button[name=step][value="{number}:{way}"]')


def field(page: Page, number: str) -> Locator:
    return page.locator(f'input[name="set:{number}"]')


def kept(plan: Plan) -> Inputs:
    return inputs_of(Plan.objects.get(pk=plan.pk).inputs)


def saved(page: Page) -> None:
    expect(page.locator("[data-plan-state] [data-when=saved]")).to_be_visible()


def test_a_place_is_put_on_visits_of_its_own_and_back(page: Page, draft: Plan) -> None:
    columns = page.locator("table.grid thead th")
    few = columns.count()
    series = page.locator('[data-series="cheek_left"]')
    series.select_option("second series")
    expect(columns).to_have_count(2 * few - 1)
    expect(page.get_by_text("not needled").first).to_be_visible()
    saved(page)
    assert kept(draft).apart == (("cheek_left",),)
    page.set_viewport_size(PHONE)
    clean(page)
    assert wide(page) <= PHONE["width"]
    page.get_by_role("button", name="all as proposed").tap()
    expect(columns).to_have_count(few)
    expect(series).to_have_value("1")
    saved(page)
    assert kept(draft).apart == ()


def test_a_plan_for_two_zones_takes_few_taps(here: Tablet, told_all: House) -> None:
    page = here.open(f"/patients/{told_all.amara.pk}/plans/")
    page.get_by_role("button", name="Begin a plan").tap()
    page.wait_for_url("**/plans/*/")
    for cheek in CHEEKS:
        for _ in range(2):
            button(page, "-", f"zones/{cheek}/depth_mm/1").tap()
        button(page, "+", f"zones/{cheek}/depth_mm/2").tap()
        button(page, "+", f"zones/{cheek}/passes/1").tap()
        button(page, "+", f"zones/{cheek}/sessions").tap()
    page.get_by_role("radio", name="No", exact=True).tap()
    page.get_by_label("Days between sessions").tap()
    page.get_by_role("button", name=re.compile("^Propose version")).tap()
    page.wait_for_url(lambda url: "/propose/" not in url)
    expect(page.get_by_text("waits for a doctor").first).to_be_visible()
    made = Plan.objects.get()
    assert made.state == State.PROPOSED
    assert set(made.zones) == set(CHEEKS)
    chosen = inputs_of(made.inputs)
    assert [chosen.zones[cheek].sessions for cheek in CHEEKS] == [4, 4]
    assert chosen.numbing is False
    taps = int(page.evaluate("sessionStorage.taps"))
    assert 10 < taps <= MOST_TAPS, taps


def test_the_forecast_is_drawn_anew_while_a_slider_moves(page: Page, draft: Plan) -> None:
    bands = page.locator("svg.bands polygon.nine")
    before = bands.get_attribute("points")
    slider = page.get_by_label("Sessions, all places")
    slider.evaluate(
        "one => { one.value = 6; one.dispatchEvent(new Event('input', {bubbles: true})) }"
    )
    expect(page.locator("table.grid thead th")).to_have_count(7)
    expect(page.locator(".sums dd").first).to_have_text("6")
    assert bands.get_attribute("points") != before
    saved(page)
    assert [kept(draft).zones[cheek].sessions for cheek in CHEEKS] == [6, 6]


def test_a_stepper_stops_at_its_wall_and_says_which(page: Page, draft: Plan) -> None:
    depth = "zones/cheek_left/depth_mm/1"
    field(page, depth).fill("1.45")
    field(page, depth).blur()
    expect(page.get_by_text("A doctor confirms:").first).to_be_visible()
    more = button(page, "+", depth)
    more.tap()
    expect(field(page, depth)).to_have_value("1.50")
    expect(page.locator("[data-said]")).to_be_hidden()
    more.tap()
    expect(page.locator("[data-said]")).to_contain_text("no more than 1.50 mm")
    expect(page.locator("[data-said]")).to_contain_text("deepest it was evaluated for")
    expect(more).to_be_enabled()
    expect(field(page, depth)).to_have_value("1.50")
    saved(page)
    assert kept(draft).zones["cheek_left"].depth_mm == {1: 1.5}


def test_a_button_held_down_goes_on(page: Page) -> None:
    passes = "zones/cheek_left/passes/1"
    button(page, "+", passes).hover()
    page.mouse.down()
    expect(field(page, passes)).to_have_value(re.compile("^[789]$|^1[0-9]$"), timeout=8000)
    page.mouse.up()
    stood = field(page, passes).input_value()
    page.wait_for_timeout(400)
    assert field(page, passes).input_value() == stood


def test_nothing_is_lost_when_the_line_is(page: Page, draft: Plan) -> None:
    offline(page)
    button(page, "+", "zones/cheek_left/sessions").tap()
    expect(page.locator("[data-plan-state] [data-when=failed]")).to_be_visible()
    expect(page.locator("[data-said]")).to_contain_text("your choices stay on this page")
    button(page, "+", "zones/cheek_right/sessions").tap()
    expect(field(page, "zones/cheek_right/sessions")).to_have_value("4")
    assert kept(draft) == Inputs()
    online(page)
    saved(page)
    expect(page.locator("[data-said]")).to_be_hidden()
    assert [kept(draft).zones[cheek].sessions for cheek in CHEEKS] == [4, 4]


@pytest.mark.parametrize(("choice", "days"), [("mine", 35), ("theirs", 42)])
def test_two_devices_in_one_draft_are_both_shown(
    page: Page, draft: Plan, told_all: House, *, choice: str, days: int
) -> None:
    draft_changed(by=told_all.dora, plan=draft, inputs=Inputs(interval_days=42), version=1)
    slider = page.get_by_label("Days between sessions")
    slider.evaluate(
        "one => { one.value = 35; one.dispatchEvent(new Event('input', {bubbles: true})) }"
    )
    box = page.locator("[data-plan-clash]")
    expect(box).to_be_visible()
    expect(box).to_contain_text("35 days")
    expect(box).to_contain_text("42 days")
    page.locator(f"[data-keep-choices={choice}]").tap()
    expect(page.locator("[data-plan-clash]")).to_be_hidden()
    saved(page)
    expect(page.locator("output").last).to_have_text(f"{days}")
    assert kept(draft).interval_days == days


def test_another_way_is_taken_in_one_tap(page: Page, draft: Plan) -> None:
    page.get_by_role("button", name="Take this: Fewer sessions").tap()
    expect(page.locator("table.grid thead th")).to_have_count(3)
    saved(page)
    assert [kept(draft).zones[cheek].sessions for cheek in CHEEKS] == [2, 2]


def test_the_keyboard_alone_builds_and_proposes(page: Page, draft: Plan) -> None:
    depth = field(page, "zones/cheek_left/depth_mm/1")
    depth.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(depth).to_have_value("0.95")
    expect(depth).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_label("Days between sessions").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name=re.compile("^Propose version")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("waits for a doctor").first).to_be_visible()
    draft.refresh_from_db()
    assert draft.state == State.PROPOSED
    assert inputs_of(draft.inputs).interval_days == 29


def test_all_of_it_works_without_scripts(here: Tablet, told_all: House) -> None:
    plain = Tablet(here.browser, here.url, scripts=False)
    plain.sign_in(told_all.sina)
    page = plain.open(f"/patients/{told_all.amara.pk}/plans/")
    page.get_by_role("button", name="Begin a plan").click()
    button(page, "+", "zones/cheek_left/sessions").click()
    field(page, "zones/cheek_left/depth_mm/2").fill("0.9")
    page.get_by_role("button", name="Keep, and show what follows").first.click()
    expect(field(page, "zones/cheek_left/depth_mm/3")).to_have_value("0.90")
    expect(field(page, "zones/cheek_left/depth_mm/1")).to_have_value("1.05")
    page.get_by_role("button", name="Take this: More sessions").click()
    expect(page.locator("table.grid thead th")).to_have_count(6)
    page.get_by_role("button", name=re.compile("^Propose version")).click()
    expect(page.get_by_text("waits for a doctor").first).to_be_visible()
    chosen = inputs_of(Plan.objects.get().inputs).zones
    assert [chosen[cheek].sessions for cheek in CHEEKS] == [5, 4]
    assert chosen["cheek_left"].depth_mm == {2: 0.9}
    plain.context.close()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_builder_is_for_everybody_and_fits_each_screen(
    page: Page, draft: Plan, told_all: House, *, colours: str
) -> None:
    assert draft.is_draft
    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    page.locator("details.aims summary").tap()
    field(page, "zones/cheek_left/depth_mm/1").fill("1.5")
    field(page, "zones/cheek_left/depth_mm/1").blur()
    expect(page.get_by_text("A doctor confirms:").first).to_be_visible()
    for width, height in ((1280, 900), (820, 1180), (PHONE["width"], PHONE["height"])):
        page.set_viewport_size({"width": width, "height": height})
        clean(page)
        assert wide(page) <= width
    saved(page)
    page.goto(page.url.replace(f"/plans/{draft.pk}/", f"/patients/{told_all.amara.pk}/plans/"))
    clean(page)
    assert wide(page) <= PHONE["width"]
