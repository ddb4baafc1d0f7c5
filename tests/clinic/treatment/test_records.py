"""A record is signed once, as it was read, and never changed; what is added stands beside it."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from pypdf import PdfReader

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.treatment.done import CARTRIDGE, CREAM, signed, whole
from clinic.treatment.said import Tablet, needled, opened, receive
from percuta_clinic.booking.models import State
from percuta_clinic.treatment.models import Amendment, CoSignature, Incident, Kind, Record, Session
from percuta_clinic.treatment.papers import sections_of
from percuta_clinic.treatment.queries import to_cosign
from percuta_clinic.treatment.signing import NotSigned, record_amend, record_cosign, record_sign
from percuta_clinic.treatment.stream import folded_of
from percuta_clinic.treatment.writing import content_of, kept, print_of


@pytest.fixture
def session(house: House) -> Session:
    return opened(house)


def page(house: House, session: Session) -> str:
    return SignedIn(house.sina).get(f"/records/{session.pk}/").text


def test_a_whole_session_is_signed_and_its_visit_is_over(house: House, session: Session) -> None:
    made = signed(house, session)
    session.refresh_from_db()
    assert session.signed_at is not None
    assert session.visit.state == State.FINISHED
    assert made.lacking == []
    assert print_of(made.content) == made.digest
    assert "Signed by" in page(house, session)


def test_each_thing_that_lacks_is_named_with_the_way_to_it(house: House, session: Session) -> None:
    receive(house, session, *whole(house, session, but=("cleanse", f"numb/{CREAM}/off")))
    shown = page(house, session)
    assert "2 things missing" in shown
    assert f'href="/room/{session.pk}/#cleanse">Skin cleansed' in shown
    with pytest.raises(NotSigned, match="Skin cleansed"):
        record_sign(by=house.sina, session=session, digest=print_of(content_of(session)))
    assert not Record.objects.exists()


@pytest.mark.parametrize("more", [False, True], ids=["place", "another depth"])
def test_a_cartridge_that_was_never_opened_or_was_struck_is_asked_for(
    house: House, session: Session, *, more: bool
) -> None:
    said = whole(house, session)
    receive(house, session, *said)
    assert "never opened here" not in page(house, session)
    tablet, zone = Tablet("b", house.sina), session.pack["zones_open"][0]
    tablet.sees(said)
    slot = f"zone/{zone}/more/{uuid4()}" if more else f"zone/{zone}"
    value = needled(0.5, cartridge=str(uuid4()), endpoint="even redness", pain=3)
    receive(house, session, tablet.event(slot, value))
    words = "which cartridge; the one it names was never opened here, or was struck"
    assert f'href="/room/{session.pk}/#needle">' in page(house, session)
    assert words in page(house, session)
    with pytest.raises(NotSigned, match="never opened here"):
        record_sign(by=house.sina, session=session, digest=print_of(content_of(session)))
    receive(house, session, tablet.event(slot, value | {"cartridge": CARTRIDGE}))
    assert words not in page(house, session)
    opened = folded_of(session).get(f"cartridge/{CARTRIDGE}")
    receive(house, session, tablet.event(f"cartridge/{CARTRIDGE}", opened | {"struck": "Slip."}))
    assert words in page(house, session)


def test_a_skin_that_nobody_looked_at_is_read_as_not_said(house: House, session: Session) -> None:
    receive(house, session, *whole(house, session, but=(f"numb/{CREAM}/off",)))
    off = {"off_at": timezone.now().isoformat(), "clean": None, "intact": None}
    receive(house, session, Tablet("b", house.dora).event(f"numb/{CREAM}/off", off))
    assert "skin clean: not said, intact: not said" in page(house, session)


def test_what_is_signed_without_something_says_why_and_waits_for_a_doctor(
    house: House, session: Session
) -> None:
    made = signed(house, session, but=("cleanse",), why="She came cleansed.")
    assert made.lacking == [{"words": "Skin cleansed", "why": "She came cleansed."}]
    assert "lacks" in made.cosign_why
    assert list(to_cosign(house.dora)) == [made]


def test_nobody_signs_while_two_tablets_differ(house: House, session: Session) -> None:
    receive(house, session, *whole(house, session))
    other = Tablet("b", house.dora)
    zone = session.pack["zones_open"][0]
    receive(house, session, other.event(f"zone/{zone}", needled(1.5)))
    digest = print_of(content_of(session))
    with pytest.raises(NotSigned, match="Two tablets"):
        record_sign(by=house.sina, session=session, digest=digest, why="in a hurry")


def test_what_came_in_while_it_was_read_is_read_first(house: House, session: Session) -> None:
    receive(house, session, *whole(house, session))
    digest = print_of(content_of(session))
    receive(house, session, Tablet("b", house.sina).event("stop", {"why": "She felt faint."}))
    with pytest.raises(NotSigned, match="Read it again"):
        record_sign(by=house.sina, session=session, digest=digest)


def test_a_stop_that_was_taken_back_asks_for_the_zones_again(
    house: House, session: Session
) -> None:
    tablet = Tablet("b", house.sina)
    receive(house, session, tablet.event("stop", {"why": "She felt faint."}))
    stopped = page(house, session)
    receive(house, session, tablet.event("stop", {"why": ""}))
    asked = page(house, session)
    assert "Stopped early" in stopped
    assert "Stopped early" not in asked
    assert ("needled, or why not" in stopped, "needled, or why not" in asked) == (False, True)


def test_a_signed_record_is_never_changed(house: House, session: Session) -> None:
    made = signed(house, session)
    record_amend(by=house.sina, record=made, text="Depth was 0.6.", why="Mistyped.")
    with pytest.raises(NotSigned, match="signed already"):
        record_sign(by=house.sina, session=session, digest=made.digest)
    for rows in (Record.objects.all(), Amendment.objects.all()):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Record.objects.update(content="{}")
    with pytest.raises(DatabaseError), transaction.atomic():
        Amendment.objects.update(text="x")


def test_an_entry_after_signing_is_kept_beside_the_record(house: House, session: Session) -> None:
    made = signed(house, session)
    late = Tablet("b", house.dora).event("stop", {"why": "She felt faint."})
    assert receive(house, session, late).accepted == [late["id"]]
    assert Incident.objects.get(kind=Kind.LATE).closed_at is None
    assert content_of(session) == made.content


def test_any_order_in_which_events_came_gives_the_same_record(house: House) -> None:
    session = opened(house)
    events = whole(house, session)
    again: list[Any] = [*events, *events[:5]]
    Random(9).shuffle(again)
    receive(house, session, *again)
    first = kept_of(content_of(session))
    assert first["events"] == len(events)
    assert {one["slot"]: one["value"] for one in first["stands"]} == {
        one["slot"]: one["value"] for one in events
    }


def kept_of(content: str) -> dict[str, Any]:
    return kept(Record(content=content))


def test_a_doctor_cosigns_what_somebody_else_signed(house: House, session: Session) -> None:
    made = signed(house, session)
    assert made.cosign_why  # no plan of this clinic is in force here
    with pytest.raises(ValidationError, match="not the record you read"):
        record_cosign(by=house.dora, record=made, digest="x")
    record_cosign(by=house.dora, record=made, digest=made.digest, words="Fine.")
    assert not to_cosign(house.dora).exists()
    assert CoSignature.objects.get().by == house.dora
    with pytest.raises(ValidationError, match="co-signed already"):
        record_cosign(by=house.dora, record=made, digest=made.digest)


def test_the_paper_has_the_numbers_of_the_record(house: House, session: Session) -> None:
    signed(house, session)
    answer = SignedIn(house.sina).get(f"/records/{session.pk}/record.pdf")
    read = PdfReader(io.BytesIO(b"".join(answer)))
    words = " ".join(" ".join(one.extract_text() for one in read.pages).split())
    for part in (
        "0.5 mm; 3 passes",
        "10 g on 80 cm²",
        "lot A12",
        "Calm throughout",
        "pain 3 of 10",
    ):
        assert part in words, part


def test_the_desk_and_strangers_see_no_record(house: House, session: Session) -> None:
    signed(house, session)
    for who in (house.fred, house.nobody, house.amara_herself, house.olga):
        for path in ("", "record.pdf"):
            assert SignedIn(who).get(f"/records/{session.pk}/{path}").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_at_once_one_does(house: House) -> None:
    session = opened(house)
    receive(house, session, *whole(house, session))
    digest = print_of(content_of(session))

    def sign(_: int) -> bool:
        try:
            record_sign(by=house.sina, session=session, digest=digest)
        except NotSigned:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(sign, range(4))) == 1
    assert Record.objects.count() == 1


def test_an_amended_record_says_so_before_its_numbers_and_the_patient_is_shown(
    house: House, session: Session
) -> None:
    made = signed(house, session)
    assert "amended" not in page(house, session)
    assert "The patient reads both lines" in page(house, session)
    record_amend(by=house.sina, record=made, text="Depth was 0.6.", why="Mistyped.")
    shown = page(house, session)
    assert shown.index("This record was amended") < shown.index("Depth was 0.6.")
    assert shown.index("Depth was 0.6.") < shown.index("0.5 mm; 3 passes")
    mine = SignedIn(house.amara_herself).get("/my/treatments/")
    assert "We put something right in it since" in mine.text


def test_the_record_says_which_doctor_agreed(house: House, session: Session) -> None:
    assert f"{house.dora.name} agreed, says {house.sina.name}" in page(house, session)


def test_two_reasons_for_one_thing_are_both_read_in_the_record(
    house: House, session: Session
) -> None:
    slot = f"note/{uuid4()}"
    receive(house, session, Tablet("x", house.sina).event(slot, {"text": "It broke."}))
    receive(house, session, Tablet("y", house.dora).event(slot, {"text": "It was blunt."}))
    (notes,) = [one for one in sections_of(json.loads(content_of(session))) if one.title == "Notes"]
    told = str(notes)
    assert "It broke." in told
    assert "It was blunt." in told
    assert not folded_of(session).conflicts


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_record_is_not_signed_before_its_session_or_in_the_future(
    house: House, session: Session, *, hours: int
) -> None:
    receive(house, session, *whole(house, session))
    start = session.opened_at if hours < 0 else timezone.now()
    with pytest.raises(NotSigned, match="not in the future"):
        record_sign(
            by=house.sina,
            session=session,
            digest=print_of(content_of(session)),
            at=start + timedelta(hours=hours),
        )
    assert not Record.objects.exists()
