"""Two devices and a page without scripts: its second page takes nothing away, and says all."""

import pytest

from clinic.intake.filled import Typed, fill
from clinic.intake.test_steps import at, form_on, open_for, posted
from clinic.intake.test_two_devices import shown_form
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from percuta_clinic.intake.services import form_save

LEFT, BOTH = ["cheek_left"], ["cheek_left", "cheek_right"]


def test_the_second_page_does_not_empty_what_the_other_device_answered(house: House) -> None:
    form = fill(open_for(house), wish__acne_scars=LEFT)
    browser, path = ByLink(house.amara), at(form, "before")
    page = form_on(browser, path)
    wider = form_save(form=form, changed={"wish-acne_scars": BOTH}, version=form.version)
    there: dict[str, Typed] = {"q-tattoo": "some", "z-tattoo": ["cheek_right"]}
    form_save(form=form, changed=there, version=wider.form.version)
    second = shown_form(browser.post(path, posted(page, **{"q-tattoo": "not known"})))
    assert second.fields["q-tattoo"].value == ""
    browser.post(path, posted(second))
    form.refresh_from_db()
    assert {name: form.values[name] for name in there} == there


@pytest.mark.parametrize(
    ("question", "value", "inside"),
    [
        ("q-tattoo", "some", {"z-tattoo": LEFT}),
        ("medicines_any", "yes", {"medicine": ["Cetirizine"]}),
        ("event_any", "yes", {"event": "A wedding"}),
        ("numbing", "yes", {}),
        ("phototype", "III", {}),
    ],
)
def test_a_question_in_which_nothing_is_chosen_erases_no_answer(
    house: House, *, question: str, value: str, inside: dict[str, Typed]
) -> None:
    form = open_for(house)
    told = {"wish-acne_scars": BOTH, question: value, **inside}
    saved = form_save(form=form, changed=told, version=1)
    nothing: dict[str, Typed] = {name: "" if name in ("event",) else [] for name in inside}
    form_save(form=form, changed={question: "", **nothing}, version=saved.form.version)
    form.refresh_from_db()
    assert {name: form.values[name] for name in told} == told


def test_an_answer_to_what_is_asked_no_more_is_not_lost_in_silence(
    house: House,
) -> None:
    form = fill(open_for(house), tattoo="some", z__tattoo=LEFT)
    browser, path = ByLink(house.amara), at(form, "before")
    page = form_on(browser, path)
    one = form_save(form=form, changed={"q-tattoo": "not known"}, version=form.version)
    form_save(form=form, changed={"wish-acne_scars": []}, version=one.form.version)
    chosen: dict[str, Typed] = {"q-tattoo": "some", "z-tattoo": BOTH}
    answer = browser.post(path, posted(page, **chosen))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "One answer of yours was not saved: it is not asked any more" in shown
    (told,) = answer.context["unasked"]
    assert "tattoo" in told.label
    assert told.here == "Yes: Right cheek, Left cheek"
    assert told.there == "I don’t know"


def test_next_leads_on_after_an_answer_that_is_asked_no_more(house: House) -> None:
    form = fill(open_for(house))
    browser, path = ByLink(house.amara), at(form, "medicines")
    page = form_on(browser, path)
    one = form_save(form=form, changed={"q-isotretinoin_last": "not known"}, version=form.version)
    taken = {"q-isotretinoin_now": "yes", "medicines_any": "yes", "medicine": ["As prescribed"]}
    form_save(form=form, changed=taken, version=one.form.version)
    chosen = {"q-isotretinoin_last": "date", "d-isotretinoin_last": "2019"}
    left = set(page.fields["shown"].choices) - {*taken, *chosen}
    sent = {name: one for name, one in posted(page, **chosen).items() if name not in taken}
    answer = browser.post(path, sent | {"shown": [*left, *chosen]})
    (told,) = answer.context["unasked"]
    assert told.here == "I know when, or about when: 2019"
    assert told.there == "I don’t know"
    again = browser.post(path, posted(shown_form(answer)))
    assert again.status_code == 302


def test_a_clash_about_a_field_nobody_knows_is_said_and_breaks_nothing(house: House) -> None:
    form = open_for(house)
    path = at(form, "before")
    form_save(form=form, changed={"q-made_up": "yes", "made_up": "yes"}, version=1)
    told: dict[str, Typed] = {"shown": ["q-made_up", "made_up"], "q-made_up": "no", "made_up": "no"}
    answer = ByLink(house.amara).post(path, told | {"version": "1"})
    assert answer.status_code == 422
    assert [one.label for one in answer.context["unasked"]] == ["made_up", "q-made_up"]


def test_a_detail_that_clashes_is_told_with_its_question(house: House) -> None:
    form = fill(open_for(house), medium_peel_last="some", z__medium_peel_last=LEFT)
    browser, path = ByLink(house.amara), at(form, "before")
    page = form_on(browser, path)
    form_save(form=form, changed={"d-medium_peel_last": "2026-11"}, version=form.version)
    answer = browser.post(path, posted(page, **{"z-medium_peel_last": BOTH}))
    ((name, label, theirs),) = answer.context["clashes"]
    assert name == "q-medium_peel_last"
    assert "peel" in label
    assert theirs.endswith("Where: Left cheek; when: November 2026")
