"""The page of numbers, the lists behind it and the files: who reads what."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic.adverse.harm import entered
from clinic.conftest import SignedIn
from clinic.duty.watch_here import opened as task_opened
from clinic.numbers.ward import days, visit
from clinic.people_here import House
from clinic.review.courses_here import over, reviewed
from percuta_clinic.audit.models import Entry
from percuta_clinic.booking.models import State
from percuta_clinic.numbers.queries import MADE_BY, behind, numbers_of
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account
from percuta_clinic.staff.views.numbers import PAGE


def shown(account: Account, place: str = "", /, **asked: str) -> str:
    answer = SignedIn(account).get(f"/numbers/{place}?{urlencode(asked)}")
    assert answer.status_code == 200
    return answer.getvalue().decode()


def test_an_owner_reads_lists_without_names_days_and_contents(house: House) -> None:
    event = entered(house)
    page = shown(house.olga, "list/", number="events.all")
    for hidden in ("Amara", "Okafor", "yperpigmentation", str(event.pk), str(house.amara.pk)):
        assert hidden not in page
    assert "not shown" in page
    assert f"{event.opened_at:%-d %b %Y}" not in page.split("<tbody>")[1]
    assert "You may not open charts" in shown(house.olga)


def test_a_doctor_reads_names_and_opens_what_was_counted(house: House) -> None:
    event = entered(house)
    page = shown(house.dora, "list/", number="events.all")
    assert "Amara Okafor" in page
    assert f"/adverse/{event.pk}/" in page
    assert "You may not open charts" not in shown(house.dora)


def test_a_restricted_chart_is_counted_and_stays_shut_for_doctors_too(house: House) -> None:
    entered(house)
    Patient.objects.filter(pk=house.amara.pk).update(restricted=True)
    page = shown(house.dora, "list/", number="events.all")
    assert "1 row of charts that you may not open" in page
    assert "Amara" not in page


def test_a_shut_chart_leads_nowhere_from_a_task_either(house: House) -> None:
    task = task_opened(house)
    page = shown(house.olga, "list/", number="tasks.all")
    assert "Pus" not in page
    assert f"/tasks/{task.pk}/" not in page.split("<main")[1]


def test_only_owners_and_doctors_see_the_numbers(house: House) -> None:
    for account in (house.fred, house.sina, house.nobody, house.amara_herself):
        for page in ("", "numbers.csv", "list/", "list.csv"):
            assert SignedIn(account).get(f"/numbers/{page}").status_code in {302, 404}
        with pytest.raises(NotYours):
            numbers_of(account, days(house))
        with pytest.raises(NotYours):
            behind(account, days(house), "events.all")


def test_a_number_that_is_not_there_is_not_found(house: House) -> None:
    for key in ("events", "events.", "nothing.at_all", "sessions.by-nobody"):
        answer = SignedIn(house.olga).get("/numbers/list/", {"number": key})
        assert answer.status_code == 404, key


def test_a_list_without_a_number_leads_back_to_all_of_them(house: House) -> None:
    for page in ("list/", "list.csv"):
        answer = SignedIn(house.olga).get(f"/numbers/{page}", {"number": "\0"})
        assert (answer.status_code, answer.headers["Location"][:10]) == (302, "/numbers/?")


def test_days_of_any_shape_never_break_the_page(house: House) -> None:
    for first, last in (("x", "y"), ("0001-01-01", "9999-12-31"), ("2026-02-31", "")):
        assert "The clinic in numbers" in shown(house.olga, first=first, last=last)


def test_every_number_opens_a_list_as_long_as_it_says(house: House) -> None:
    reviewed(house, over(house, ago=31), 2, after=31)
    entered(house)
    task_opened(house)
    for state in (State.FINISHED, State.MISSED):
        visit(house, state)
    span = days(house, ago=200)
    found = [(one, number) for one in numbers_of(house.olga, span) for number in one.numbers]
    assert {section.key for section, _ in found} == set(MADE_BY)
    for section, number in found:
        rows = behind(house.olga, span, number.key).rows
        if not number.instead:
            assert len(rows) == number.count, (section.key, number.key)


def test_an_empty_clinic_says_what_to_do_next(house: House) -> None:
    page = shown(house.olga)
    assert "Nothing to count in these days" in page
    assert "/calendar/" in page.split("<main")[1]


def test_kinds_without_anything_say_how_they_come_to_be(house: House) -> None:
    visit(house)
    page = shown(house.olga)
    assert "Nothing to count in these days" not in page
    assert "An event is entered from a check-in" in page


def test_the_file_of_numbers_has_every_number_and_is_written_down(house: House) -> None:
    visit(house, State.MISSED)
    text = shown(house.olga, "numbers.csv")
    assert "No-shows and cancellations,Did not come,1,1," in text
    assert Entry.objects.filter(action="numbers.taken").exists()


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "-2"])
def test_no_cell_of_a_list_is_worked_out_as_a_formula(house: House, *, name: str) -> None:
    Patient.objects.filter(pk=house.amara.pk).update(given_name=name)
    visit(house)
    text = shown(house.dora, "list.csv", number="sessions.given")
    assert f"'{name}" in text
    assert f",{name}" not in text
    assert Entry.objects.filter(action="numbers.rows_taken").exists()


def test_the_file_of_a_list_names_nobody_to_an_owner(house: House) -> None:
    entered(house)
    text = shown(house.olga, "list.csv", number="events.all")
    assert "not yours to open" in text
    assert "Amara" not in text
    assert "yperpigmentation" not in text


def test_a_long_list_stands_on_pages_and_its_file_has_every_row(house: House) -> None:
    for _ in range(PAGE + 3):
        visit(house, State.MISSED)
    first = shown(house.olga, "list/", number="visits.missed")
    assert f"{PAGE} of {PAGE + 3}" in first
    assert "Older" in first
    last = shown(house.olga, "list/", number="visits.missed", page="2")
    assert last.split("<tbody>")[1].count("<tr>") == 3
    assert shown(house.olga, "list.csv", number="visits.missed").count("\n") == PAGE + 4


def test_a_list_begins_with_the_newest(house: House) -> None:
    for ago in (9, 2, 5):
        visit(house, State.MISSED, ago=ago)
    rows = behind(house.dora, days(house), "visits.missed").rows
    assert [one.row.day for one in rows] == [days(house, ago=ago).first for ago in (2, 5, 9)]


def _queries(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as seen:
        work()
    return len(seen)


def test_more_rows_need_no_more_queries(house: House) -> None:
    def fill(patient: Patient) -> None:
        reviewed(house, over(house, ago=31, patient=patient), 2, after=31)
        for state in (State.FINISHED, State.MISSED, State.CANCELLED):
            visit(house, state, patient=patient)

    def count() -> int:
        return _queries(lambda: numbers_of(house.olga, days(house, ago=300)))

    entered(house)
    task_opened(house)
    fill(house.amara)
    count()  # what is read once for each account
    few = count()
    for _ in range(4):
        fill(Patient.objects.create(given_name="Cleo", family_name="Marsh"))
    for key in "bcde":
        entered(house, key=key)
        task_opened(house, key=key)
    assert count() == few
    assert few < 35


def test_own_days_are_kept_from_page_to_list_to_file(house: House) -> None:
    visit(house, ago=40)
    last = days(house).last - timedelta(days=30)
    asked = {"first": f"{last - timedelta(days=30)}", "last": f"{last}"}
    assert f"first={asked['first']}&amp;last={last}" in shown(house.olga, **asked)
    page = shown(house.olga, "list/", number="sessions.given", **asked)
    assert f"number=sessions.given&amp;first={asked['first']}&amp;last={last}" in page
