"""Nobody is shown who did not agree to it."""

import pytest
from django.core.exceptions import ValidationError

from clinic.people_here import House
from percuta_clinic.inform.models import Profile
from percuta_clinic.inform.profiles import Changed, profile_hide, profile_save
from percuta_clinic.inform.queries import profiles
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account


def save(by: Account, *, agreed: bool = True, seen: int = 0, words: str = "") -> Profile:
    return profile_save(by=by, name=by.name, does="needles", words=words, agreed=agreed, seen=seen)


def test_only_those_who_agreed_are_shown(house: House) -> None:
    save(house.sina)
    save(house.dora, agreed=False)
    assert [one.name for one in profiles()] == ["Sina Sommer"]


def test_whoever_takes_it_back_is_gone_at_once(house: House) -> None:
    made = save(house.sina)
    save(house.sina, agreed=False, seen=made.version)
    assert list(profiles()) == []


def test_whoever_works_here_no_more_is_shown_no_more(house: House) -> None:
    save(house.sina)
    house.sina.grants.update(ended_at="2026-01-01T00:00:00Z")
    assert list(profiles()) == []


def test_a_patient_has_no_profile(house: House) -> None:
    with pytest.raises(ValidationError):
        save(house.amara_herself)
    assert not Profile.objects.exists()


def test_two_windows_do_not_overwrite_each_other(house: House) -> None:
    save(house.sina, words="first")
    with pytest.raises(Changed) as refusal:
        save(house.sina, words="second")
    assert refusal.value.now.words == "first"


def test_the_owner_may_hide_but_not_agree_for_somebody(house: House) -> None:
    made = save(house.sina)
    with pytest.raises(NotYours):
        profile_hide(by=house.fred, profile=made, why="x")
    profile_hide(by=house.olga, profile=made, why="she asked me to")
    assert list(profiles()) == []


def test_a_profile_promises_nothing_while_it_is_shown(house: House) -> None:
    with pytest.raises(ValidationError, match="painless"):
        save(house.sina, words="My needling is painless.")
    save(house.sina, words="My needling is painless.", agreed=False)
    assert list(profiles()) == []
