"""What staff see of the waiting list and of who booked on the public pages."""

from clinic.booking.open_times import day_at, open_times
from clinic.booking.test_requests import asked
from clinic.booking.test_waiting import cancel, full, wish
from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.booking.models import Waiting
from percuta_clinic.booking.offering_times import WAITER, offer_decline, offer_freed
from percuta_clinic.booking.requests import request_confirm
from percuta_clinic.patients.search import renew


def test_the_list_says_what_was_offered_and_what_came_of_it(house: House) -> None:
    visit = full(house)
    first, _ = wish(house, house.amara), wish(house, house.bea)
    cancel(house, visit)
    offer_freed()
    offer_decline(by=WAITER, offered=first.offered.get())
    page = SignedIn(house.fred).get("/waiting/").content.decode()
    assert "Amara Okafor" in page
    assert "10:00</span>: declined" in page
    assert "Nothing came free yet" in page


def test_staff_put_somebody_on_the_list_and_take_them_off(house: House) -> None:
    open_times(house)
    browser, day = SignedIn(house.fred), f"{day_at(10):%Y-%m-%d}"
    url = f"/patients/{house.amara.pk}/waiting/"
    sent = {
        "service": str(house.talk.pk),
        "first_day": day,
        "last_day": day,
        "parts": ["evening"],
        "specialist": str(house.sina.pk),
    }
    assert browser.post(url, sent | {"parts": []}).status_code == 422
    assert browser.post(url, sent).headers["Location"] == "/waiting/"
    made = Waiting.objects.get()
    assert (made.specialist, made.made_by) == (house.sina, "Fred Front")
    browser.post(f"/waiting/{made.pk}/end/")
    made.refresh_from_db()
    assert made.ended_why == Waiting.Ended.STAFF


def test_somebody_who_may_be_here_already_is_pointed_out(house: House) -> None:
    open_times(house)
    renew(house.amara)
    for hour, email in ((10, house.amara.email), (12, "nia@mail.example")):
        request_confirm(request=asked(house, at=day_at(hour), email=email))
    page = SignedIn(house.fred).get("/waiting/new/").content.decode()
    assert page.count("same e-mail") == 1
    assert "scars on my chin" in page
    assert f"/{house.amara.pk}/" in page
