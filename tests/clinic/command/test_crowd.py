"""A crowd for measuring is the same each time it is made from the same seed."""

from clinic.people_here import House
from percuta_clinic.booking.models import Visit
from percuta_clinic.demo.crowd import crowd
from percuta_clinic.patients.models import NoteText, Patient

CROWD = 60


def test_everybody_in_a_crowd_has_a_visit_and_a_note(house: House) -> None:
    crowd(CROWD, seed=7)
    assert Patient.objects.exclude(pk__in=[house.amara.pk, house.bea.pk]).count() == CROWD
    assert Visit.objects.count() == CROWD
    assert NoteText.objects.count() == CROWD


def test_the_same_seed_makes_the_same_people(house: House) -> None:
    assert house.clinic.name
    crowd(CROWD, seed=7)
    crowd(CROWD, seed=7)
    crowd(CROWD, seed=8)
    families = list(
        Patient.objects.filter(account=None)
        .order_by("made_at", "pk")
        .values_list("email", flat=True)
    )
    assert sorted(families[:CROWD]) == sorted(families[CROWD : 2 * CROWD])
    assert sorted(families[:CROWD]) != sorted(families[2 * CROWD :])
