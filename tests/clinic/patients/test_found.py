"""Somebody is found by whatever one knows, however it is spelt, and only by who may look."""

import pytest

from clinic.patients.conftest import BORN, Enter
from clinic.people_here import House
from percuta_clinic.patients.queries import patients_found
from percuta_clinic.patients.search import rebuild_terms
from percuta_clinic.patients.services import patient_change
from percuta_clinic.people.access import NotYours

pytestmark = pytest.mark.django_db


def names(house: House, text: str) -> list[str]:
    hits, _ = patients_found(house.fred, text)
    return [str(hit.patient) for hit in hits]


@pytest.mark.parametrize(
    "spelt",
    [
        ("Jörg", "Müller", "muller"),
        ("Jörg", "Müller", "mueller"),
        ("Jörg", "Müller", "MÜLL"),
        ("Joerg", "Mueller", "müller"),
        ("Jörg", "Müller", "müller joerg"),
        ("Inge", "Weiß", "weiss"),
        ("Inge", "Weiss", "weiß"),
        ("Łukasz", "Wójcik", "lukasz wojcik"),
        ("Søren", "Bæk", "soren baek"),
        ("Søren", "Bæk", "soeren"),
        ("Seán", "O'Brien", "obrien"),
        ("Seán", "O\u2019Brien", "o'brien"),
        ("Seán", "O'Brien", "brien"),
        ("Anne", "Weber-Lund", "lund"),
        ("Anne", "Weber-Lund", "weber-lund"),
        ("Анна", "Йорданова", "йорд анна"),
        ("小明", "王", "王"),
        ("İpek", "Y\u0131ld\u0131z", "ipek yildiz"),
        ("Re\u202enée", "Roux", "renee"),
    ],
)
def test_a_name_is_found_however_it_is_spelt(
    house: House, enter: Enter, spelt: tuple[str, str, str]
) -> None:
    given, family, typed = spelt
    enter("Somebody", "Else")
    entered = enter(given, family)
    assert names(house, typed) == [str(entered)]


@pytest.mark.parametrize(
    "typed",
    [
        "1990-03-17",
        "17.3.1990",
        "17/03/1990",
        "17 Mar 1990",
        "17. März 1990",
        "17 march 1990",
        "17031990",
        "19900317",
        "17.03.90",
        "17. 3. 1990",
        "1990-03",
        "kim 1990",
        "lee 17.3.90",
    ],
)
def test_a_birth_date_is_read_in_many_spellings(house: House, enter: Enter, typed: str) -> None:
    enter("Kim", "Lee", birth_date=BORN)
    enter("Kim", "Lee", birth_date=BORN.replace(year=1991))
    assert len(names(house, typed)) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "030 555 0123",
        "030555",
        "+49 30 555 0123",
        "0049 30 5550123",
        "+49 (0)30 555",
        "kim 030 5550",
    ],
)
def test_a_phone_number_is_found_in_each_way_to_dial(
    house: House, enter: Enter, typed: str
) -> None:
    enter("Kim", "Lee", phone="(030) 555-0123")
    hits, _ = patients_found(house.fred, typed)
    assert [(str(hit.patient), hit.why) for hit in hits] == [("Kim Lee", "(030) 555-0123")]


@pytest.mark.parametrize(
    "typed", ["sunny.day@post.example", "sunny.d", "sunny", "post", "@post", "lee sunny"]
)
def test_an_address_is_found_whole_and_by_its_parts(house: House, enter: Enter, typed: str) -> None:
    enter("Kim", "Lee", email="Sunny.Day@post.example")
    hits, _ = patients_found(house.fred, typed)
    assert [(str(hit.patient), hit.why) for hit in hits] == [("Kim Lee", "Sunny.Day@post.example")]


def test_all_words_must_match(house: House, enter: Enter) -> None:
    enter("Anna", "Weber")
    enter("Anna", "Wolf")
    enter("Otto", "Weber")
    assert names(house, "anna weber") == ["Anna Weber"]
    assert names(house, "w an") == ["Anna Weber", "Anna Wolf"]
    assert names(house, "anna otto") == []


def test_many_words_of_one_name_match_in_any_order(house: House, enter: Enter) -> None:
    enter("Maria Anna Sofia", "García Márquez")
    assert names(house, "marquez sofia mar") == ["Maria Anna Sofia García Márquez"]


def test_the_exact_word_comes_before_longer_ones(house: House, enter: Enter) -> None:
    enter("Anna", "One")
    enter("Annabel", "Two")
    enter("Ann", "Three")
    assert names(house, "ann") == ["Ann Three", "Anna One", "Annabel Two"]


def test_only_the_first_twenty_are_shown_and_it_says_so(house: House, enter: Enter) -> None:
    for number in range(23):
        enter("Kim", f"Lee{chr(97 + number)}")
    hits, more = patients_found(house.fred, "kim lee")
    assert (len(hits), more) == (20, True)


@pytest.mark.parametrize(
    "typed", ["", "   ", "\0", "%", "_", "\\", "' OR 1=1 --", "x" * 5000, "😀"]
)
def test_strange_words_find_nobody_and_break_nothing(
    house: House, enter: Enter, typed: str
) -> None:
    enter("Kim", "Lee")
    assert names(house, typed) == []


def test_terms_follow_a_change_at_once(house: House, enter: Enter) -> None:
    entered = enter("Kim", "Lee", phone="030 111111")
    patient_change(
        by=house.fred,
        patient=entered,
        version=1,
        details={"family_name": "Park", "phone": "030 222222"},
    )
    assert [names(house, typed) for typed in ("lee", "030 1111", "park", "030 2222")] == [
        [],
        [],
        ["Kim Park"],
        ["Kim Park"],
    ]


def test_removed_records_are_not_found(house: House, enter: Enter) -> None:
    entered = enter("Kim", "Lee")
    entered.removed_at = entered.made_at
    entered.save()
    assert names(house, "kim") == []
    assert rebuild_terms() == 2


def test_rebuilding_makes_the_same_terms_again(enter: Enter) -> None:
    entered = enter("Jörg", "Müller", birth_date=BORN, phone="030 1234567", email="j@m.example")
    before = sorted(entered.terms.values_list("term", flat=True))
    rebuild_terms()
    assert sorted(entered.terms.values_list("term", flat=True)) == before


def test_a_restricted_patient_is_found_for_booking(house: House, enter: Enter) -> None:
    entered = enter("Kim", "Lee")
    entered.restricted = True
    entered.save()
    assert names(house, "kim") == ["Kim Lee"]


def test_nobody_without_the_right_finds_anybody(house: House, enter: Enter) -> None:
    enter("Kim", "Lee")
    for account in (house.nobody, house.amara_herself):
        with pytest.raises(NotYours):
            patients_found(account, "kim")
