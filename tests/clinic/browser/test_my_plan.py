"""A plan on the patient's phone: read, asked about and agreed to, by touch and by keyboard."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.on_a_phone import PHONE, birth, clean, wide
from clinic.browser.tablet import Tablet
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.planning.put import accepted, approved
from percuta_clinic.people.models import Account
from percuta_clinic.planning.accepting import question_answered
from percuta_clinic.planning.models import Plan, Question, State, Step, What

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(running: House) -> Plan:
    """It waits for Amara."""
    return approved(running)


@pytest.fixture
def phone(chromium: Browser, live_server: LiveServer, plan: Plan) -> Iterator[Page]:
    """Hers, with a screen to be touched; the plan is on it."""
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    context.set_default_timeout(10_000)
    account = plan.patient.account
    assert account is not None
    value = SignedIn(account).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": str(live_server.url)}])
    page = context.new_page()
    page.goto(f"{live_server.url}/my/")
    yield page
    context.close()


def read(page: Page) -> None:
    page.get_by_role("link", name="Read and decide: Your plan").tap()
    page.wait_for_url("**/plans/*/")
    expect(page.get_by_role("heading", name="Your plan", exact=True)).to_be_visible()


def draw(page: Page) -> None:
    """With a finger."""
    canvas = page.locator("canvas")
    canvas.scroll_into_view_if_needed()
    place = canvas.bounding_box()
    assert place is not None
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        there = [{"x": place["x"] + x, "y": place["y"] + y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": there})

    touch("touchStart", (20, 40))
    for step in range(1, 9):
        touch("touchMove", (20 + 25 * step, 40 + 25 * (step % 2)))
        page.wait_for_timeout(20)
    page.wait_for_timeout(200)  # a finger that rests before it is lifted flings nothing
    touch("touchEnd")


def state_of(plan: Plan) -> str:
    return Plan.objects.get(pk=plan.pk).state


def test_by_touch_a_plan_is_read_asked_about_and_signed(phone: Page, plan: Plan) -> None:
    read(phone)
    phone.get_by_role("link", name="2. Ask").tap()
    phone.get_by_label("Is anything not clear? Ask us").fill("May I swim?")
    phone.get_by_role("button", name="Send the question").tap()
    expect(phone.get_by_text("Not answered yet", exact=True)).to_be_visible()
    sina = Account.objects.get(name="Sina Sommer")
    question_answered(by=sina, question=Question.objects.get(), answer="After three days.")
    phone.reload()
    phone.get_by_role("link", name="Read the answer").tap()
    expect(phone.get_by_text("After three days.")).to_be_in_viewport()
    phone.get_by_role("link", name="On to your decision").tap()
    phone.get_by_label("Your full name").fill("Amara Okafor")
    draw(phone)
    expect(phone.get_by_text("You need not type your name as well.")).to_be_visible()
    phone.get_by_role("button", name="I agree to this plan: sign").tap()
    expect(phone.get_by_role("heading", name="What you agreed to")).to_be_visible()
    step = Step.objects.get(plan=plan, what=What.ACCEPTED)
    assert (step.way, step.digest) == ("drawn", plan.digest)
    with phone.expect_download() as paper:
        phone.get_by_role("link", name="The signed plan (PDF)").tap()
    assert paper.value.suggested_filename == "plan-1-patient.pdf"


def test_by_keyboard_alone_a_plan_is_read_and_signed(phone: Page, plan: Plan) -> None:
    phone.get_by_role("link", name="Read and decide: Your plan").press("Enter")
    phone.get_by_text("Read about each").first.focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("Cold sores can wake up.")).to_be_visible()
    phone.get_by_role("link", name="3. Decide").press("Enter")
    expect(phone.locator("#decide")).to_be_in_viewport()
    phone.keyboard.press("Tab")
    phone.keyboard.type("Amara Okafor")
    for _ in range(3):  # past the two buttons of the field to draw in
        phone.keyboard.press("Tab")
    phone.keyboard.type("Amara Okafor")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="What you agreed to")).to_be_visible()
    assert Step.objects.get(plan=plan, what=What.ACCEPTED).way == "typed"


def test_by_touch_a_plan_is_declined_without_a_reason(phone: Page, plan: Plan) -> None:
    read(phone)
    phone.get_by_text("I do not want this plan").tap()
    phone.get_by_role("button", name="Decline this plan").tap()
    expect(phone.get_by_role("heading", name="You declined this plan")).to_be_visible()
    assert state_of(plan) == State.DECLINED


def test_a_drawn_name_is_still_there_when_the_full_name_was_missing(
    phone: Page, plan: Plan
) -> None:
    read(phone)
    draw(phone)
    phone.get_by_role("button", name="I agree to this plan: sign").tap()
    expect(phone.get_by_role("alert")).to_contain_text("Not signed yet.")
    phone.get_by_label("Your full name").fill("Amara Okafor")
    phone.get_by_role("button", name="I agree to this plan: sign").tap()
    expect(phone.get_by_role("heading", name="What you agreed to")).to_be_visible()
    assert Step.objects.get(plan=plan, what=What.ACCEPTED).way == "drawn"


def test_a_page_left_open_signs_nothing_once_the_plan_was_changed(
    phone: Page, plan: Plan, running: House
) -> None:
    read(phone)
    Plan.objects.filter(pk=plan.pk).update(state=State.REPLACED)
    approved(running, example="dogra-2014", after=plan)
    phone.get_by_label("Your full name").fill("Amara Okafor")
    draw(phone)
    phone.get_by_role("button", name="I agree to this plan: sign").tap()
    expect(phone.get_by_role("alert")).to_contain_text("Nothing was signed or changed.")
    phone.get_by_role("link", name="Read the newer version").tap()
    expect(phone.get_by_role("button", name="I agree to this plan: sign")).to_be_visible()
    assert not Step.objects.filter(what=What.ACCEPTED).exists()


def test_on_the_tablet_handed_over_the_patient_signs_and_nothing_stays_open(
    chromium: Browser, live_server: LiveServer, plan: Plan, *, running: House
) -> None:
    tablet = Tablet(chromium, str(live_server.url))
    tablet.sign_in(running.sina)
    page = tablet.open("/patients/")
    token = page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
    page.evaluate(
        """([action, token]) => {
            const form = document.createElement("form");
            form.method = "post"; form.action = action;
            const field = document.createElement("input");
            field.name = "csrfmiddlewaretoken"; field.value = token;
            form.append(field); document.body.append(form); form.submit();
        }""",
        [f"/plans/{plan.pk}/hand-over/", token],
    )
    birth(page)
    page.get_by_label("Your full name").fill("Amara Okafor")
    page.get_by_label("Sign by typing your name").fill("Amara Okafor")
    page.get_by_role("button", name="I agree to this plan: sign").click()
    expect(page.get_by_role("heading", name="Hello Amara")).to_be_visible()
    assert Step.objects.get(plan=plan, what=What.ACCEPTED).with_staff == "Sina Sommer"
    page.goto(f"{live_server.url}/my/plans/{plan.pk}/")
    expect(page.get_by_role("heading", name="This is not shown here")).to_be_visible()
    tablet.context.close()


def test_every_state_of_a_plan_stands_in_nobodys_way(
    phone: Page, plan: Plan, running: House, *, live_server: LiveServer
) -> None:
    old = accepted(running, example="melasma")
    changed = approved(running, example="dogra-2014", after=old)
    for one in (plan, old, changed):
        for scheme in ("light", "dark"):
            phone.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            for width in (390, 820, 1280):
                phone.set_viewport_size({"width": width, "height": 844})
                phone.goto(f"{live_server.url}/my/plans/{one.pk}/")
                assert wide(phone) <= width
            clean(phone)
    phone.goto(f"{live_server.url}/my/plans/")
    clean(phone)
