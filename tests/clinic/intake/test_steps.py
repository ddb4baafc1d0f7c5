"""The form as a patient without scripts fills it in, step by step."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.intake.filled import WISHES, clear, fill, sent
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from clinic.promises.forms_there import Form as Found
from clinic.promises.forms_there import forms_in
from percuta_clinic.intake.models import Fact, Form, Source
from percuta_clinic.intake.services import form_open, form_save, reading_of
from percuta_clinic.intake.steps import CHECK, STEPS, Step, stand_of


def open_for(house: House) -> Form:
    return form_open(by=house.fred.actor, patient=house.amara)


def at(form: Form, slug: str) -> str:
    return reverse("my_form_step", args=[form.pk, slug])


def form_on(browser: Client, path: str) -> Found:
    page = browser.get(path).content.decode()
    return next(one for one in forms_in(page, path) if "shown" in one.fields)


def posted(found: Found, **given: str | list[str]) -> dict[str, Any]:
    names = found.fields["shown"].choices
    values = {name: one.value for name, one in found.fields.items() if name in names and one.value}
    places = {name: one.choices for name, one in found.fields.items() if name.startswith("at-")}
    version = found.fields["version"].value
    return values | places | {"shown": names, "version": version, "go": "next"} | given


def walked(form: Form) -> Iterator[Step]:
    """Every step there is, as far as is known while it is filled in."""
    step = STEPS[0]
    while step is not CHECK:
        yield step
        form.refresh_from_db()
        step = stand_of(reading_of(form)).after(step)


def test_the_whole_form_is_filled_in_without_scripts(house: House) -> None:
    form, browser = open_for(house), ByLink(house.amara)
    told: dict[str, Any] = dict(WISHES)
    for step in walked(form):
        for _ in range(5):  # an answer may open further questions
            found = form_on(browser, at(form, step.slug))
            names = [name for name in found.fields["shown"].choices if name.startswith("q-")]
            answers = {
                name: clear(name[2:]) for name in names if not name[2:].startswith("newest_")
            }
            answers |= {name: "not known" for name in names if name[2:].startswith("newest_")}
            answer = browser.post(at(form, step.slug), posted(found, **answers, **told))
            if answer.status_code == 302:
                break
        assert answer.status_code == 302, (step.slug, answer.context["faults"])
    check = reverse("my_form_check", args=[form.pk])
    assert answer.headers["Location"] == check
    assert "Send my answers" in browser.get(check).content.decode()
    form.refresh_from_db()
    answer = browser.post(check, {"version": form.version})
    assert answer.headers["Location"] == reverse("my_prepare")
    form.refresh_from_db()
    assert form.sent_by == "The patient, by private link"
    assert set(Fact.objects.values_list("source", flat=True)) == {Source.PATIENT}
    page = browser.get(reverse("my_prepare")).content.decode()
    assert "Some answers are not clear yet" in page
    assert "Everything is done" not in page


def test_next_says_what_is_missing_and_keeps_what_was_typed(house: House) -> None:
    form, browser = open_for(house), SignedIn(house.amara_herself)
    answer = browser.post(at(form, "wish"), {"shown": "hope", "hope": "less red", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "choose what you would like treated" in page
    assert 'href="#i-wish"' in page
    assert "less red" in page


def test_a_form_with_gaps_is_not_sent_and_leads_to_them(house: House) -> None:
    form, browser = open_for(house), ByLink(house.amara)
    answer = browser.post(reverse("my_form_check", args=[form.pk]), {"version": form.version})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f"{at(form, 'sun')}?show=1#i-phototype" in page
    assert "data-wrong" in browser.get(f"{at(form, 'sun')}?show=1").content.decode()


def test_coming_back_leads_to_the_first_question_that_is_open(house: House) -> None:
    form = open_for(house)
    form_save(form=form, changed={**WISHES, "q-needled_last": "never"}, version=1)
    answer = ByLink(house.amara).get(reverse("my_form", args=[form.pk]))
    assert answer.headers["Location"] == f"{at(form, 'earlier')}#i-q-no_gain_before"


def test_another_device_is_not_overwritten_without_a_word(house: House) -> None:
    form, browser = open_for(house), ByLink(house.amara)
    found = form_on(browser, at(form, "wish"))
    form_save(form=form, changed={"hope": "from the tablet"}, version=1)
    answer = browser.post(at(form, "wish"), posted(found, hope="from the phone"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "from the tablet" in page
    assert "from the phone" in page
    form.refresh_from_db()
    assert form.values["hope"] == "from the tablet"
    again = next(one for one in forms_in(page, at(form, "wish")) if "shown" in one.fields)
    browser.post(at(form, "wish"), posted(again, hope="from the phone"))
    form.refresh_from_db()
    assert form.values["hope"] == "from the phone"


def test_a_question_of_one_place_needs_no_ticks_and_of_two_does(house: House) -> None:
    form, browser = open_for(house), ByLink(house.amara)
    fill(form)
    page = browser.get(at(form, "before")).content.decode()
    assert 'name="z-tattoo"' in page
    assert "in none of these places" in page
    form.refresh_from_db()
    form_save(form=form, changed={"wish-acne_scars": ["cheek_left"]}, version=form.version)
    page = browser.get(at(form, "before")).content.decode()
    assert 'name="z-tattoo"' not in page
    assert "in none of these places" not in page


def test_saving_tells_what_is_asked_now_and_what_others_wrote(house: House) -> None:
    form, browser = open_for(house), ByLink(house.amara)
    save = reverse("my_form_save", args=[form.pk])
    form_save(form=form, changed={"phototype": "II"}, version=1)
    told = {"version": 1, "values": {"wish-acne_scars": ["nose"], "d-needled_last": "3/2025"}}
    answer = browser.post(save, told, content_type="application/json").json()
    assert answer["news"] == {"phototype": "II"}
    assert answer["read"] == {"d-needled_last": "March 2025"}
    assert "q-pregnant" in answer["asked"]["health"]
    assert answer["answered"]["earlier"] == [0, 3]
    assert answer["version"] == 3
    told = {"version": 2, "values": {"wish-acne_scars": ["chin"]}}
    answer = browser.post(save, told, content_type="application/json").json()
    assert answer["clash"] == {"wish-acne_scars": ["nose"]}


def test_each_step_knows_its_fields_and_counts_as_done_once_full(house: House) -> None:
    form = open_for(house)
    assert stand_of(reading_of(form)).done == 0
    form = fill(form)
    stand = stand_of(reading_of(form))
    assert stand.done == len(stand.steps) - 1


def test_the_start_names_the_state_of_the_questions(house: House) -> None:
    browser = ByLink(house.amara)
    assert "nothing to do now" in browser.get(reverse("my_prepare")).content.decode()
    form = open_for(house)
    assert "Not begun" in browser.get(reverse("my_prepare")).content.decode()
    form_save(form=form, changed=WISHES, version=1)
    assert "steps done" in browser.get(reverse("my_prepare")).content.decode()
    assert "steps done" in SignedIn(house.amara_herself).get("/my/").content.decode()
    form.refresh_from_db()
    sent(form)
    assert "steps done" not in SignedIn(house.amara_herself).get("/my/").content.decode()


@pytest.mark.parametrize("slug", ["nowhere", "check2"])
def test_a_step_that_is_none_is_not_found(house: House, slug: str) -> None:
    assert ByLink(house.amara).get(at(open_for(house), slug)).status_code == 404


def test_before_a_wish_the_health_step_says_what_comes_first(house: House) -> None:
    form, browser = open_for(house), ByLink(house.amara)
    assert "First tell us what you would like" in browser.get(at(form, "health")).content.decode()
    answer = browser.post(at(form, "health"), {"version": "1"})
    assert answer.status_code == 422


def test_what_is_asked_again_begins_with_the_wishes_of_last_time(house: House) -> None:
    sent(open_for(house))
    again, browser = open_for(house), ByLink(house.amara)
    page = browser.get(at(again, "wish")).content.decode()
    assert 'value="cheek_left" checked' in page
    assert 'name="q-new_since"' in browser.get(at(again, "earlier")).content.decode()
    assert 'name="q-bleeding_disorder"' not in browser.get(at(again, "blood")).content.decode()


def test_medicines_of_last_time_stand_there_once_any_is_taken(house: House) -> None:
    told: dict[str, str | list[str]] = {"medicines_any": "yes", "medicine": ["Vitamin D"]}
    sent(open_for(house), **told)
    again, browser = open_for(house), ByLink(house.amara)
    start = browser.get(reverse("my_prepare")).content.decode()
    assert "You answered on" in start
    page = browser.get(at(again, "medicines")).content.decode()
    assert 'value="Vitamin D"' in page
    assert 'value="yes" id="i-medicines_any" checked' not in page
    again = fill(again, medicines_any="no", new_since="no")
    assert reading_of(again).told.medicines == ()
