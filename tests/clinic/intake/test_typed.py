"""What staff read of a form that is not sent, before they put it aside."""

import pytest
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.intake.filled import Typed, fill, sent
from clinic.people_here import House
from clinic.screening.through import today
from percuta_clinic.booking.models import Service
from percuta_clinic.intake.models import Form
from percuta_clinic.intake.science.words import question_text
from percuta_clinic.intake.services import form_open, form_save
from percuta_clinic.intake.typed import GONE, NOT_ASKED, typed_in
from percuta_clinic.intake.typed import Typed as Read

YEAR = today().year + 1
AWAY: dict[str, Typed] = {
    "away_any": "yes",
    "away_first__1": f"{YEAR}-02-03",
    "away_last__1": f"{YEAR}-02-09",
    "away_sun__1": "yes",
}


@pytest.fixture
def form(house: House) -> Form:
    return fill(form_open(by=house.fred.actor, patient=house.amara), pregnant="yes")


def change(form: Form, **changed: Typed) -> Form:
    names = {name.replace("__", "-"): value for name, value in changed.items()}
    form.refresh_from_db()
    return form_save(form=form, changed=names, version=form.version).form


def labels(read: Read) -> list[str]:
    return [row.label for _, rows in read.steps for row in rows]


def page(house: House) -> str:
    return SignedIn(house.sina).get(reverse("questions_typed", args=[house.amara.pk])).text


def test_a_yes_stands_before_everything_that_was_denied(house: House, form: Form) -> None:
    read = typed_in(form)
    assert [(row.label, row.words) for row in read.yes] == [(question_text("pregnant"), "Yes")]
    assert question_text("pregnant") not in labels(read)
    shown = page(house)
    yes = shown.index("Answered with yes")
    assert yes < shown.index("pregnant, or could") < shown.index("What you would like")


def test_what_is_only_remembered_names_no_illness(house: House, form: Form) -> None:
    assert form.values["at-infection_in_area"]
    shown = page(house)
    assert "At infection" not in shown
    assert "infection in area" not in shown.lower()
    row = next(
        row
        for _, rows in typed_in(form).steps
        for row in rows
        if row.label == question_text("infection_in_area")
    )
    assert row.words == "No, in none of these places"
    assert row.here == "“Here” means: right cheek and left cheek."


def test_the_questions_stand_in_the_order_of_the_form(form: Form) -> None:
    titles = [title for title, _ in typed_in(form).steps]
    assert titles[:2] == ["What you would like", "If you were needled before"]
    assert titles[-1] == "Days that matter"
    assert labels(typed_in(form))[0] == "Acne scars"


def test_a_stay_is_told_in_words_and_not_by_the_names_of_fields(house: House, form: Form) -> None:
    change(form, **AWAY)
    shown = page(house)
    assert f"From 3 February {YEAR}; until 9 February {YEAR}; in strong sun: Yes" in shown
    for raw in ("Away first", "Event any", "Numbing</dt>", f"{YEAR}-02-03", "Medicines any"):
        assert raw not in shown


def test_medicines_count_as_a_yes(form: Form) -> None:
    changed = change(form, medicines_any="yes", medicine=["Aspirin"])
    assert "Yes: Aspirin" in [row.words for row in typed_in(changed).yes]


def test_what_was_carried_over_stands_apart_and_last(house: House) -> None:
    taken: dict[str, Typed] = {"medicines_any": "yes", "medicine": ["Zinc"]}
    sent(form_open(by=house.fred.actor, patient=house.amara), **AWAY, **taken)
    again = form_open(by=house.fred.actor, patient=house.amara)
    again = change(again, hope="less red", wish__fine_lines=["chin"])
    read = typed_in(again)
    assert labels(read) == ["Fine lines", "What do you hope for?"]
    assert not read.loose
    assert not read.yes
    carried = {row.label: row.words for row in read.earlier}
    assert carried["Acne scars"] == "Right cheek, Left cheek"
    assert "Zinc" in carried.values()
    assert any("numbing cream" in label for label in carried)
    assert any(words.startswith("3 February") for words in carried.values())
    shown = page(house)
    assert shown.index("less red") < shown.index("carried over from last time")
    assert shown.index("carried over from last time") < shown.index("Right cheek, Left cheek")


def test_a_place_typed_beside_no_answer_is_not_left_out(form: Form) -> None:
    changed = change(form, z__tattoo=["cheek_left"], d__sun_last="2026-03")
    loose = {row.label: row.words for row in typed_in(changed).loose}
    tattoo, sun = question_text("tattoo"), question_text("sun_last")
    assert loose[f"{tattoo} Where? Tick every place."] == "Left cheek"
    assert loose[f"{sun} When was that?"] == "March 2026"


def test_an_answer_that_is_not_asked_for_any_more_says_so(form: Form) -> None:
    changed = change(form, **{"q-pregnant": "no", "q-isotretinoin_now": "yes", "q-odd": "yes"})
    rows = {row.label: row for _, rows in typed_in(changed).steps for row in rows}
    assert rows[question_text("isotretinoin_last")].note == NOT_ASKED
    assert not rows[question_text("pregnant")].note
    assert [(row.label, row.words) for row in typed_in(changed).loose] == [(GONE, "yes")]


def test_without_its_device_it_is_read_all_the_same(house: House, form: Form) -> None:
    Service.objects.update(device="gone")
    Form.objects.update(device="gone")
    form.refresh_from_db()
    assert [row.label for row in typed_in(form).yes] == [question_text("pregnant")]
    assert not any(row.note for _, rows in typed_in(form).steps for row in rows)
    assert "Answered with yes" in page(house)


def test_a_form_emptied_again_says_that_nothing_is_left(house: House) -> None:
    empty = form_open(by=house.fred.actor, patient=house.amara)
    change(change(empty, hope="so"), hope="")
    assert "Nothing typed in it is left" in page(house)


def test_the_page_leads_to_the_answers_and_says_whose_headings_these_are(
    house: House, form: Form
) -> None:
    change(form, hope="smooth skin")
    shown = page(house)
    assert f'<a href="{reverse("answers", args=[house.amara.pk])}">All answers</a>' in shown
    assert "Asked under “" in shown
