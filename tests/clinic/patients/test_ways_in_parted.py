"""A letter or an account from when two records were one opens neither of them."""

import pytest
from django.core.exceptions import ValidationError

from clinic.people_here import House
from percuta_clinic.entry.services import invitation_take
from percuta_clinic.patients.merging import Undone, merge, undo_merge
from percuta_clinic.patients.models import Merge, Patient
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import invitation_make

PASSWORD = "korrekt-pferd-batterie-9"


def one_of(house: House) -> Merge:
    """Bea's record becomes part of Amara's; neither has an account."""
    Patient.objects.filter(pk__in=[house.amara.pk, house.bea.pk]).update(account=None)
    house.amara.refresh_from_db()
    house.bea.refresh_from_db()
    return merge(by=house.dora, keep=house.amara, gone=house.bea)


def invite(house: House) -> str:
    return invitation_make(
        by=house.fred,
        email="new-bea@mail.example",
        name="Bea Novak",
        roles=[Role.PATIENT],
        patient_id=house.amara.pk,
    )[1]


def part(house: House, made: Merge) -> Undone:
    return undo_merge(by=house.dora, merge=made)


def test_an_invitation_from_when_two_were_one_opens_nothing(house: House) -> None:
    made = one_of(house)
    secret = invite(house)
    assert any("are withdrawn. Invite each" in one for one in part(house, made).remarks)
    with pytest.raises(ValidationError, match="withdrawn"):
        invitation_take(secret=secret, name="Bea Novak", password=PASSWORD)


def test_an_account_opened_while_two_were_one_opens_neither(house: House) -> None:
    made = one_of(house)
    account = invitation_take(secret=invite(house), name="Bea Novak", password=PASSWORD)
    assert Patient.objects.get(account=account) == house.amara
    assert any("opens neither record" in one for one in part(house, made).remarks)
    assert not Patient.objects.filter(account=account).exists()


def test_an_account_from_before_the_merge_stays(house: House) -> None:
    herself = house.amara.account
    part(house, merge(by=house.dora, keep=house.amara, gone=house.bea))
    assert Patient.objects.get(account=herself) == house.amara
