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
