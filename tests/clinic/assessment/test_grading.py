"""Grades of what is seen: kept for good, the newest counts, nothing that no scale has."""

from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from clinic.booking.treated import in_room, sign
from clinic.people_here import House
from percuta_clinic.assessment.models import Grading
from percuta_clinic.assessment.queries import seen_on
from percuta_clinic.assessment.services import Told, grading_taken_back, skin_graded
from percuta_clinic.audit.models import Entry
from percuta_clinic.config.ids import new_id
from percuta_clinic.patients.merging import merge, undo_merge
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account

SCARS = Told(kind="acne_scars", scale="goodman_baron_qualitative", grade=3, scar_types=["rolling"])


def grade(
    house: House,
    zone: str = "cheek_left",
    told: Told = SCARS,
    *,
    by: Account | None = None,
    patient: Patient | None = None,
    key: UUID | None = None,
    both: bool = False,
) -> list[Grading]:
    """By Sina, of Amara, unless said otherwise."""
    return skin_graded(
        by=by or house.sina,
        patient=patient or house.amara,
        zone=zone,
        told=told,
        key=key or new_id(),
        both=both,
    )


def said(house: House) -> list[tuple[str, float | None, int]]:
    return [
        (one.zone, one.now.grade, len(one.earlier)) for one in seen_on(house.amara) if one.is_there
    ]


def test_the_newest_grade_counts_and_the_others_stay(house: House) -> None:
    grade(house)
    grade(house, told=Told(kind="acne_scars", scale="goodman_baron_qualitative", grade=2))
    assert said(house) == [("cheek_left", 2, 1)]
    assert Entry.objects.filter(action="skin.graded", patient_id=house.amara.pk).count() == 2


def test_both_sides_are_graded_in_one_go(house: House) -> None:
    grade(house, both=True)
    assert {zone for zone, _, _ in said(house)} == {"cheek_left", "cheek_right"}


def test_a_zone_in_the_middle_has_no_other_side(house: House) -> None:
    assert len(grade(house, "forehead", both=True)) == 1


def test_a_button_pressed_twice_keeps_one_grade(house: House) -> None:
    key = new_id()
    grade(house, both=True, key=key)
    grade(house, both=True, key=key)
    assert Grading.objects.count() == 2


@pytest.mark.parametrize(
    ("zone", "told", "why"),
    [
        ("lips", SCARS, "Nothing is ever needled at: lips"),
        ("elbow", SCARS, "no place of the skin map"),
        ("nose", Told(kind="boredom"), "no concern that the planner knows"),
        ("nose", Told(kind="acne_scars", scale="goodman_baron_qualitative", grade=9), "not on it"),
        ("nose", Told(kind="acne_scars", scale="goodman_baron_qualitative", grade=2.5), "not on"),
        ("nose", Told(kind="acne_scars", scale="glogau", grade=2), "not graded on"),
        ("nose", Told(kind="acne_scars", scale="glogau"), "Choose the grade"),
        ("nose", Told(kind="wrinkles", scar_types=["rolling"]), "acne scars alone"),
        ("nose", Told(kind="acne_scars", scar_types=["deep"]), "acne scars alone"),
        ("nose", Told(kind="acne_scars", note="n" * 301), "301 letters"),
        ("nose", Told(kind="melasma", scale="mmasi", grade=float("nan")), "not on it"),
    ],
)
def test_what_no_scale_has_is_refused_in_words(
    house: House, *, zone: str, told: Told, why: str
) -> None:
    with pytest.raises(ValidationError, match=why):
        grade(house, zone, told)
    assert not Grading.objects.exists()


def test_a_grade_knows_the_visit_it_was_given_at(house: House) -> None:
    sign(house)
    visit = in_room(house, house.amara)
    (made,) = grade(house)
    assert made.visit == visit


def test_what_is_taken_back_stays_in_the_history(house: House) -> None:
    (made,) = grade(house)
    with pytest.raises(ValidationError, match="Say in a few words"):
        grading_taken_back(by=house.sina, grading=made, why=" ", key=new_id())
    key = new_id()
    for _ in range(2):
        grading_taken_back(by=house.dora, grading=made, why="wrong side", key=key)
    (one,) = seen_on(house.amara)
    assert not one.is_there
    assert [first.pk for first in one.earlier] == [made.pk]
    assert (one.now.note, one.now.by_name) == ("wrong side", house.dora.name)


def test_an_older_grade_is_not_taken_back_under_a_newer_one(house: House) -> None:
    (old,) = grade(house)
    grade(house)
    with pytest.raises(ValidationError, match="newer counts already"):
        grading_taken_back(by=house.sina, grading=old, why="wrong side", key=new_id())


def test_the_desk_grades_nothing(house: House) -> None:
    with pytest.raises(NotYours):
        grade(house, by=house.fred)


def test_the_database_refuses_to_change_a_grade(house: House) -> None:
    (made,) = grade(house)
    with pytest.raises(DatabaseError), transaction.atomic():
        Grading.objects.filter(pk=made.pk).update(grade=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()


def test_grades_go_with_the_person_in_a_merge_and_come_back(house: House) -> None:
    twin = Patient.objects.create(
        given_name="Amara", family_name="Okafor", birth_date=house.amara.birth_date
    )
    grade(house, patient=twin)
    made = merge(by=house.dora, keep=house.amara, gone=twin)
    assert said(house) == [("cheek_left", 3, 0)]
    undo_merge(by=house.dora, merge=made)
    assert said(house) == []
