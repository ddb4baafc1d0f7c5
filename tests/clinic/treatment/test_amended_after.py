"""What is amended after a co-signature comes back to a doctor, and is told until she read it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.treatment.done import signed
from clinic.treatment.said import opened
from percuta_clinic.leaving.exporting import everything
from percuta_clinic.people.models import Account
from percuta_clinic.treatment.models import CoSignature, Record, Session
from percuta_clinic.treatment.papers import record_page
from percuta_clinic.treatment.queries import to_cosign
from percuta_clinic.treatment.second import read_print
from percuta_clinic.treatment.signing import record_amend, record_cosign

TOLD = "mended after co-signature, not yet seen by a doctor"
RIGHT = "The left cheek was needled at 0.6."


@pytest.fixture
def session(house: House) -> Session:
    return opened(house)


@pytest.fixture
def record(house: House, session: Session) -> Record:
    """Signed by Sina, co-signed by Dora."""
    made = signed(house, session)
    record_cosign(by=house.dora, record=made, digest=read_print(made))
    return made


def amended(house: House, record: Record, by: Account | None = None) -> None:
    record_amend(by=by or house.sina, record=record, text=RIGHT, why="Mistyped.")


def page(account: Account, record: Record) -> str:
    return SignedIn(account).get(f"/records/{record.session_id}/").text


def paper(house: House, record: Record) -> str:
    fresh = Record.objects.get(pk=record.pk)
    return str(record_page(fresh, clinic=house.clinic, named=False).sections)


def test_an_amendment_puts_the_record_back_into_the_queue(house: House, record: Record) -> None:
    assert not to_cosign(house.dora).exists()
    amended(house, record)
    assert list(to_cosign(house.dora)) == [record]
    for url in ("/records/", "/today/"):
        shown = SignedIn(house.dora).get(url).text
        assert TOLD in shown
        assert RIGHT in shown


def test_page_and_paper_tell_it_until_a_doctor_has_read_it(house: House, record: Record) -> None:
    assert TOLD not in page(house.sina, record)
    amended(house, record)
    assert TOLD in page(house.sina, record)
    assert TOLD in paper(house, record)
    shown = page(house.dora, record)
    assert "Co-sign again" in shown
    assert "What was put right since the last co-signature" in shown
    record_cosign(by=house.dora, record=record, digest=read_print(record), words="Right.")
    assert TOLD not in page(house.sina, record)
    assert TOLD not in paper(house, record)
    assert paper(house, record).count("Co-signed by") == 2
    assert not to_cosign(house.dora).exists()


def test_it_is_cosigned_once_for_each_time_it_was_amended(house: House, record: Record) -> None:
    amended(house, record)
    record_cosign(by=house.dora, record=record, digest=read_print(record))
    with pytest.raises(ValidationError, match="co-signed already"):
        record_cosign(by=house.dora, record=record, digest=read_print(record))
    assert CoSignature.objects.count() == 2


def test_what_was_read_before_the_amendment_is_not_cosigned(house: House, record: Record) -> None:
    read = read_print(record)
    amended(house, record)
    with pytest.raises(ValidationError, match="it was amended"):
        record_cosign(by=house.dora, record=record, digest=read)


def test_what_the_cosigner_amends_herself_she_has_seen(house: House, record: Record) -> None:
    amended(house, record, by=house.dora)
    assert not to_cosign(house.dora).exists()
    assert TOLD not in page(house.sina, record)


def test_whoever_treated_does_not_read_it_for_the_second_time(house: House, record: Record) -> None:
    amended(house, record)
    assert "Co-sign again" not in page(house.sina, record)
    with pytest.raises(ValidationError, match="signed this record yourself"):
        record_cosign(by=_doctor(house.sina), record=record, digest=read_print(record))


def _doctor(account: Account) -> Account:
    account.grants.create(role="doctor", granted_by="the owner")
    return Account.objects.get(pk=account.pk)


def test_an_amendment_under_a_clock_that_jumped_back_is_later_even_so(
    house: House, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = timezone.now() - timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: early)
    amended(house, record)
    assert list(to_cosign(house.dora)) == [record]


def test_every_cosignature_stays_and_is_taken_along(house: House, record: Record) -> None:
    amended(house, record)
    record_cosign(by=house.dora, record=record, digest=read_print(record))
    with pytest.raises(DatabaseError), transaction.atomic():
        CoSignature.objects.update(words="other")
    (told,) = everything(house.amara)["sessions"]
    assert len(told["record"]["cosigned"]) == 2
