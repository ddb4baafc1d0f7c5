"""The owner reads who did what, narrows it, takes it out and checks it."""

import csv
import io
from datetime import datetime
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.audit.actor import SYSTEM, Actor
from percuta_clinic.audit.models import Entry
from percuta_clinic.audit.services import record, seal_log
from percuta_clinic.config.cells import harmless
from percuta_clinic.patients.access import chart_for
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import role_grant

HOSTILE = "<script>alert(1)</script>"


def _shown(browser: SignedIn, **asked: str) -> list[str]:
    page = browser.get("/audit/", asked)
    return [line.entry.action for line in page.context.get("lines", [])]


def _table(browser: SignedIn, **asked: str) -> list[dict[str, str]]:
    answer = browser.get("/audit/list.csv", asked)
    text = answer.getvalue().decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_who_opened_a_chart_stands_with_the_patient(house: House) -> None:
    chart_for(house.dora, house.amara.pk)
    chart_for(house.sina, house.bea.pk)
    page = SignedIn(house.olga).get("/audit/", {"patient": str(house.amara.pk)})
    lines = page.context["lines"]
    assert [(line.entry.actor_name, line.words, line.patient) for line in lines] == [
        ("Dora Doktor", "opened the chart", "Amara Okafor")
    ]


def test_a_patient_is_found_by_part_of_the_name(house: House) -> None:
    chart_for(house.dora, house.amara.pk)
    browser = SignedIn(house.olga)
    assert _shown(browser, whom="okaf amara") == ["chart.opened"]
    assert "No patient of that name" in browser.get("/audit/?whom=zzz").content.decode()


def test_several_of_one_name_are_offered_to_choose_from(house: House) -> None:
    page = SignedIn(house.olga).get("/audit/?whom=a")
    assert {str(one) for one in page.context["several"]} == {"Amara Okafor", "Bea Novák"}
    assert "lines" not in page.context


def test_the_list_is_narrowed_to_one_person(house: House) -> None:
    chart_for(house.dora, house.amara.pk)
    chart_for(house.sina, house.amara.pk)
    assert _shown(SignedIn(house.olga), by=str(house.sina.pk)) == ["chart.opened"]
    everything = _shown(SignedIn(house.olga), by="percuta")
    assert everything
    assert "chart.opened" not in everything


def test_the_list_is_narrowed_to_one_kind(house: House) -> None:
    chart_for(house.dora, house.amara.pk)
    assert set(_shown(SignedIn(house.olga), what="Charts")) == {"chart.opened"}


def _put_at(at: datetime, action: str) -> None:
    Entry.objects.create(at=at, actor_name="Percuta", action=action)


def test_days_are_those_of_the_clinic(house: House) -> None:
    zone = house.clinic.zone
    _put_at(datetime(2026, 3, 1, 23, 59, tzinfo=zone), "before.it")
    _put_at(datetime(2026, 3, 2, 0, 0, tzinfo=zone), "first.minute")
    _put_at(datetime(2026, 3, 2, 23, 59, tzinfo=zone), "last.minute")
    _put_at(datetime(2026, 3, 3, 0, 0, tzinfo=zone), "after.it")
    shown = _shown(SignedIn(house.olga), since="2026-03-02", until="2026-03-02")
    assert shown == ["last.minute", "first.minute"]


def test_days_in_the_wrong_order_are_refused(house: House) -> None:
    answer = SignedIn(house.olga).get("/audit/?since=2026-03-02&until=2026-03-01")
    assert answer.status_code == 422
    assert "1 March 2026 lies before 2 March 2026" in answer.content.decode()


@pytest.mark.parametrize("query", ["by=x", "what=x", "patient=x", "since=x"])
def test_a_filter_without_sense_is_refused(house: House, query: str) -> None:
    assert SignedIn(house.olga).get(f"/audit/?{query}").status_code == 422


def test_every_entry_is_on_exactly_one_page(house: House) -> None:
    for _ in range(130):
        record(by=SYSTEM, action="visit.booked")
    browser = SignedIn(house.olga)
    seen: list[int] = []
    query = {"what": "Visits"}
    while True:
        page = browser.get("/audit/", query)
        seen += [line.entry.pk for line in page.context["lines"]]
        if not page.context["older"]:
            break
        record(by=SYSTEM, action="visit.booked")  # new ones do not move the pages
        query = {"what": "Visits", "before": page.context["older"]}
    assert len(seen) == len(set(seen)) == 130
    assert seen == sorted(seen, reverse=True)


def test_who_got_a_role_is_named(house: House) -> None:
    role_grant(by=house.olga.actor, account=house.fred, role=Role.DOCTOR)
    page = SignedIn(house.olga).get("/audit/", {"by": str(house.olga.pk)})
    (line,) = page.context["lines"]
    assert (line.words, line.about, line.fields) == ("gave a role", "Fred Front", "doctor")


def test_hostile_text_comes_out_as_text(house: House) -> None:
    record(by=Actor(id=None, name=HOSTILE), action="visit.booked", reason=HOSTILE)
    page = SignedIn(house.olga).get("/audit/").content.decode()
    assert HOSTILE not in page
    assert page.count("&lt;script&gt;") == 2


def test_the_download_holds_the_narrowed_list_and_is_written_down(house: House) -> None:
    chart_for(house.dora, house.amara.pk)
    browser = SignedIn(house.olga)
    (row,) = _table(browser, what="Charts", patient=str(house.amara.pk))
    assert (row["who"], row["did what"], row["patient"]) == (
        "Dora Doktor",
        "opened the chart",
        "Amara Okafor",
    )
    assert (
        datetime.fromisoformat(row["when"]).utcoffset()
        == timezone.localtime(timezone=house.clinic.zone).utcoffset()
    )
    entry = Entry.objects.get(action="audit.downloaded")
    assert (entry.fields, entry.patient_id) == (["patient", "what"], house.amara.pk)


def test_a_long_download_holds_every_entry_once(house: House) -> None:
    for _ in range(1_100):
        record(by=SYSTEM, action="visit.booked")
    assert len(_table(SignedIn(house.olga), what="Visits")) == 1_100


PLAIN = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1"]
UNSEEN = ["\u00a0=1", "\ufeff=1", "\u200b=1", "\x0b=1", "\u3000=1"]
WIDE = ["\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(A1)", "\ufe621"]


@pytest.mark.parametrize("text", [*PLAIN, *UNSEEN, *WIDE])
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "Amara", "a=1", "\u2013 none", "\u00c5sa-Lena", "5"])
def test_a_plain_cell_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_a_hostile_reason_is_harmless_in_the_download(house: House) -> None:
    record(by=SYSTEM, action="visit.booked", reason='=HYPERLINK("x")')
    (row,) = _table(SignedIn(house.olga), what="Visits")
    assert row["reason"] == '\'=HYPERLINK("x")'


def test_an_untouched_log_is_said_to_be_whole(house: House) -> None:
    seal_log()
    page = SignedIn(house.olga).post("/audit/verify/").content.decode()
    assert "Every sealed entry is as it was written." in page
    assert Entry.objects.filter(action="audit.verified").exists()


def test_a_log_with_a_lost_end_is_said_to_be_altered(house: House) -> None:
    seal_log()
    head = settings.ENVIRONMENT.keys / "audit-head"
    head.write_text(f"99 {'0' * 64}\n", encoding="ascii")
    page = SignedIn(house.olga).post("/audit/verify/").content.decode()
    assert "the log is not as it was written" in page
    assert "The log ends before seal 99" in page


def test_a_page_asks_the_database_a_few_times_however_long(house: House) -> None:
    browser = SignedIn(house.olga)
    for one in (house.amara, house.bea) * 20:
        record(by=SYSTEM, action="visit.booked", patient_id=one.pk)
    browser.get("/audit/")
    with CaptureQueriesContext(connection) as asked:
        browser.get("/audit/")
    assert 0 < len(asked) <= 16


def test_an_entry_of_a_patient_who_was_erased_says_so(house: House) -> None:
    record(by=SYSTEM, action="visit.booked", patient_id=uuid4())
    (line,) = SignedIn(house.olga).get("/audit/?what=Visits").context["lines"]
    assert line.patient == "erased"
