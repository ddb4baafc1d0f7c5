"""An answer counts for the places it was asked about, and for no others."""

from itertools import combinations
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from clinic.intake.filled import Typed, clear, fill
from clinic.intake.test_steps import at, form_on, open_for, posted
from clinic.intake.visiting import Answer, ByLink
from clinic.people_here import House
from clinic.screening.through import answer, today
from percuta.questions import Kind
from percuta.screening.catalogue import QUESTIONS
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.science.words import is_by_zone
from percuta_clinic.intake.services import Incomplete, form_save, form_send, reading_of

LINES: dict[str, Typed] = {"wish__acne_scars": [], "wish__fine_lines": ["cheek_left"]}
BOTH = ["cheek_left", "forehead"]


def wished(form: Form, *zones: str) -> Form:
    changed = {"wish-fine_lines": list(zones)}
    return form_save(form=form, changed=changed, version=form.version).form


def press_next(browser: Client, form: Form, slug: str, **chosen: Typed) -> Answer:
    path = at(form, slug)
    given = {name.replace("__", "-"): value for name, value in chosen.items()}
    return browser.post(path, posted(form_on(browser, path), **given))


def fields_wrong(form: Form) -> set[str]:
    form.refresh_from_db()
    return {one.field for one in reading_of(form).faults}


def told(form: Form, key: str) -> dict[str, Any]:
    form.refresh_from_db()
    return dict(reading_of(form).told.answers.zones.get(key, {}))


def test_a_place_added_later_has_no_answer_and_keeps_the_form_open(house: House) -> None:
    form = wished(fill(open_for(house), **LINES), "cheek_left", "upper_lip")
    reading = reading_of(form)
    for key, zones in reading.asked.items():
        if is_by_zone(key):
            assert f"q-{key}" in fields_wrong(form)
            assert "upper_lip" in zones
            assert "upper_lip" not in reading.told.answers.zones[key]
    answered = ByLink(house.amara).post(
        reverse("my_form_check", args=[form.pk]), {"version": form.version}
    )
    assert answered.status_code == 422
    with pytest.raises(Incomplete):
        form_send(by=house.sina.actor, form=form)


@pytest.mark.parametrize("value", ["no", "not known"])
def test_the_page_shows_the_earlier_choice_without_making_it_again(
    house: House, value: str
) -> None:
    form = fill(open_for(house), **LINES, infection_in_area=value)
    form, browser = wished(form, "cheek_left", "upper_lip"), ByLink(house.amara)
    page = browser.get(at(form, "now")).content.decode()
    words = {"no": "No", "not known": "I don’t know"}[value]
    assert f"You chose “{words}” for left cheek" in page
    assert f'name="q-infection_in_area" value="{value}" checked' not in page
    assert press_next(browser, form, "now").status_code == 422
    assert told(form, "infection_in_area") == {"cheek_left": value}
    assert "You chose" in browser.get(at(form, "now")).content.decode()


def test_choosing_the_same_again_answers_for_the_new_place(house: House) -> None:
    form, browser = wished(fill(open_for(house), **LINES), *BOTH), ByLink(house.amara)
    press_next(browser, form, "now", q__infection_in_area="no")
    assert told(form, "infection_in_area") == dict.fromkeys(BOTH, "no")


def test_a_yes_for_one_place_stays_ticked_when_another_comes(house: House) -> None:
    form, browser = fill(open_for(house), **LINES), ByLink(house.amara)
    press_next(browser, form, "now", q__infection_in_area="some")
    assert told(form, "infection_in_area") == {"cheek_left": "yes"}
    form = wished(form, *BOTH)
    path = at(form, "now")
    assert form_on(browser, path).fields["z-infection_in_area"].value == "cheek_left"
    press_next(browser, form, "now", q__infection_in_area="some")
    assert told(form, "infection_in_area") == {"cheek_left": "yes", "forehead": "no"}


def test_a_yes_elsewhere_is_asked_again_when_only_that_place_goes(house: House) -> None:
    wish = LINES | {"wish__fine_lines": BOTH}
    form = fill(
        open_for(house), **wish, infection_in_area="some", z__infection_in_area=["forehead"]
    )
    form, browser = wished(form, "cheek_left"), ByLink(house.amara)
    assert "q-infection_in_area" in fields_wrong(form)
    press_next(browser, form, "now", q__infection_in_area="some")
    assert told(form, "infection_in_area") == {"cheek_left": "yes"}


def test_an_answer_from_an_older_page_counts_only_for_what_it_showed(house: House) -> None:
    form, browser = fill(open_for(house), **LINES), ByLink(house.amara)
    older = form_on(browser, at(form, "now"))
    wished(form, *BOTH)
    browser.post(at(form, "now"), posted(older, **{"q-infection_in_area": "not known"}))
    assert told(form, "infection_in_area") == {"cheek_left": "not known"}
    assert "q-infection_in_area" in fields_wrong(form)


def test_saving_by_script_counts_only_for_the_places_of_its_page(house: House) -> None:
    form, browser = wished(fill(open_for(house), **LINES), *BOTH), ByLink(house.amara)
    for shown, known in ((None, {}), (["cheek_left"], {"cheek_left"}), (BOTH, set(BOTH))):
        form.refresh_from_db()
        sent: dict[str, Any] = {
            "version": form.version,
            "values": {"q-tattoo": "not known" if shown else "some"},
        }
        sent |= {"at": {"tattoo": shown}} if shown else {}
        save = reverse("my_form_save", args=[form.pk])
        assert browser.post(save, sent, content_type="application/json").status_code == 200
        assert set(told(form, "tattoo")) == set(known)


@pytest.mark.parametrize("at_places", [[], "tattoo", {"tattoo": "nose"}, {"tattoo": [1]}])
def test_odd_places_from_a_script_are_refused(house: House, at_places: object) -> None:
    form = open_for(house)
    sent = {"version": 1, "values": {"hope": "soft skin"}, "at": at_places}
    save = reverse("my_form_save", args=[form.pk])
    answered = ByLink(house.amara).post(save, sent, content_type="application/json")
    assert answered.status_code == 400


def test_nobody_but_the_clinic_writes_what_was_asked(house: House) -> None:
    form = open_for(house)
    sent = {"version": 1, "values": {"at-tattoo": ["nose"]}}
    save = reverse("my_form_save", args=[form.pk])
    answered = ByLink(house.amara).post(save, sent, content_type="application/json")
    assert answered.status_code == 422


@pytest.mark.parametrize(("value", "given"), [("some", "yes"), ("no", "no")])
def test_a_question_of_one_place_of_two_takes_every_answer(
    house: House, value: str, given: str
) -> None:
    yes: dict[str, Typed] = {"irradiated_skin": "some", "z__irradiated_skin": ["cheek_left"]}
    wish = LINES | {"wish__fine_lines": BOTH}
    answer(house, **wish, **yes)
    form, browser = fill(open_for(house), **wish), ByLink(house.amara)
    assert reading_of(form).asked["irradiated_skin"] == ("forehead",)
    answered = press_next(browser, form, "before", q__irradiated_skin=value)
    assert answered.status_code == 302
    assert told(form, "irradiated_skin") == {"forehead": given}


def test_a_date_for_one_place_of_two_is_kept(house: House) -> None:
    wish: dict[str, Typed] = {
        "wish__acne_scars": ["cheek_left"],
        "wish__stretch_marks": ["abdomen"],
    }
    form, browser = fill(open_for(house), **wish), ByLink(house.amara)
    key = "newest_stretch_mark"
    press_next(browser, form, "before", **{f"q__{key}": "some", f"d__{key}": today().isoformat()})
    assert told(form, key) == {"abdomen": today()}
    assert fields_wrong(form) == set()


WISHES = {
    "fine_lines": ["cheek_left", "upper_lip"],
    "stretch_marks": ["abdomen"],
    "acne_scars": ["cheek_left", "forehead"],
}


@pytest.mark.parametrize("kinds", [k for n in (1, 2, 3) for k in combinations(WISHES, n)])
@pytest.mark.parametrize("later", [[], ["chin"], ["chin", "nose"]])
def test_whatever_can_be_sent_leaves_a_fact_for_every_place_asked(
    house: House, kinds: tuple[str, ...], later: list[str]
) -> None:
    begun: dict[str, Typed] = {f"wish__{kind}": WISHES[kind] for kind in kinds}
    form = fill(open_for(house), **({"wish__acne_scars": []} | begun))
    form = wished(form, *(WISHES["fine_lines"] if "fine_lines" in kinds else []), *later)
    for _ in range(6):
        wrong = fields_wrong(form)
        changed = {field: mended(form, field) for field in wrong}
        form = form_save(form=form, changed=changed, version=form.version).form
    asked = reading_of(form).asked
    sent = form_send(by=house.sina.actor, form=form)
    facts = set(sent.facts.values_list("key", "zone"))
    for key, zones in asked.items():
        for zone in zones if is_by_zone(key) else ("",):
            assert (key, zone) in facts


def mended(form: Form, field: str) -> Typed:
    """What passes; of dates by place the longest way, with a tick and a year."""
    kind, key = field[:1], field[2:]
    if kind == "z":
        zones = list(reading_of(form).asked[key])
        return zones if key.startswith("newest_") else zones[:1]
    if kind == "d":
        return "2019"
    return "some" if is_by_zone(key) and QUESTIONS[key].kind is Kind.LAST_TIME else clear(key)
