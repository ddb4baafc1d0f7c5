"""A co-signature is by a second person, and for the record as it is amended."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.treatment.done import signed, whole
from clinic.treatment.said import Tablet, needled, opened, receive
from percuta_clinic.booking.models import Visit
from percuta_clinic.people.models import Account, RoleGrant
from percuta_clinic.people.rights import Role
from percuta_clinic.treatment.models import CoSignature, Record, Session
from percuta_clinic.treatment.queries import to_cosign
from percuta_clinic.treatment.second import read_print
from percuta_clinic.treatment.signing import NotSigned, record_amend, record_cosign, record_sign
from percuta_clinic.treatment.writing import content_of, print_of


@pytest.fixture
def session(house: House) -> Session:
    return opened(house)


def page(account: Account, session: Session) -> str:
    return SignedIn(account).get(f"/records/{session.pk}/").text


def test_a_cosignature_is_for_the_record_with_what_was_amended(
    house: House, session: Session
) -> None:
    made = signed(house, session)
    read = read_print(made)
    assert read == made.digest
    record_amend(by=house.sina, record=made, text="Depth was 0.6.", why="Mistyped.")
    with pytest.raises(ValidationError, match="it was amended"):
        record_cosign(by=house.dora, record=made, digest=read)
    assert f'name="digest" value="{read_print(made)}"' in page(house.dora, session)
    record_cosign(by=house.dora, record=made, digest=read_print(made))
    assert CoSignature.objects.count() == 1


def treated(house: House, session: Session) -> None:
    Visit.objects.filter(pk=session.visit_id).update(specialist=house.dora)


def needled_by(house: House, session: Session) -> None:
    zone = session.pack["zones_open"][0]
    receive(house, session, Tablet("b", house.dora).event(f"zone/{zone}", needled(0.5)))


@pytest.mark.parametrize("did", [treated, needled_by])
def test_a_doctor_does_not_cosign_her_own_work(
    house: House, session: Session, *, did: Callable[[House, Session], None]
) -> None:
    made = signed(house, session)
    did(house, session)
    assert made.cosign_why
    assert list(to_cosign(house.dora)) == []
    assert "I have read it" not in page(house.dora, session)
    with pytest.raises(ValidationError, match="You treated in this session"):
        record_cosign(by=house.dora, record=made, digest=made.digest)
    assert "no second person" in page(house.sina, session)


def test_a_clinic_with_a_second_doctor_waits_for_her(house: House, session: Session) -> None:
    made = signed(house, session)
    treated(house, session)
    RoleGrant.objects.create(account=house.olga, role=Role.DOCTOR, granted_by="the owner")
    olga = Account.objects.get(pk=house.olga.pk)
    assert "no second person" not in page(house.sina, session)
    assert list(to_cosign(olga)) == [made]


def test_a_specialist_without_a_part_in_a_session_does_not_sign_it(
    house: House, session: Session
) -> None:
    receive(house, session, *whole(house, session))
    RoleGrant.objects.create(account=house.fred, role=Role.SPECIALIST, granted_by="the owner")
    fred = Account.objects.get(pk=house.fred.pk)
    digest = print_of(content_of(session))
    assert "Sign: locks" not in page(fred, session)
    assert "Sign: locks" in page(house.sina, session)
    with pytest.raises(NotSigned, match="no part in this session"):
        record_sign(by=fred, session=session, digest=digest)
    record_sign(by=house.sina, session=session, digest=digest)
    assert Record.objects.count() == 1
