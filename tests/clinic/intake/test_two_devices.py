"""Two devices write in one form: what an answer opens is written by one of them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clinic.intake.filled import Typed, fill
from clinic.intake.test_steps import at, form_on, open_for, posted
from clinic.intake.visiting import Answer, ByLink
from clinic.people_here import House
from clinic.promises.forms_there import Form as Found
from clinic.promises.forms_there import forms_in
from clinic.screening.through import today
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.science.turns import Turn
from percuta_clinic.intake.services import form_save, reading_of

TICKED = ["cheek_left", "cheek_right"]


@pytest.fixture
def form(house: House) -> Form:
    """Said with one place; the other device ticks a second one."""
    form = fill(open_for(house), tattoo="some", z__tattoo=["cheek_left"])
    form.refresh_from_db()
    return form


def shown_form(answer: Answer) -> Found:
    found = forms_in(answer.content.decode(), "")
    return next(one for one in found if "shown" in one.fields)


def test_an_older_no_does_not_undo_places_ticked_meanwhile(form: Form) -> None:
    form_save(form=form, changed={"z-tattoo": TICKED}, version=form.version)
    saved = form_save(form=form, changed={"q-tattoo": "no"}, version=form.version)
    assert saved.clash == {"q-tattoo": "some", "z-tattoo": TICKED}
    assert saved.news == {}
    assert (saved.form.values["q-tattoo"], saved.form.values["z-tattoo"]) == ("some", TICKED)


def test_places_ticked_under_an_older_yes_meet_a_newer_no(form: Form) -> None:
    form_save(form=form, changed={"q-tattoo": "no"}, version=form.version)
    saved = form_save(form=form, changed={"z-tattoo": TICKED}, version=form.version)
    assert saved.clash == {"q-tattoo": "no", "z-tattoo": ["cheek_left"]}
    assert saved.form.values["q-tattoo"] == "no"


@pytest.mark.parametrize(
    ("answer", "opened"),
    [("medicines_any", {"medicine": ["Warfarin 5 mg"]}), ("event_any", {"event": "A wedding"})],
)
def test_an_older_no_does_not_hide_what_was_written_meanwhile(
    house: House, *, answer: str, opened: dict[str, Typed]
) -> None:
    form = fill(open_for(house), **{answer: "yes"})
    form_save(form=form, changed=opened, version=form.version)
    saved = form_save(form=form, changed={answer: "no"}, version=form.version)
    assert saved.clash == {answer: "yes", **opened}
    assert saved.form.values[answer] == "yes"


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ({"z-tattoo": TICKED}, {"d-tattoo": "2019"}),
        ({"medicine": ["Warfarin 5 mg"]}, {"medicines_any": "not known"}),
        ({"event": "A wedding"}, {"event_on": "2027-06-05"}),
        ({"away_first-1": "2027-03-01"}, {"away_sun-1": "yes"}),
        ({"away_last-1": "2027-03-20"}, {"away_first-2": "2027-05-01"}),
    ],
)
def test_two_parts_of_one_question_are_not_mixed_from_two_devices(
    form: Form, *, there: dict[str, Typed], here: dict[str, Typed]
) -> None:
    one = form_save(form=form, changed=there, version=form.version)
    two = form_save(form=form, changed=here, version=form.version)
    assert two.clash.keys() >= {*there, *here}
    assert two.form.values == one.form.values


def test_a_date_from_one_device_is_not_given_to_a_place_of_another(house: House) -> None:
    soon = (today() - timedelta(days=5)).isoformat()
    told: dict[str, Typed] = {"wish__fine_lines": TICKED, "medium_peel_last": "some"}
    told |= {"z__medium_peel_last": TICKED[:1], "d__medium_peel_last": soon}
    form = fill(open_for(house), **told)
    form_save(form=form, changed={"z-medium_peel_last": TICKED}, version=form.version)
    two = form_save(form=form, changed={"d-medium_peel_last": "2019"}, version=form.version)
    assert two.clash == {"d-medium_peel_last": soon, "z-medium_peel_last": TICKED}
    stands = reading_of(two.form).told.answers.zones["medium_peel_last"]
    assert {zone: str(stands[zone]) for zone in TICKED} == dict.fromkeys(TICKED, soon)


def test_two_devices_that_agree_on_the_answer_write_on(form: Form) -> None:
    form_save(form=form, changed={"q-tattoo": "no"}, version=form.version)
    form_save(form=form, changed={"q-tattoo": "some"}, version=form.version + 1)
    told = {"q-tattoo": "some", "z-tattoo": TICKED}
    assert form_save(form=form, changed=told, version=form.version).clash == {}


def test_the_same_places_in_another_order_are_no_change(form: Form) -> None:
    form_save(form=form, changed={"z-tattoo": TICKED}, version=form.version)
    again = form_save(form=form, changed={"z-tattoo": TICKED[::-1]}, version=form.version)
    assert again.clash == {}
    assert again.form.values["z-tattoo"] == TICKED


def test_the_same_device_goes_on_with_the_version_it_was_told(form: Form) -> None:
    first = form_save(form=form, changed={"z-tattoo": TICKED}, version=form.version)
    then = form_save(form=form, changed={"q-tattoo": "no"}, version=first.form.version)
    assert then.clash == {}
    assert then.form.values["q-tattoo"] == "no"


def test_a_page_without_scripts_shows_one_choice_for_the_whole_question(
    house: House, form: Form
) -> None:
    browser, path = ByLink(house.amara), at(form, "before")
    page = form_on(browser, path)
    form_save(form=form, changed={"z-tattoo": TICKED}, version=form.version)
    answer = browser.post(path, posted(page, **{"q-tattoo": "no"}))
    assert answer.status_code == 422
    ((name, _, theirs),) = answer.context["clashes"]
    assert name == "q-tattoo"
    assert "Left cheek" in theirs
    assert "Right cheek" in theirs
    form.refresh_from_db()
    assert form.values["z-tattoo"] == TICKED
    again = browser.post(path, posted(shown_form(answer), **{"q-tattoo": "no"}))
    assert again.status_code == 302
    form.refresh_from_db()
    assert form.values["q-tattoo"] == "no"


def test_a_detail_sent_without_its_question_is_told_what_stands_there(
    house: House, form: Form
) -> None:
    form_save(form=form, changed={"q-tattoo": "no"}, version=form.version)
    told = {"shown": "z-tattoo", "z-tattoo": TICKED, "version": "1"}
    answer = ByLink(house.amara).post(at(form, "before"), told)
    assert answer.status_code == 422
    assert [name for name, _, _ in answer.context["clashes"]] == ["q-tattoo"]


def test_saving_by_script_tells_both_parts_of_the_question(house: House, form: Form) -> None:
    form_save(form=form, changed={"z-tattoo": TICKED}, version=form.version)
    told = {"version": form.version, "values": {"q-tattoo": "no"}}
    path = reverse("my_form_save", args=[form.pk])
    answer = ByLink(house.amara).post(path, told, content_type="application/json").json()
    assert answer["clash"] == {"q-tattoo": "some", "z-tattoo": TICKED}


@pytest.mark.parametrize("version", [2**31 - 1, 10**6, -5])
def test_a_version_that_nobody_wrote_yet_overwrites_nothing(form: Form, version: int) -> None:
    form_save(form=form, changed={"hope": "smooth skin"}, version=form.version)
    saved = form_save(form=form, changed={"hope": "forged"}, version=version)
    assert saved.clash == {"hope": "smooth skin"}
    assert saved.form.values["hope"] == "smooth skin"


def test_a_page_that_names_an_odd_version_still_meets_itself_not(form: Form) -> None:
    turn = Turn(page="0" * 16, number=1)
    form_save(form=form, changed={"hope": "smooth"}, version=form.version, turn=turn)
    again = Turn(page="0" * 16, number=2)
    saved = form_save(form=form, changed={"hope": "smoother"}, version=10**6, turn=again)
    assert (saved.clash, saved.form.values["hope"]) == ({}, "smoother")
