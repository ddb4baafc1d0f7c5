"""Stages are set row by row; booked visits keep theirs; what stops a booking is said."""

from decimal import Decimal

import pytest
from django.utils import timezone

from clinic.booking.days import MONDAY, book
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.roster.weeks_here import works
from percuta_clinic.booking.lacks import lacks
from percuta_clinic.booking.models import Part, Service, WhoBooks
from percuta_clinic.booking.stages import stages_of
from percuta_clinic.booking.staging import stages_mark, stages_set, usual_stages
from percuta_clinic.booking.terms import terms_mark
from percuta_clinic.premises.models import Chair, Room
from percuta_clinic.stock.models import Device

ROW = {"part": "talk", "minutes": "20", "specialist": "on", "place": "chair"}


def _rows(*rows: dict[str, str]) -> dict[str, str]:
    return {f"s{at}-{name}": one for at, row in enumerate(rows) for name, one in row.items()}


def _path(service: Service) -> str:
    return f"/settings/services/{service.pk}/stages/"


def test_stages_are_added_moved_and_removed_before_they_count(house: House) -> None:
    owner, two = SignedIn(house.olga), _rows(ROW, ROW | {"minutes": "35"})
    path = _path(house.talk)
    for do, minutes in (("add", [20, 35, 10]), ("up-1", [35, 20]), ("remove-0", [35])):
        page = owner.post(path, two | {"do": do})
        assert [row.initial["minutes"] for row in page.context["rows"]] == minutes
    assert not house.talk.stages.exists()


def test_saved_stages_set_the_minutes_and_leave_booked_visits(house: House) -> None:
    visit = book(house, house.amara, service=house.talk)
    clean = {"part": "clean", "minutes": "15", "assistant": "on", "place": "room"}
    data = _rows(ROW, clean) | {"do": "save", "as_shown": stages_mark(house.talk)}
    assert SignedIn(house.olga).post(_path(house.talk), data).status_code == 302
    house.talk.refresh_from_db()
    assert house.talk.minutes == 20
    visit.refresh_from_db()
    assert visit.segments.count() == 1
    assert (visit.ends_at - visit.starts_at).total_seconds() == 30 * 60
    assert (
        "minutes"
        not in SignedIn(house.olga)
        .get(f"/settings/services/{house.talk.pk}/")
        .context["form"]
        .fields
    )


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([ROW | {"minutes": "3"}], "here for 3 minutes"),
        ([{"part": "talk", "minutes": "20", "place": "chair"}], "No stage needs the specialist"),
        ([ROW | {"part": "needle"}], "no skin is needled"),
        ([ROW | {"part": "clean"}, ROW], "comes last"),
    ],
)
def test_stages_that_cannot_be_are_refused(
    house: House, rows: list[dict[str, str]], words: str
) -> None:
    data = _rows(*rows) | {"do": "save", "as_shown": stages_mark(house.talk)}
    answer = SignedIn(house.olga).post(_path(house.talk), data)
    assert answer.status_code == 422
    assert words in answer.text
    assert not house.talk.stages.exists()


def test_two_who_set_stages_see_both(house: House) -> None:
    mark = stages_mark(house.talk)
    stages_set(by=house.olga.actor, service=house.talk, stages=stages_of(house.talk))
    stages_set(by=house.olga.actor, service=house.talk, stages=[*stages_of(house.talk)] * 2)
    answer = SignedIn(house.olga).post(
        _path(house.talk), _rows(ROW) | {"do": "save", "as_shown": mark}
    )
    assert answer.status_code == 409
    assert "Somebody else changed these stages" in answer.text
    assert house.talk.stages.count() == 2


def test_usual_stages_leave_the_specialist_free_while_cream_works(house: House) -> None:
    owner = SignedIn(house.olga)
    page = owner.post(_path(house.needling), _rows(ROW) | {"do": "usual"})
    assert [row.initial["part"] for row in page.context["rows"]] == [
        Part.CLEANSE,
        Part.NUMB,
        Part.NEEDLE,
        Part.FINISH,
        Part.CLEAN,
    ]
    assert "The specialist is needed for 30 minutes" in page.text
    stages_set(by=house.olga.actor, service=house.needling, stages=usual_stages())
    works(house.fred, treats=False, assists=True)
    _chairs(house)
    _pens()
    book(house, house.amara)
    assert book(house, house.bea, after=45).starts_at > MONDAY


def test_a_cream_gets_the_time_that_its_label_names(house: House) -> None:
    needle = {"part": "needle", "minutes": "30", "specialist": "on", "place": "chair"}
    owner, path = SignedIn(house.olga), _path(house.needling)

    def saved(minutes: int, **more: str) -> str:
        numb = {"part": "numb", "minutes": str(minutes), "place": "chair"}
        data = _rows(numb, needle) | {"do": "save", "as_shown": stages_mark(house.needling)}
        return owner.post(path, data | more).text

    assert "too short for LMX4 (lidocaine 4 %)" in saved(20)
    assert "its label allows this shorter time" in saved(20)
    assert "The least is 20 minutes, for Pliaglis" in saved(19, other_cream="on")
    assert not house.needling.stages.exists()
    saved(20, other_cream="on")
    assert house.needling.stages.get(part=Part.NUMB).minutes == 20


def _chairs(house: House) -> None:
    for name in ("Left", "Right"):
        Chair.objects.create(room=house.room, name=name)


def _pens() -> None:
    Device.objects.create(name="Pen", model="skinpen", serial="S", max_depth_mm=Decimal(2))


def test_who_books_and_who_does_it_is_set(house: House) -> None:
    path = f"/settings/services/{house.needling.pk}/booking/"
    data = {"who_books": "after", "after": str(house.talk.pk), "done_by": [str(house.sina.pk)]}
    data |= {"as_shown": terms_mark(house.needling)}
    assert SignedIn(house.olga).post(path, data).status_code == 302
    house.needling.refresh_from_db()
    assert (house.needling.who_books, house.needling.after) == (WhoBooks.AFTER, house.talk)
    assert list(house.needling.done_by.all()) == [house.sina]
    late = SignedIn(house.olga).post(path, data | {"who_books": "anybody"})
    assert late.status_code == 409
    assert "patients who had another service" in str(late.context["versus"]) or "after" in late.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"who_books": "after"}, "Choose the service that comes first"),
        ({"who_books": "clinic", "is_consultation": "on"}, "no first consultation"),
    ],
)
def test_terms_nobody_could_meet_are_refused(
    house: House, data: dict[str, str], words: str
) -> None:
    path = f"/settings/services/{house.needling.pk}/booking/"
    answer = SignedIn(house.olga).post(path, data | {"as_shown": terms_mark(house.needling)})
    assert answer.status_code == 422
    assert words in answer.text


def test_the_page_says_what_keeps_services_from_being_booked(house: House) -> None:
    Service.objects.filter(pk=house.talk.pk).update(who_books=WhoBooks.ANYBODY)
    stages_set(by=house.olga.actor, service=house.needling, stages=usual_stages())
    said = " ".join(one.words for one in lacks(house.clinic))
    assert "No device of its kind is in service" in said
    assert "Nobody who does it has working hours" in said
    assert "Nobody helps at visits of others" in said
    works(house.sina, first=timezone.localdate(), assists=True)
    Room.objects.update(is_open=False)
    said = " ".join(one.words for one in lacks(house.clinic))
    assert "working hours" not in said
    assert "helps" not in said
    page = SignedIn(house.olga).get("/settings/services/").text
    assert "No room has a place in use" in page


def test_a_chair_is_added_renamed_and_closed(house: House) -> None:
    owner = SignedIn(house.olga)
    new = f"/settings/rooms/{house.room.pk}/chairs/"
    owner.post(new, {"name": "Left", "is_open": "on"})
    chair = Chair.objects.get()
    assert owner.post(new, {"name": "Left", "is_open": "on"}).status_code == 422
    path = f"/settings/chairs/{chair.pk}/"
    owner.post(path, {"name": "Window", "as_shown": owner.get(path).context["as_shown"]})
    chair.refresh_from_db()
    assert (chair.name, chair.is_open) == ("Window", False)
