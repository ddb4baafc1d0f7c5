"""How the check page says what was answered: everything inside an answer is named."""

import pytest
from django.urls import reverse

from clinic.intake.filled import Typed, fill
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from percuta_clinic.intake.services import form_open

STAY: dict[str, Typed] = {
    "away_any": "yes",
    "away_first__1": "2027-02-03",
    "away_last__1": "2027-02-09",
    "away_sun__1": "yes",
}
SECOND: dict[str, Typed] = {
    "away_first__2": "2027-03-03",
    "away_last__2": "2027-03-09",
    "away_sun__2": "no",
}
LATER = "; away a second time: From 3 March 2027; until 9 March 2027; in strong sun: No"
FILLER: dict[str, Typed] = {"filler_last": "some", "d__filler_last": "2025-05-20"}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (STAY, "Yes. From 3 February 2027; until 9 February 2027; in strong sun: Yes"),
        (STAY | SECOND, f"in strong sun: Yes{LATER}"),
        (
            {"event_any": "yes", "event": "Wedding", "event_on": "2027-02-03"},
            "Yes. What: Wedding; when: 3 February 2027",
        ),
        (
            FILLER | {"z__filler_last": ["cheek_left"]},
            "I know when, or about when. Where: Left cheek; when: 20 May 2025",
        ),
        (
            FILLER | {"wish__acne_scars": ["cheek_left"]},
            "I know when, or about when: 20 May 2025",
        ),
        ({"medicines_any": "yes", "medicine": ["Zinc", "Iron"]}, "Yes: Zinc, Iron"),
        ({"tattoo": "some", "z__tattoo": ["cheek_left"]}, "Yes: Left cheek"),
    ],
)
def test_each_part_of_an_answer_is_named(
    house: House, *, given: dict[str, Typed], told: str
) -> None:
    form = fill(form_open(by=house.fred.actor, patient=house.amara), **given)
    page = ByLink(house.amara).get(reverse("my_form_check", args=[form.pk])).text
    assert told in page
