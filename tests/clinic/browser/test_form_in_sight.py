"""The form on a phone: what a link leads to is in sight, and nothing lies over anything else."""

import pytest
from playwright.sync_api import expect

from clinic.browser.on_a_phone import at, clean, saved
from clinic.browser.tablet import Tablet
from clinic.intake.filled import WISHES
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.services import form_save

pytestmark = pytest.mark.django_db(transaction=True)


SEEN = """(selector) => {
  const box = document.querySelector(selector).getBoundingClientRect();
  const bar = document.querySelector(".onward").getBoundingClientRect();
  return [box.top >= 0, box.bottom <= bar.top];
}"""


def test_a_link_to_an_answer_shows_its_question_above_the_bar(phone: Tablet, form: Form) -> None:
    given = {**WISHES, "q-tattoo": "some", "q-keloid": "no"}
    form_save(form=form, changed=given, version=1)
    for name, field in (("q-tattoo", "z-tattoo"), ("q-light_peel_last", "q-light_peel_last")):
        page = at(phone, form, "check")
        clean(page)
        page.locator(f".faults a[href$='#i-{field}']").click()
        page.wait_for_url(f"**/before/?show=1#i-{field}")
        expect(
            page.locator(f"[data-item={field}] :focus, [data-item={field}]:focus")
        ).to_have_count(1)
        assert page.evaluate(SEEN, f"[data-item={name}] > fieldset > legend") == [True, True]
        assert page.evaluate(SEEN, f"[data-item={field}] > fieldset")[1]
    clean(page)


def test_the_end_of_a_page_is_not_under_the_bar(phone: Tablet, form: Form) -> None:
    form_save(form=form, changed=WISHES, version=1)
    page = at(phone, form, "now")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert page.evaluate(SEEN, ".asks:last-of-type > .ask:last-of-type")[1]
    page.evaluate("scrollTo(0, 0)")
    for field in page.locator(".ask input[type=radio][value='not known']").all():
        field.focus()
        assert field.evaluate(
            "one => one.closest('label').getBoundingClientRect().bottom"
            " <= document.querySelector('.onward').getBoundingClientRect().top"
        )


def test_names_that_are_offered_cover_nothing(phone: Tablet, form: Form) -> None:
    form_save(form=form, changed={"medicines_any": "yes"}, version=1)
    page = at(phone, form, "medicines")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("Please write what you take").last).to_be_visible()
    field = page.get_by_role("combobox", name="Medicine 1")
    field.press_sequentially("ibup")
    expect(page.get_by_role("option").first).to_be_visible()
    clean(page)
    offers, wrong = page.locator("#l-medicine-1"), page.locator("#w-medicine")
    following = page.get_by_role("combobox", name="Medicine 2")
    boxes = [one.bounding_box() for one in (wrong, field, offers, following)]
    edges = [edge for box in boxes if box for edge in (box["y"], box["y"] + box["height"])]
    assert edges == sorted(edges)
    assert len(edges) == 8


def test_both_sides_are_ticked_and_unticked_by_one_key(phone: Tablet, form: Form) -> None:
    page = at(phone, form, "wish")
    page.get_by_text("Acne scars", exact=True).click()
    both = page.get_by_role("button", name="Both sides: Cheek")
    left = page.get_by_role("checkbox", name="Left cheek").first
    left.check()
    expect(both).to_have_attribute("aria-pressed", "false")
    both.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Right cheek")).to_be_checked()
    expect(both).to_have_attribute("aria-pressed", "true")
    clean(page)
    saved(page)
    form.refresh_from_db()
    assert set(form.values["wish-acne_scars"]) == {"cheek_left", "cheek_right"}
    page.keyboard.press("Enter")
    expect(left).not_to_be_checked()
