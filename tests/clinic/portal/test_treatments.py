"""A patient reads what was done to her: from signed records, in plain words, her own alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.booking.days import book
from clinic.conftest import SignedIn
from clinic.intake.visiting import ByLink, try_date
from clinic.people_here import House
from clinic.treatment.done import CARTRIDGE, signed, whole
from clinic.treatment.said import Tablet, cream, needled, opened, receive
from papers.reading import grade
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.intake.links import link_make
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.own_words import ENDED, HANDED, SEEN, WENT_WRONG, own_words
from percuta_clinic.treatment.problems import OF_STAFF, problems_told
from percuta_clinic.treatment.signing import record_amend, record_sign
from percuta_clinic.treatment.stream import folded_of
from percuta_clinic.treatment.writing import content_of, print_of


@pytest.fixture
def session(house: House) -> Session:
    return opened(house)


def page(house: House, session: Session) -> str:
    return SignedIn(house.amara_herself).get(f"/my/treatments/{session.pk}/").text


def test_she_reads_what_was_done_with_what_and_what_comes_next(
    house: House, session: Session
) -> None:
    signed(house, session)
    book(house, house.amara, after=600)
    shown = page(house, session)
    for words in (
        "The needles were set to 0.5 mm. We went over it 3 times.",
        "Your skin turned evenly red there.",
        "You told us your pain was 3 of 10.",
        "We put 10 g of EMLA on your skin: left cheek.",
        "We wrote down: red.",
        "You got a sheet on paper.",
        "Your next visit is on",
        "lot A12",
        "lot E7",
        "with Sina",
    ):
        assert words in shown, words
    assert "Calm throughout" not in shown
    assert (
        f"/my/treatments/{session.pk}/" in SignedIn(house.amara_herself).get("/my/treatments/").text
    )
    assert "/my/treatments/" in SignedIn(house.amara_herself).get("/my/").text


def test_before_it_is_signed_there_is_nothing_to_read(house: House, session: Session) -> None:
    receive(house, session, *whole(house, session))
    browser = SignedIn(house.amara_herself)
    assert browser.get(f"/my/treatments/{session.pk}/").status_code == 404
    assert "Nothing here yet" in browser.get("/my/treatments/").text
    assert 'href="/my/treatments/"' not in browser.get("/my/").text


def test_nobody_else_reads_it(house: House, session: Session) -> None:
    signed(house, session)
    for who in (house.bea_herself, house.fred, house.sina, house.olga, house.nobody):
        assert SignedIn(who).get(f"/my/treatments/{session.pk}/").status_code == 404
    assert "Nothing here yet" in SignedIn(house.bea_herself).get("/my/treatments/").text


def test_what_was_put_right_stands_above_what_was_signed(house: House, session: Session) -> None:
    made = signed(house, session)
    record_amend(by=house.sina, record=made, text="It was 0.6 mm.", why="Mistyped.")
    shown = page(house, session)
    assert shown.index("It was 0.6 mm.") < shown.index("The needles were set to 0.5 mm.")
    assert "Mistyped." in shown


def test_what_went_otherwise_is_said_and_what_was_a_colleagues_is_not(
    house: House, session: Session
) -> None:
    at, items = timezone.now().isoformat(), [str(uuid4()) for _ in range(2)]
    first = session.pack["zones_open"][0]
    left = needled(None, passes=None, done=False, left_out="A cold sore")
    tablet = Tablet("b", house.sina)
    said = {
        f"problem/{items[0]}": {"kind": "faint", "at": at},
        f"problem/{items[0]}/end": {"at": at, "outcome": "settled"},
        f"problem/{items[1]}": {"kind": OF_STAFF, "at": at},
        "stop": {"why": "Felt faint"},
        f"zone/{first}": left,
    }
    events = [one for one in whole(house, session) if one["slot"] != f"zone/{first}"]
    receive(house, session, *events, *(tablet.event(slot, value) for slot, value in said.items()))
    digest = print_of(content_of(session))
    record_sign(by=house.sina, session=session, digest=digest, why="She went home.")
    shown = page(house, session)
    assert "You felt faint. It got better here." in shown
    assert "We stopped before we had done all we had planned." in shown
    assert "We left this place out this time." in shown
    assert "cold sore" not in shown
    assert "needle-stick" not in shown.lower()


def test_minutes_of_the_cream_are_those_it_was_on(house: House, session: Session) -> None:
    on, item = timezone.now() - timedelta(minutes=70), str(uuid4())
    off = {"off_at": (on + timedelta(minutes=61)).isoformat(), "clean": True, "intact": True}
    tablet = Tablet("a", house.sina)
    put = cream(on_at=on.isoformat())
    receive(house, session, tablet.event(f"numb/{item}", put))
    receive(house, session, tablet.event(f"numb/{item}/off", off))
    assert "It stayed on for 61 minutes." in own_words(folded_of(session), session.pack).creams[0]


def test_twelve_year_olds_can_read_it(house: House, session: Session) -> None:
    receive(house, session, *whole(house, session))
    deep = needled(0.8, cartridge=CARTRIDGE)
    zone = session.pack["zones_open"][0]
    receive(house, session, Tablet("c", house.sina).event(f"zone/{zone}/more/{uuid4()}", deep))
    own = own_words(folded_of(session), session.pack)
    said = [word for place in own.places for word in place.words]
    fixed = [*SEEN.values(), *WENT_WRONG.values(), *ENDED.values(), *HANDED.values()]
    assert grade([*said, *own.creams, *own.skin, own.aftercare, *fixed]) < 7
    assert {one["key"] for one in problems_told()} == {*WENT_WRONG, OF_STAFF}


def test_she_reads_when_to_call_and_both_numbers(house: House, session: Session) -> None:
    house.clinic.phone, house.clinic.emergency = "020 7946 0000", "Ambulance 999"
    house.clinic.save()
    signed(house, session)
    shown = page(house, session)
    part = shown[shown.index('id="call"') : shown.index('id="used"')]
    assert 'href="tel:020 7946 0000"' in part
    assert 'href="tel:999"' in part
    assert "bleeding that does not stop" in part
    after = (
        SignedIn(house.amara_herself)
        .get(reverse("my_days_after", args=[session.pk]))
        .content.decode()
    )
    for sign in ("your sight blurs or changes", "itchy weals come up all over", "or pus"):
        assert _note_of(part, sign) == _note_of(after, sign)
    assert _note_of(part, "your sight blurs or changes") == "stop"
    assert "itchy rash" not in part
    house.clinic.emergency = ""
    house.clinic.save()
    assert 'href="tel:112"' in page(house, session)


def _note_of(shown: str, sign: str) -> str:
    """How urgent the box is in which a page lists a sign."""
    before = shown[: shown.index(sign)]
    return before[before.rindex('<div class="note ') + len('<div class="note ') :].split('"')[0]


def test_a_private_link_shows_the_same_list_and_record(house: House, session: Session) -> None:
    signed(house, session)
    phone = ByLink(house.amara)
    assert 'href="/my/treatments/"' in phone.get("/my/prepare/").text
    shown = phone.get("/my/treatments/")
    assert f"/my/treatments/{session.pk}/" in shown.text
    assert "/my/prepare/" in shown.text
    assert phone.get(f"/my/treatments/{session.pk}/").status_code == 200


def test_a_link_of_another_and_one_that_staff_could_open_show_no_record(
    house: House, session: Session
) -> None:
    signed(house, session)
    assert ByLink(house.bea).get(f"/my/treatments/{session.pk}/").status_code == 404
    born = house.amara.birth_date
    assert born is not None
    tablet = Client()
    secret = link_make(by=SYSTEM, patient=house.amara, seen_by_staff=True)[1]
    assert try_date(tablet, secret, born).status_code == 302
    for url in ("/my/treatments/", f"/my/treatments/{session.pk}/"):
        assert tablet.get(url).status_code == 403
    assert 'href="/my/treatments/"' not in tablet.get("/my/prepare/").text


def test_without_a_link_or_an_account_nothing_is_shown(house: House, session: Session) -> None:
    signed(house, session)
    answer = Client().get(f"/my/treatments/{session.pk}/")
    assert answer.headers["Location"] == reverse("my_link_again")
