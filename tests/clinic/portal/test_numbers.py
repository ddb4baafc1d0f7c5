"""Numbers in what the clinic says of emergencies can be dialled; nothing else becomes a link."""

import pytest
from django.urls import reverse

from clinic.intake.visiting import ByLink
from clinic.people_here import House
from percuta_clinic.portal.templatetags.numbers import with_numbers


@pytest.mark.parametrize(
    ("sentence", "dialled"),
    [
        ("112, and Dr Haddad on +49 30 23125 999", ["112", "+493023125999"]),
        ("112 or 116 117", ["112", "116117"]),
        ("112 116117", ["112", "116117"]),
        ("Call 112.", ["112"]),
        ("+49 (0)30 123456", ["+4930123456"]),
        ("(030) 123456 - 12 at night", ["030123456"]),
        ("01.23.45.67.89", ["0123456789"]),
        ("911 24/7, 8.00-18.00, 8:00-18:00, room 4, 28.11.2026", ["911"]),
        ("the hospital in your town", []),
        ("", []),
    ],
)
def test_each_number_is_found_and_no_words_are_lost(sentence: str, dialled: list[str]) -> None:
    found = with_numbers(sentence)
    assert [one.number for one in found if one.number] == dialled
    assert "".join(one.text for one in found) == sentence


def test_an_emergency_can_be_tapped_and_stays_text_otherwise(house: House) -> None:
    house.clinic.emergency = "112 or <b>Dora</b> +49 30 5"
    house.clinic.save()
    page = ByLink(house.amara).get(reverse("my_prepare")).content.decode()
    assert 'In an emergency: <a class="nowrap" href="tel:112">112</a> or &lt;b&gt;Dora' in page
    assert "<b>Dora" not in page
