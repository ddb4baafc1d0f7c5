"""Whatever is sent to be saved: kept as text, or refused with words."""

from typing import Any

import pytest
from django.urls import reverse

from clinic.intake.filled import fill
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.science.fields import LONGEST, MOST_FIELDS
from percuta_clinic.intake.services import form_open, form_save

Sent = str | dict[str, object]
Answer = Any  # what Django's test client gives back has no public type
RTL = "\u202eacne\u2066"


@pytest.fixture
def form(house: House) -> Form:
    return form_open(by=house.fred.actor, patient=house.amara)


def save(house: House, form: Form, body: Sent) -> Answer:
    path = reverse("my_form_save", args=[form.pk])
    return ByLink(house.amara).post(path, body, content_type="application/json")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "null",
        '{"values": {}}',
        '{"values": [["hope", "x"]], "version": 1}',
        '{"values": {}, "version": "1"}',
        '{"values": {}, "version": true}',
        '{"values": {}, "version": -1}',
        '{"values": {}, "version": 1e999}',
        '{"values": {}, "version": 99999999999999999999}',
        "[" * 100_000,
    ],
)
def test_what_is_no_form_is_refused(house: House, form: Form, body: str) -> None:
    answer = save(house, form, body)
    assert answer.status_code == 400
    assert "Send the fields" in answer.json()["words"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("hope", 7),
        ("hope", None),
        ("hope", {"a": "b"}),
        ("hope", "x" * (LONGEST + 1)),
        ("hope", [["x"]]),
        ("wish-acne_scars", ["x"] * 81),
        ("__class__", "x"),
        ("q-" + "a" * 61, "x"),
        ("q-a\x00", "x"),
        ("\uff31-pregnant", "x"),
        ("", "x"),
        ("q-a-b-c", "x"),
    ],
)
def test_a_field_that_is_none_is_refused_with_words(
    house: House, form: Form, *, name: str, value: object
) -> None:
    answer = save(house, form, {"version": 1, "values": {name: value}})
    assert answer.status_code == 422
    assert "cannot be saved" in answer.json()["words"]
    form.refresh_from_db()
    assert form.values == {}


def test_invisible_signs_and_halves_of_letters_do_no_harm(house: House, form: Form) -> None:
    body = '{"version": 1, "values": {"hope": "a\\u0000b \\ud800 \\u202ex", "event": "<b>"}}'
    assert save(house, form, body).status_code == 200
    form.refresh_from_db()
    assert "\x00" not in form.values["hope"]
    page = ByLink(house.amara).get(reverse("my_form_check", args=[form.pk]))
    assert page.status_code == 200


def test_marks_and_markup_stay_text_on_every_page(house: House, form: Form) -> None:
    mark = f"<script>{RTL}</script>"
    form = fill(form, hope=mark, medicines_any="yes", medicine=[mark], event=mark,
                event_any="yes", event_on="2026-13-45")  # fmt: skip
    browser = ByLink(house.amara)
    paths = [
        reverse("my_form_step", args=[form.pk, slug]) for slug in ("wish", "medicines", "days")
    ]
    for path in (*paths, reverse("my_form_check", args=[form.pk])):
        page = browser.get(f"{path}?show=1").content.decode()
        assert "<script>\u202e" not in page, path
        assert "&lt;script&gt;" in page, path


def test_a_form_holds_only_so_many_fields(house: House, form: Form) -> None:
    for start in range(0, MOST_FIELDS + 50, 50):
        answer = save(
            house, form,
            {"version": 999, "values": {f"q-a{n}": "x" for n in range(start, start + 50)}},
        )  # fmt: skip
    assert answer.status_code == 422
    form.refresh_from_db()
    assert len(form.values) == MOST_FIELDS


def test_odd_answers_count_as_none(house: House, form: Form) -> None:
    form = fill(form)
    odd = {"q-pregnant": "maybe", "phototype": "VII", "q-tattoo": "some", "z-tattoo": ["moon"]}
    form_save(form=form, changed=odd, version=form.version)
    page = ByLink(house.amara).get(reverse("my_form_check", args=[form.pk]))
    missing = {gap.field for _, _, gaps in page.context["rows"] for gap in gaps}
    assert {"z-tattoo", "phototype", "q-pregnant"} <= missing


@pytest.mark.parametrize("typed", ["", "a", "\x00\x00\x00", "%", "x" * 5000, RTL])
def test_suggestions_take_whatever_is_typed(house: House, form: Form, typed: str) -> None:
    path = reverse("my_form_names", args=[form.pk])
    answer = ByLink(house.amara).get(path, {"medicine": typed, "list": '"><b>'})
    assert answer.status_code == 200
    assert b"<b>" not in answer.content


def test_a_step_posted_with_odd_fields_says_so(house: House, form: Form) -> None:
    path = reverse("my_form_step", args=[form.pk, "wish"])
    answer = ByLink(house.amara).post(path, {"shown": ["<b>", "hope"], "hope": "x", "version": "z"})
    assert answer.status_code == 422
    assert "This was not saved" in answer.content.decode()
