"""The page of the skin map: a figure of links, a form with the scale's words, a table."""

import re

import pytest
from django.http import HttpResponseBase as Response
from django.urls import reverse

from clinic.assessment.test_grading import grade
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.promises.forms_there import Form, forms_in
from clinic.screening.through import answer, today
from percuta_clinic.assessment.models import Grading
from percuta_clinic.assessment.science import KINDS, all_zones, measures
from percuta_clinic.assessment.services import Told
from percuta_clinic.config.ids import new_id


def path(house: House, **asked: str) -> str:
    return reverse("skin_map", args=[house.amara.pk], query=asked)


def grading_form(page: str, house: House) -> Form:
    action = reverse("skin_grade", args=[house.amara.pk])
    return next(one for one in forms_in(page, "") if one.action == action)


def posted(form: Form, **given: str | list[str]) -> dict[str, str | list[str]]:
    told = {name: one.value for name, one in form.fields.items() if one.value and name != "go"}
    return told | given


def test_every_zone_is_a_link_on_a_figure_and_in_the_list(house: House) -> None:
    page = SignedIn(house.sina).get(path(house)).text
    for zone in all_zones():
        assert f"zone={zone}" in page, zone


def test_a_wish_is_shown_where_it_is_and_waits_to_be_graded(house: House) -> None:
    answer(house, wish__fine_lines=["cheek_left"])
    page = SignedIn(house.sina).get(path(house)).text
    assert 'aria-label="Left cheek' in page
    assert "wishes: fine lines" in page
    assert "1 wished for and not graded" in page


def test_a_place_with_one_wish_is_graded_with_the_scales_own_words(house: House) -> None:
    answer(house, wish__fine_lines=["cheek_left"])
    page = SignedIn(house.sina).get(path(house, zone="cheek_left")).text
    for scale in measures("fine_lines"):
        assert all(level.words in page for level in scale.levels)
    assert "Thin" not in page.split('id="place"')[1].split("</dl>")[0]
    assert "Save for both sides" in page


@pytest.mark.parametrize("kind", KINDS)
def test_every_concern_can_be_graded_by_its_page(house: House, kind: str) -> None:
    sina = SignedIn(house.sina)
    form = grading_form(sina.get(path(house, zone="forehead", kind=kind)).text, house)
    first = form.fields["graded"].choices[0]
    given = posted(form, graded=first, go="one")
    if first.endswith(":"):
        given[f"score-{first[:-1]}"] = "3"
    assert sina.post(form.action, given).status_code == 302
    made = Grading.objects.get()
    assert (made.zone, made.kind) == ("forehead", kind)
    assert (made.grade is None) is (first == "seen")


def test_each_scale_with_a_score_has_a_field_of_its_own(house: House) -> None:
    sina = SignedIn(house.sina)
    form = grading_form(sina.get(path(house, zone="nose", kind="melasma")).text, house)
    typed = {"score-mmasi": "7,5", "score-masi": "12"}
    assert set(typed) <= set(form.fields)
    sina.post(form.action, posted(form, graded="mmasi:", go="one", **typed))
    made = Grading.objects.get()
    assert (made.scale, made.grade) == ("mmasi", 7.5)


def test_a_saved_page_that_was_changed_says_that_it_keeps_nothing(house: House) -> None:
    sina = SignedIn(house.sina)
    form = grading_form(sina.get(path(house, zone="nose", kind="acne_scars")).text, house)
    first = posted(form, graded="seen", go="one")
    assert sina.post(form.action, first).status_code == 302
    again = sina.post(form.action, first | {"note": "deep ones"})
    assert again.status_code == 422
    assert "Nothing was saved now" in again.text
    assert sina.post(form.action, first).status_code == 302
    assert Grading.objects.count() == 1


def test_a_form_without_a_grade_comes_back_with_what_was_typed(house: House) -> None:
    sina = SignedIn(house.sina)
    form = grading_form(sina.get(path(house, zone="nose", kind="acne_scars")).text, house)
    answered = sina.post(form.action, posted(form, note="deep ones", scar_types=["boxcar"]))
    assert answered.status_code == 422
    assert "Choose a grade" in answered.text
    again = grading_form(answered.text, house)
    assert again.fields["note"].value == "deep ones"
    assert again.fields["key"].value == form.fields["key"].value
    assert not Grading.objects.exists()


@pytest.mark.parametrize("graded", ["mmasi:", "mmasi:many", "mmasi:1e999", "glogau:2", ":", "x:1"])
def test_an_odd_grade_is_refused_without_a_crash(house: House, graded: str) -> None:
    sina = SignedIn(house.sina)
    form = grading_form(sina.get(path(house, zone="nose", kind="melasma")).text, house)
    answered = sina.post(form.action, posted(form, graded=graded))
    assert answered.status_code == 422
    assert not Grading.objects.exists()


def test_the_table_compares_by_day_and_leads_to_the_place(house: House) -> None:
    grade(house)
    page = SignedIn(house.dora).get(path(house)).text
    table = page.split('id="table-title"')[1]
    assert "3: moderate" in table.replace("3 moderate", "3: moderate")
    assert "zone=cheek_left" in table


def test_a_grade_is_taken_back_on_the_page(house: House) -> None:
    (made,) = grade(house)
    sina = SignedIn(house.sina)
    page = sina.get(path(house, zone="cheek_left")).text
    action = reverse("grading_take_back", args=[made.pk])
    form = next(one for one in forms_in(page, "") if one.action == action)
    sina.post(action, posted(form, why="wrong patient"))
    after = sina.get(path(house, zone="cheek_left")).text
    assert "Taken back" in after
    assert "wrong patient" in after


@pytest.mark.parametrize("zone", ["nose", "elbow"])
def test_what_an_older_map_knew_still_opens(house: House, zone: str) -> None:
    Grading.objects.create(
        patient=house.amara,
        zone=zone,
        kind="boredom",
        scale="yawns",
        grade=3,
        seen_on=today(),
        by=house.sina,
        by_name="Sina",
    )
    sina = SignedIn(house.sina)
    assert "3 on yawns, a scale that is not used any more" in sina.get(path(house)).text
    page = sina.get(path(house, zone=zone))
    assert page.status_code == 200
    assert "Boredom" in page.text


def test_nobody_takes_back_a_grade_of_a_chart_that_is_shut(house: House) -> None:
    (made,) = grade(house)
    house.amara.restricted = True
    house.amara.save()
    action = reverse("grading_take_back", args=[made.pk])
    told = {"key": str(new_id()), "why": "wrong side"}
    assert SignedIn(house.sina).post(action, told).status_code in (302, 403, 404)
    assert Grading.objects.count() == 1


def test_the_key_of_a_grade_of_somebody_else_is_no_way_in(house: House) -> None:
    (bea,) = grade(house, patient=house.bea)
    sina = SignedIn(house.sina)
    form = grading_form(sina.get(path(house, zone="nose", kind="acne_scars")).text, house)
    given = posted(form, graded="seen", go="one", key=str(bea.pk))
    assert sina.post(form.action, given).status_code in (302, 422)
    bea.refresh_from_db()
    assert (bea.patient_id, bea.zone) == (house.bea.pk, "cheek_left")


def test_the_chart_leads_to_the_skin_map_for_whoever_may_see_it(house: House) -> None:
    link = f'href="{path(house)}"'
    assert link in SignedIn(house.sina).get(f"/patients/{house.amara.pk}/").text
    assert SignedIn(house.fred).get(path(house)).status_code == 404
    house.amara.restricted = True
    house.amara.save()
    assert "Left cheek" not in SignedIn(house.sina).get(path(house), follow=True).text


def taken_back(house: House, **asked: str) -> Response:
    answer(house, wish__fine_lines=["cheek_left"])
    (made,) = grade(house, told=Told(kind="fine_lines"))
    sina = SignedIn(house.sina)
    page = sina.get(path(house, zone="cheek_left", **asked)).text
    action = reverse("grading_take_back", args=[made.pk])
    form = next(one for one in forms_in(page, "") if one.action == action)
    return sina.post(action, posted(form, why="wrong patient"))


def test_a_wish_waits_to_be_graded_again_once_its_grade_was_taken_back(house: House) -> None:
    taken_back(house)
    page = SignedIn(house.sina).get(path(house)).text
    assert "1 wished for and not graded" in page
    assert '>Grade<span class="sr">: fine lines, Left cheek' in page


def test_taking_back_and_the_other_side_keep_the_view(house: House) -> None:
    assert "figure=face-left" in taken_back(house, figure="face-left")["Location"]
    page = SignedIn(house.sina).get(path(house, zone="cheek_left", figure="face-front")).text
    assert "?figure=face-front&amp;zone=cheek_right#place" in page


def test_every_place_is_called_as_the_form_calls_it(house: House) -> None:
    page = SignedIn(house.sina).get(path(house, zone="glabella")).text
    assert "Glabella" not in page
    assert ">Between the brows</a>" in page


def test_clinicians_read_no_notes_of_the_authors(house: House) -> None:
    sina = SignedIn(house.sina)
    for kind in KINDS:
        page = sina.get(path(house, zone="cheek_left", kind=kind)).text
        assert "not read" not in page
        assert "cm2" not in page


@pytest.mark.parametrize(
    ("figure", "words"),
    [("face-front", ["Right", "Left"]), ("body-back", ["Left", "Right"]), ("face-left", [])],
)
def test_a_figure_of_both_sides_says_which_is_which(
    house: House, figure: str, words: list[str]
) -> None:
    page = SignedIn(house.sina).get(path(house, figure=figure)).text
    assert re.findall('class="mark"[^>]*>([A-Z][a-z]+)<', page) == words
