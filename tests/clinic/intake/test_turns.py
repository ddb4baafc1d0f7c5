"""A page whose answer got lost goes on: it meets others, never itself."""

from typing import Any

import pytest
from django.urls import reverse

from clinic.intake.test_steps import open_for
from clinic.intake.visiting import Answer, ByLink
from clinic.people_here import House
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.science.turns import MOST_PAGES, MOST_UNHEARD, Turn
from percuta_clinic.intake.services import Overtaken, Saved, form_save

PHONE, TABLET = "0123456789abcdef", "fedcba9876543210"


@pytest.fixture
def form(house: House) -> Form:
    return open_for(house)


def typed(form: Form, hope: str, *, turn: int, page: str = PHONE, version: int = 1) -> Saved:
    """A save of a page that has heard nothing since the version it names."""
    here = Turn(page=page, number=turn)
    return form_save(form=form, changed={"hope": hope}, version=version, turn=here)


def test_a_page_that_heard_no_answer_goes_on_typing(form: Form) -> None:
    typed(form, "Softer sc", turn=1)
    again = typed(form, "Softer scars", turn=2)
    last = typed(form, "Softer scars, please", turn=3)
    assert (again.clash, last.clash) == ({}, {})
    assert last.form.values["hope"] == "Softer scars, please"


def test_what_the_page_wrote_unheard_does_not_hide_another_device(form: Form) -> None:
    typed(form, "Softer sc", turn=1)
    typed(form, "from the tablet", turn=1, page=TABLET, version=2)
    again = typed(form, "Softer scars", turn=2)
    assert again.clash == {"hope": "from the tablet"}


def test_another_device_that_wrote_the_same_as_the_page_before_is_met(form: Form) -> None:
    typed(form, "no scars", turn=1, page=TABLET)
    assert typed(form, "fewer scars", turn=2).clash == {"hope": "no scars"}


def test_a_save_that_arrives_after_a_later_one_writes_nothing(form: Form) -> None:
    typed(form, "", turn=2)
    with pytest.raises(Overtaken):
        typed(form, "taken back long ago", turn=1)
    form.refresh_from_db()
    assert "hope" not in form.values


def test_the_same_save_delivered_twice_is_answered_alike(form: Form) -> None:
    first, second = typed(form, "once", turn=1), typed(form, "once", turn=1)
    assert (second.form.version, second.clash) == (first.form.version, {})


def test_a_form_remembers_few_pages_and_few_saves_of_each(form: Form) -> None:
    for number in range(MOST_PAGES + 5):
        typed(form, f"page {number}", turn=1, page=f"{number:016x}", version=number + 1)
    for number in range(MOST_UNHEARD + 5):
        saved = typed(form, f"save {number}", turn=number, version=MOST_PAGES + 6)
    assert len(saved.form.turns) == MOST_PAGES
    assert len(saved.form.turns[PHONE]["wrote"]) == MOST_UNHEARD
    assert not saved.clash


def test_what_was_heard_is_remembered_no_longer(form: Form) -> None:
    first = typed(form, "one", turn=1)
    then = typed(form, "two", turn=2, version=first.form.version)
    assert then.form.turns[PHONE]["wrote"] == [then.form.version]


def by_script(house: House, form: Form, **sent: object) -> Answer:
    path = reverse("my_form_save", args=[form.pk])
    told: dict[str, object] = {"version": 1, "values": {"hope": "typed"}}
    return ByLink(house.amara).post(path, told | sent, content_type="application/json")


def test_a_page_tells_which_save_it_is(house: House, form: Form) -> None:
    assert by_script(house, form, page=PHONE, turn=2).status_code == 200
    late = by_script(house, form, page=PHONE, turn=1)
    assert late.status_code == 409
    assert late.json()["words"] == "A later save of this page has arrived already."
    assert by_script(house, form).status_code == 200


@pytest.mark.parametrize(
    "odd",
    [
        {"page": "0123"},
        {"page": PHONE.upper()},
        {"page": ["0123456789abcdef"]},
        {"page": 7},
        {"page": PHONE, "turn": -1},
        {"page": PHONE, "turn": 2**31},
        {"page": PHONE, "turn": True},
        {"page": PHONE, "turn": "1"},
        {"page": PHONE, "turn": 1.5},
    ],
)
def test_a_page_that_counts_oddly_is_refused(
    house: House, form: Form, *, odd: dict[str, Any]
) -> None:
    assert by_script(house, form, **odd).status_code == 400
    form.refresh_from_db()
    assert (form.values, form.turns) == ({}, {})


def test_a_save_that_is_no_object_is_refused(house: House, form: Form) -> None:
    path = reverse("my_form_save", args=[form.pk])
    for body in ([1], "text", None):
        answer = ByLink(house.amara).post(path, body, content_type="application/json")
        assert answer.status_code == 400
