"""Short pages by topic: every question stands on one, counted, with a way to say "not known"."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from clinic.intake.filled import WISHES, clear, fill
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from percuta.questions import Kind, Question, Scope
from percuta.screening.catalogue import QUESTIONS
from percuta_clinic.intake.asking import PAGES, Given
from percuta_clinic.intake.items import UNKNOWN, Item, Option, places_in
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.science.topics import MORE, TOPICS, topic_of
from percuta_clinic.intake.services import form_open, form_save, reading_of
from percuta_clinic.intake.steps import STEPS, stand_of, step_named

CHEEKS = ("cheek_left", "cheek_right")
LONGEST = 14
EVERY = {key: CHEEKS if question.scope is Scope.ZONE else () for key, question in QUESTIONS.items()}
STAFF_FORM = "staff/screening/answer_form.html"


@pytest.fixture
def form(house: House) -> Form:
    return form_open(by=house.fred.actor, patient=house.amara)


def shown(form: Form, house: House, slug: str) -> str:
    path = reverse("my_form_step", args=[form.pk, slug])
    return ByLink(house.amara).get(path).content.decode()


def items(slug: str) -> list[Item]:
    return [
        item
        for part in PAGES[slug](Given(values={}, asked=EVERY))
        for item in part.items
        if item.name.startswith("q-")
    ]


def test_every_question_stands_on_exactly_one_page() -> None:
    names = [item.name for step in STEPS for item in items(step.slug)]
    assert sorted(names) == sorted(f"q-{key}" for key in QUESTIONS)


def test_every_question_of_today_has_a_topic_and_no_page_is_long() -> None:
    assert not [key for key in QUESTIONS if topic_of(key) == MORE]
    for topic in TOPICS:
        assert len(items(topic)) <= LONGEST, topic


def test_every_topic_is_a_step_with_a_title() -> None:
    assert all(step_named(topic) for topic in TOPICS)


@pytest.mark.parametrize("key", QUESTIONS)
def test_nobody_has_to_know_the_answer_to_any_question(key: str) -> None:
    (asked,) = (item for item in items(topic_of(key)) if item.name == f"q-{key}")
    assert UNKNOWN[0] in [option.key for option in asked.options]


@pytest.mark.parametrize("all_zones", [False, True])
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.key)
def test_staff_too_can_say_that_something_is_not_known(
    house: House, question: Question, *, all_zones: bool
) -> None:
    one = {"key": question.key, "text": question.text, "zones": ()}
    kind = {"kind": "date" if question.kind is Kind.LAST_TIME else "yes_no"}
    context = {"patient": house.amara, "one": one | kind, "all_zones": all_zones, "here": "/"}
    page = render_to_string(STAFF_FORM, context)
    assert page.count('value="not known"') == 1


def test_a_page_says_where_one_is_and_how_much_is_answered(house: House, form: Form) -> None:
    form_save(form=form, changed={**WISHES, "q-pregnant": "no"}, version=1)
    assert re.search(r"Step 6 of 12 · .*?1 of 6 answered", shown(form, house, "health"))
    assert "answered</span>" not in shown(form, house, "wish")


def test_a_page_without_questions_is_left_out(house: House, form: Form) -> None:
    form = fill(form)
    steps = [step.slug for step in stand_of(reading_of(form)).steps]
    assert MORE not in steps
    assert "There is nothing to ask here this time." in shown(form, house, MORE)
    assert steps[0] == "wish"
    assert steps[-1] == "check"


@pytest.mark.parametrize("answered", [0, 20])
def test_as_many_answers_are_said_missing_as_are_listed(
    house: House, form: Form, answered: int
) -> None:
    form = form_save(form=form, changed=WISHES | {"z-tattoo": ["moon"]}, version=1).form
    asked = list(reading_of(form).asked)[:answered]
    form_save(form=form, changed={f"q-{key}": clear(key) for key in asked}, version=2)
    page = ByLink(house.amara).get(reverse("my_form_check", args=[form.pk])).content.decode()
    said = re.search(r"(\d+) answers are missing", page)
    assert said
    assert int(said[1]) == page.count("?show=1#i-")


def test_two_things_wrong_in_one_field_are_one_answer_to_mend(house: House, form: Form) -> None:
    form = fill(form, medicines_any="yes", medicine=["Apixaban", "Warfarin"])
    page = ByLink(house.amara).get(reverse("my_form_check", args=[form.pk])).content.decode()
    assert len([one for one in reading_of(form).faults if "anticoag" in one.field]) == 2
    assert "One answer is missing or does not fit." in page
    assert page.count("?show=1#i-") == 1


def test_both_sides_of_a_place_stand_beside_each_other(house: House, form: Form) -> None:
    row = shown(form, house, "wish").split('<div class="sides">')[1]
    assert row.index("Temple") < row.index("Left") < row.index("Right") < row.index("Both")
    assert row.split("</div>")[0].count("checkbox") == 2


def test_a_side_without_the_other_is_no_pair() -> None:
    left, nose = Option(key="cheek_left", words="Left"), Option(key="nose", words="Nose")
    found = places_in("Face", [left, nose])
    assert found.single == (left, nose)
    assert not found.sides
