"""Staff read what was told beside the usual course, rate it higher or close it, with words."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.healing.checking import Clock, calm, last_of, send, told
from clinic.people_here import House
from percuta_clinic.adverse.models import AdverseEvent
from percuta_clinic.duty.models import Task, Urgency
from percuta_clinic.healing.asking import follow_check_ins
from percuta_clinic.healing.check_ins import check_in_close, check_in_rate
from percuta_clinic.healing.models import CheckIn, Kind, Urgent
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account
from percuta_clinic.treatment.models import Session


def warned(house: House, session: Session, **signs: str) -> CheckIn:
    check_in = told(house, session)
    values = calm(**signs) | {"words": "It throbs."}
    send(SignedIn(house.amara_herself), check_in, values, anyway="1")
    check_in.refresh_from_db()
    return check_in


def page(who: Account, url: str) -> str:
    answer = SignedIn(who).get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_board_names_what_needs_a_look_until_it_is_closed(
    house: House, session: Session
) -> None:
    check_in = warned(house, session, pus="yes")
    url = reverse("check_in", args=[check_in.pk])
    assert url in page(house.sina, "/today/")
    check_in_close(by=house.sina, check_in=check_in, words="Called; looks calm in person.")
    assert url not in page(house.sina, "/today/")


def test_the_page_says_the_level_its_reasons_sources_and_her_words(
    house: House, session: Session
) -> None:
    check_in = warned(house, session, pus="yes", near_eye="")
    shown = page(house.dora, reverse("check_in", args=[check_in.pk]))
    assert "Call today" in shown
    assert "Pus: bacterial infection." in shown
    assert "Rule today.006" in shown
    assert "It throbs." in shown
    assert "skin near the eye" in shown


def test_the_chart_shows_each_sign_beside_its_usual_course_in_words_too(
    house: House, session: Session, clock: Clock
) -> None:
    clock.after(session, days=5)
    warned(house, session, redness="moderate", pain="")
    shown = page(house.sina, reverse("healing", args=[house.amara.pk]))
    assert "day 5 clearly" in shown
    assert "day 5 not answered" in shown
    assert "Usual to day" in shown
    assert reverse("healing", args=[house.amara.pk]) in page(
        house.sina, f"/patients/{house.amara.pk}/"
    )


def test_it_is_rated_higher_with_words_and_never_lower(house: House, session: Session) -> None:
    check_in = warned(house, session, darker="yes")
    check_in_rate(by=house.dora, check_in=check_in, level=Urgent.TODAY, words="Spreads fast.")
    check_in.refresh_from_db()
    assert check_in.level == Urgent.TODAY
    assert last_of(check_in).level == Urgent.WATCH
    assert Task.objects.get().urgency == Urgency.TODAY
    with pytest.raises(ValidationError, match="never rated lower"):
        check_in_rate(by=house.dora, check_in=check_in, level=Urgent.WATCH, words="Not so bad.")


def test_closing_needs_words_and_closes_its_task(house: House, session: Session) -> None:
    check_in = warned(house, session, pus="yes")
    with pytest.raises(ValidationError, match="Say what you saw"):
        check_in_close(by=house.sina, check_in=check_in, words="  ")
    check_in_close(by=house.sina, check_in=check_in, words="Seen, swab taken.")
    assert Task.objects.get().outcome == "Seen, swab taken."


def test_whoever_opens_no_chart_neither_reads_nor_closes(house: House, session: Session) -> None:
    check_in = warned(house, session, pus="yes")
    url = reverse("check_in", args=[check_in.pk])
    for who in (house.fred, house.olga, house.nobody, house.amara_herself):
        assert SignedIn(who).get(url).status_code == 404
        assert SignedIn(who).post(f"{url}close/", {"words": "Fine."}).status_code == 404
    with pytest.raises(NotYours):
        check_in_close(by=house.fred, check_in=check_in, words="Fine.")
    check_in.refresh_from_db()
    assert check_in.closed_at is None


def test_a_refused_word_comes_back_as_it_was_typed(house: House, session: Session) -> None:
    check_in = warned(house, session, pus="yes")
    url = reverse("check_in_rate", args=[check_in.pk])
    answer = SignedIn(house.dora).post(url, {"level": "1", "words": "Looks worse."})
    assert answer.status_code == 422
    assert "Looks worse." in answer.text


def test_silence_after_a_warning_is_a_task_that_says_so(
    house: House, session: Session, clock: Clock
) -> None:
    warned(house, session, pus="yes")
    again = CheckIn.objects.get(kind=Kind.AGAIN)
    for hours in (0, 9, 25, 40):
        clock.at = again.due_at + timedelta(hours=hours)
        follow_check_ins()
    again.refresh_from_db()
    assert again.missed_at
    task = Task.objects.get(key=f"check-in:{again.pk}")
    assert task.urgency == Urgency.TODAY
    assert "Silence after a warning (Pus: bacterial infection)" in task.about


def test_own_words_alone_wait_for_a_person(house: House, session: Session) -> None:
    check_in = warned(house, session)
    assert last_of(check_in).level == Urgent.EXPECTED
    assert check_in.needs_a_look
    assert Task.objects.get().urgency == Urgency.WATCH


def test_an_answer_after_all_closes_what_silence_opened(
    house: House, session: Session, clock: Clock
) -> None:
    check_in = told(house, session)
    clock.at += timedelta(hours=30)
    follow_check_ins()
    assert Task.objects.get().is_open
    send(SignedIn(house.amara_herself), check_in, calm())
    assert not Task.objects.get().is_open
    check_in.refresh_from_db()
    assert not check_in.needs_a_look


def test_an_adverse_event_is_entered_from_what_was_told_once(
    house: House, session: Session
) -> None:
    check_in = warned(house, session, pus="yes")
    link = f"{reverse('adverse_new', args=[house.amara.pk])}?check_in={check_in.pk}"
    assert link in page(house.sina, reverse("check_in", args=[check_in.pk]))
    assert "pus: yes" in page(house.sina, link)
    typed = {"term": "infection", "words": "Pus on the chin.", "session": str(session.pk)}
    for _ in range(2):
        sent = typed | {"key": str(uuid4()), "check_in": str(check_in.pk)}
        SignedIn(house.sina).post(link, sent)
    event = AdverseEvent.objects.get(patient=house.amara)
    assert (event.source, event.key) == ("check_in", str(check_in.pk))
    other = reverse("adverse_new", args=[house.bea.pk])
    assert SignedIn(house.sina).get(f"{other}?check_in={check_in.pk}").status_code == 404
    sent = typed | {"key": str(uuid4()), "check_in": str(check_in.pk), "session": ""}
    assert SignedIn(house.sina).post(other, sent).status_code == 404
