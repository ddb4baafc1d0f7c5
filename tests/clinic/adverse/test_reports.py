"""Reports are filled from the event, kept as they were made, and noted as sent."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from clinic.adverse.harm import assessed, entered
from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.treatment.said import opened
from percuta_clinic.adverse.models import AdverseEvent, Report, Sending
from percuta_clinic.adverse.papers import report_text
from percuta_clinic.adverse.reporting import filled, report_make, report_sent
from percuta_clinic.adverse.science_reports import FORMS
from percuta_clinic.audit.models import Entry


def made(house: House, event: AdverseEvent, form: str = "fda") -> Report:
    known = filled(event, form, clinic=house.clinic, by=house.sina)
    values = [value for _, _, value in known]
    return report_make(by=house.sina, event=event, form=form, duty="voluntary", values=values)


def value(rows: list[list[str]], name: str) -> str:
    return next(told for _, called, told in rows if called.startswith(name))


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_field_has_a_value_or_says_not_known(house: House, form: str) -> None:
    rows = filled(entered(house), form, clinic=house.clinic, by=house.sina)
    assert [name for _, name, told in rows if not told] == []
    assert "not known" in [told for _, _, told in rows]


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_report_never_names_the_patient(house: House, form: str) -> None:
    report = made(house, entered(house), form)
    assert "Okafor" not in report_text(report)
    assert str(house.amara.pk)[-8:] in report_text(report)


def test_seriousness_is_not_known_before_a_doctor_judged_it(house: House) -> None:
    event = entered(house)
    before = filled(event, "fda", clinic=house.clinic, by=house.sina)
    assert value(before, "Outcomes attributed") == "not known"
    assessed(house, event)
    event.refresh_from_db()
    after = filled(event, "fda", clinic=house.clinic, by=house.sina)
    assert value(after, "Outcomes attributed") == "not serious"


def test_the_description_tells_what_was_written_since(house: House) -> None:
    event = entered(house)
    assessed(house, event)
    rows = filled(event, "mdr", clinic=house.clinic, by=house.sina)
    assert "Dark marks after needling, no sun" in value(rows, "Nature of the incident")


def test_a_field_that_was_emptied_is_kept_as_not_known(house: House) -> None:
    event = entered(house)
    values = ["" for _ in FORMS["yellow"].fields]
    report = report_make(by=house.sina, event=event, form="yellow", duty="mandatory", values=values)
    assert {told for _, _, told in report.fields} == {"not known"}


def test_a_report_is_made_downloaded_and_noted_as_sent_on_the_pages(house: House) -> None:
    event, client = entered(house), SignedIn(house.sina)
    page = f"/adverse/{event.pk}/report/mdr/"
    assert "template 7.3.1" in client.get(page).content.decode()
    client.post(page, {"duty": "voluntary", "field_0": "BfArM"})
    report = Report.objects.get()
    assert report.fields[0] == ["1.1 a", "Name of the receiving national authority", "BfArM"]
    start = f"/adverse/reports/{report.pk}/"
    assert client.get(f"{start}pdf/").content.startswith(b"%PDF")
    assert "1.1 a Name of the receiving" in client.get(f"{start}text/").content.decode()
    today = timezone.localdate().isoformat()
    client.post(f"{start}sent/", {"sent_on": today, "receiver": "BfArM", "reference": "B-17"})
    assert "B-17" in client.get(start).content.decode()
    assert "B-17" in client.get(f"/adverse/{event.pk}/").content.decode()
    assert Entry.objects.filter(action="adverse.report_taken").count() == 2


def test_why_it_is_made_has_to_be_said_and_nothing_typed_is_lost(house: House) -> None:
    event = entered(house)
    answer = SignedIn(house.sina).post(f"/adverse/{event.pk}/report/fda/", {"field_0": "Mark 7"})
    assert answer.status_code == 422
    assert "Mark 7" in answer.content.decode()


def test_a_report_that_does_not_exist_is_not_there(house: House) -> None:
    event = entered(house)
    assert SignedIn(house.sina).get(f"/adverse/{event.pk}/report/tga/").status_code == 404


def test_nothing_is_sent_before_it_was_made_or_tomorrow(house: House) -> None:
    report = made(house, entered(house))
    for days in (-1, 1):
        day = timezone.localdate() + timedelta(days=days)
        with pytest.raises(ValidationError, match="it was made on"):
            report_sent(by=house.sina, report=report, sent_on=day, receiver="FDA")


def test_the_database_refuses_to_change_a_report_or_its_sending(house: House) -> None:
    report = made(house, entered(house))
    day = timezone.localdate()
    report_sent(by=house.sina, report=report, sent_on=day, receiver="FDA", reference="1")
    for change in (
        lambda: Report.objects.update(duty="mandatory"),
        lambda: Sending.objects.update(reference="2"),
        lambda: Sending.objects.all().delete(),
        report.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_day_nobody_told_is_told_as_between_session_and_telling(house: House) -> None:
    session = opened(house)
    rows = filled(entered(house, session), "fda", clinic=house.clinic, by=house.sina)
    given = timezone.localdate(session.opened_at).isoformat()
    assert any(f"after the session on {given}" in told for _, _, told in rows)


def test_a_report_not_sent_is_named_before_the_event_is_closed(house: House) -> None:
    event = entered(house)
    assessed(house, event)
    report = made(house, event)
    dora = SignedIn(house.dora)
    path = f"/adverse/{event.pk}/"
    assert "is written and not noted as sent" in dora.get(path).text
    today = timezone.localdate()
    report_sent(by=house.sina, report=report, sent_on=today, receiver="FDA", reference="")
    assert "is written and not noted as sent" not in dora.get(path).text
