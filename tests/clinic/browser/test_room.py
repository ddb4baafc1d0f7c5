"""The treatment room in a browser: nothing entered is lost, whatever the line does."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from clinic.browser.network import offline, online
from clinic.browser.on_a_phone import clean
from clinic.browser.tablet import Tablet
from clinic.people_here import House
from clinic.treatment.said import opened
from percuta_clinic.treatment.models import Event, Session
from percuta_clinic.treatment.stream import folded_of

pytestmark = pytest.mark.django_db(transaction=True)
VECTORS = Path(__file__).parents[1] / "treatment" / "folding.json"


@pytest.fixture
def session(running: House) -> Session:
    return opened(running)


@pytest.fixture
def tablet(running: House, chromium: Browser, live_server: LiveServer) -> Tablet:
    made = Tablet(chromium, str(live_server.url))
    made.sign_in(running.sina)
    return made


def stage(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, level=2)).to_be_visible()


def test_the_tablet_folds_events_as_the_server_does(tablet: Tablet, session: Session) -> None:
    page = tablet.open(f"/room/{session.pk}/")
    stage(page, "Arrive")
    told = page.evaluate(
        """async (vectors) => {
          const app = document.querySelector("script[type=module]").src;
          const source = await (await fetch(app)).text();
          const sync = new URL(source.match(/"(\\.\\/sync[^"]*)"/)[1], app).href;
          const other = await (await fetch(sync)).text();
          const { fold } = await import(new URL(other.match(/"(\\.\\/fold[^"]*)"/)[1], app).href);
          return vectors.map(({ events }) => {
            const found = fold(events);
            const standing = {};
            for (const [slot, some] of found.standing) {
              standing[slot] = some.map((one) => one.value);
            }
            return { standing, conflicts: found.conflicts().map(([slot]) => slot) };
          });
        }""",
        json.loads(VECTORS.read_text("utf-8")),
    )
    for vector, found in zip(json.loads(VECTORS.read_text("utf-8")), told, strict=True):
        assert found == {name: vector[name] for name in ("standing", "conflicts")}, vector["says"]


def test_what_is_entered_without_a_line_survives_a_reload_and_arrives_once(
    tablet: Tablet, session: Session
) -> None:
    page = tablet.open(f"/room/{session.pk}/")
    stage(page, "Arrive")
    clean(page)
    page.evaluate("navigator.serviceWorker.ready")
    page.get_by_label("Asked for name and birth date").check()
    expect(page.get_by_text(re.compile(r"^Saved \d"))).to_be_visible()
    offline(page)
    page.get_by_text("No cream at home").click()
    page.get_by_role("button", name="Cleanse").last.click()
    stage(page, "Cleanse")
    page.get_by_label("Make-up off").check()
    expect(page.get_by_text(re.compile(r"^\d waiting"))).to_be_visible()
    page.reload()
    stage(page, "Cleanse")
    expect(page.get_by_label("Make-up off")).to_be_checked()
    expect(page.get_by_text(re.compile(r"^\d waiting"))).to_be_visible()
    online(page)
    expect(page.get_by_text(re.compile(r"^Saved \d"))).to_be_visible(timeout=20_000)
    found = folded_of(session)
    assert found.get("cleanse") == {"done": True, "how": ""}
    assert found.get("stage") == "cleanse"
    assert Event.objects.count() == 4


def test_a_photograph_and_a_visit_that_nobody_finds_are_not_done(
    tablet: Tablet, session: Session
) -> None:
    page = tablet.open(f"/room/{session.pk}/")
    page.get_by_role("navigation").get_by_role("button", name="Finish").click()
    stage(page, "Finish")
    for label in ("Nothing", "Even redness", "Taken", "Both", "Booked"):
        page.get_by_label(label, exact=True).click()
        expect(page.get_by_label(label, exact=True)).to_be_checked()
    expect(page.get_by_text("None found: no photograph of today")).to_be_visible()
    expect(page.get_by_text("None found: no visit to come")).to_be_visible()
    clean(page)
    done = page.get_by_role("button", name=re.compile("Finish.*done"))
    expect(done).to_have_count(0)
    page.get_by_label("Taken elsewhere: where").fill("On the clinic's own camera")
    page.get_by_label("Booked elsewhere: where").fill("In Leeds")
    expect(done).to_be_visible()


def test_changed_without_words_and_cream_without_its_area_are_not_done(
    tablet: Tablet, session: Session
) -> None:
    page = tablet.open(f"/room/{session.pk}/")
    stage(page, "Arrive")
    for label in ("Asked for name and birth date", "Something changed", "Yes, cream at home"):
        page.get_by_label(label).check()
    done = page.get_by_role("button", name=re.compile("Arrive.*done"))
    page.get_by_role("button", name=re.compile("^They do not know: ")).click()
    expect(page.get_by_text("Say what changed")).to_be_visible()
    expect(done).to_have_count(0)
    clean(page)
    page.get_by_label("What changed").fill("A cold sore")
    page.get_by_role("button", name="Needle").first.click()
    asked = page.get_by_role("region", name="Not done before needling")
    expect(asked).to_contain_text("A cold sore. Nobody has said who judged it.")
    asked.get_by_role("button", name="To Arrive").first.click()
    page.get_by_label("Who judged it").fill("Dr Dora Dorn: not near it")
    expect(done).to_be_visible()


def test_a_clock_that_stands_apart_is_said_on_the_top_line(
    tablet: Tablet, session: Session
) -> None:
    tablet.context.add_init_script(
        "{ const real = Date.now; Date.now = () => real() + 7 * 60000; }"
    )
    page = tablet.open(f"/room/{session.pk}/")
    top = page.locator(".room-head")
    expect(top).to_contain_text("The clock of this tablet is 7 minutes ahead.")
    expect(top).to_contain_text("The record uses the clinic’s time")
