"""Where two devices wrote in one question: the choice is in sight, true, and leads on."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from clinic.browser.on_a_phone import answer_all, at, clean, onward, saved
from clinic.browser.tablet import Tablet
from clinic.intake.filled import fill
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.services import form_save

pytestmark = pytest.mark.django_db(transaction=True)

HOPE = "What do you hope for?"
LEFT, BOTH = ["cheek_left"], ["cheek_left", "cheek_right"]


def met(phone: Tablet, form: Form, mine: str = "from the phone") -> Page:
    """A page on which a choice waits."""
    page = at(phone, form, "wish")
    form_save(form=form, changed={"hope": "from the tablet"}, version=form.version)
    page.get_by_label(HOPE).fill(mine)
    expect(page.locator(".clash")).to_be_visible()
    return page


def places_met(phone: Tablet, form: Form) -> Page:
    """The other device took a place away and said no; this one adds a place."""
    told = fill(form, tattoo="some", z__tattoo=LEFT)
    page = at(phone, form, "before")
    one = form_save(form=form, changed={"z-tattoo": []}, version=told.version)
    form_save(form=form, changed={"q-tattoo": "no"}, version=one.form.version)
    page.locator("[name=z-tattoo][value=cheek_right]").check()
    expect(page.locator(".clash")).to_be_visible()
    return page


def test_two_devices_that_both_end_on_no_have_nothing_to_choose(phone: Tablet, form: Form) -> None:
    page = places_met(phone, form)
    page.locator("[name=q-tattoo][value=no]").check()
    expect(page.locator(".clash")).to_have_count(0)
    saved(page)
    form.refresh_from_db()
    assert form.values["q-tattoo"] == "no"


def test_a_choice_about_places_is_in_sight_whatever_the_answer_is(
    phone: Tablet, form: Form
) -> None:
    page = places_met(phone, form)
    page.locator("[name=q-tattoo][value='not known']").check()
    box = page.locator("[data-item=q-tattoo] > .clash")
    expect(box).to_be_visible()
    expect(box.locator("[data-mine]")).to_have_text("I don’t know")
    page.get_by_role("button", name="Next").click()
    expect(box).to_be_focused()
    box.get_by_role("button", name="Keep this one").click()
    saved(page)
    form.refresh_from_db()
    assert form.values["q-tattoo"] == "not known"


def test_a_choice_about_a_wish_that_is_shut_is_in_sight(phone: Tablet, form: Form) -> None:
    page = at(phone, form, "wish")
    form_save(form=form, changed={"wish-acne_scars": LEFT}, version=1)
    page.get_by_text("Acne scars", exact=True).click()
    page.locator("[name=wish-acne_scars][value=cheek_right]").check()
    page.get_by_text("Acne scars", exact=True).click()
    expect(page.locator("[name=wish-acne_scars][value=cheek_right]")).to_be_hidden()
    expect(page.locator(".clash")).to_be_visible()
    page.get_by_role("button", name="Take the one from there").click()
    expect(page.locator(".clash")).to_have_count(0)
    saved(page)
    form.refresh_from_db()
    assert form.values["wish-acne_scars"] == LEFT


def test_a_question_that_is_asked_no_more_stays_until_one_is_chosen(
    phone: Tablet, form: Form
) -> None:
    version = fill(form, medicines_any="no").version
    page = at(phone, form, "medicines")
    one = form_save(form=form, changed={"q-isotretinoin_last": "not known"}, version=version)
    page.locator("[name=q-isotretinoin_last][value=date]").check()
    box = page.locator("[data-item=q-isotretinoin_last] .clash")
    expect(box).to_be_visible()
    told = {"q-isotretinoin_now": "yes", "medicines_any": "yes", "medicine": ["As prescribed"]}
    form_save(form=form, changed=told, version=one.form.version)
    page.get_by_role("button", name="Next").click()
    expect(page.locator("[name=q-isotretinoin_now][value=yes]")).to_be_checked()
    expect(box).to_be_focused()
    box.get_by_role("button", name="Keep this one").click()
    saved(page)
    answer_all(page)
    onward(page, "numbing")


def test_leaving_a_page_with_a_choice_on_it_asks_first(phone: Tablet, form: Form) -> None:
    page = met(phone, form, "a long text that took ten minutes")
    page.on("dialog", Dialog.dismiss)
    with page.expect_event("dialog") as asked:
        page.get_by_role("link", name="Back", exact=True).click()
    assert asked.value.type == "beforeunload"
    expect(page.get_by_label(HOPE)).to_have_value("a long text that took ten minutes")


def test_a_choice_says_what_stands_here_now(phone: Tablet, form: Form) -> None:
    page = met(phone, form)
    page.get_by_label(HOPE).fill("from the phone, and more")
    expect(page.locator(".clash [data-mine]")).to_have_text("from the phone, and more")
    page.get_by_label(HOPE).fill("from the tablet")
    expect(page.locator(".clash")).to_have_count(0)
    saved(page)


def test_a_choice_tells_what_another_device_writes_meanwhile(phone: Tablet, form: Form) -> None:
    page = met(phone, form)
    form_save(form=form, changed={"hope": "from the tablet, again"}, version=2)
    page.get_by_text("Acne scars", exact=True).click()
    page.locator("[name=wish-acne_scars][value=cheek_right]").check()
    expect(page.locator(".clash [data-theirs]")).to_have_text("from the tablet, again")
    clean(page)


@pytest.mark.parametrize("again", ["Take the one from there", "Keep this one"])
def test_after_a_choice_the_page_shows_what_is_stored(
    phone: Tablet, form: Form, *, again: str
) -> None:
    page = met(phone, form)
    form_save(form=form, changed={"hope": "from the tablet, again"}, version=2)
    page.locator(".clash").get_by_role("button", name=again).click()
    if again == "Keep this one":
        expect(page.locator(".clash [data-theirs]")).to_have_text("from the tablet, again")
        page.locator(".clash").get_by_role("button", name=again).click()
    else:
        expect(page.get_by_label(HOPE)).to_have_value("from the tablet, again")
    saved(page)
    expect(page.locator(".clash")).to_have_count(0)
    form.refresh_from_db()
    assert form.values["hope"] == page.get_by_label(HOPE).input_value()


def test_a_place_that_the_page_did_not_name_is_shown_once_it_is_stored(
    phone: Tablet, form: Form
) -> None:
    told = fill(form, wish__acne_scars=BOTH, tattoo="some", z__tattoo=LEFT)
    page = at(phone, form, "before")
    wider = {"wish-acne_scars": [*BOTH, "forehead"]}
    one = form_save(form=form, changed=wider, version=told.version)
    form_save(
        form=form,
        changed={"q-tattoo": "some", "z-tattoo": [*LEFT, "forehead"]},
        version=one.form.version,
    )
    page.locator("[name=q-tattoo][value=no]").check()
    page.get_by_role("button", name="Take the one from there").click()
    expect(page.locator("[name=z-tattoo][value=forehead]")).to_be_checked()
    saved(page)
    form.refresh_from_db()
    assert form.values["z-tattoo"] == [*LEFT, "forehead"]


def test_the_line_below_leads_to_the_first_choice(phone: Tablet, form: Form) -> None:
    page = met(phone, form)
    clean(page)
    page.get_by_role("button", name="Choose between two answers").click()
    box = page.locator(".clash")
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport(ratio=1)
