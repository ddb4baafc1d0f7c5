"""Answers put right by staff: where, by whom, with what reason, and what cannot be so."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.intake.filled import Typed
from clinic.people_here import House
from clinic.screening.through import answer, last_time, today
from percuta.screening.catalogue import QUESTIONS
from percuta_clinic.audit.models import Entry
from percuta_clinic.intake.models import Fact, Form, Source
from percuta_clinic.people.models import Account
from percuta_clinic.screening.mending import pieces_of_answer, pieces_of_text
from percuta_clinic.screening.queries import standing
from percuta_clinic.screening.services import answers_mended

WHY = "she showed me the letter"


def mend(
    by: Account, form: Form, key: str, *, given: str = "", reason: str = WHY, **more: str
) -> None:
    where = more.get("zones", "").split()
    if key == "medicines":
        pieces = pieces_of_text(key, more["text"])
    else:
        pieces = pieces_of_answer(key, given, day=more.get("day", ""), zones=where, today=today())
    answers_mended(by=by, form=form, pieces=pieces, source=Source.WITH_STAFF, reason=reason)


def days_ago(days: int) -> str:
    return (today() - timedelta(days=days)).isoformat()


def test_only_the_newest_answers_are_put_right(house: House) -> None:
    older = answer(house)
    newest = answer(house)
    with pytest.raises(ValidationError, match="Newer answers count"):
        mend(house.sina, older, "pregnant", given="yes")
    assert standing(house.amara, day=today()).state == "clear"
    mend(house.sina, newest, "pregnant", given="yes")
    assert standing(house.amara, day=today()).state != "clear"


def test_an_older_tab_shows_no_form_and_leads_to_the_newest(house: House) -> None:
    older, _ = answer(house), answer(house)
    address = reverse("answers", args=[house.amara.pk])
    client = SignedIn(house.sina)
    assert "Put right<" in client.get(address).content.decode()
    shown = client.get(f"{address}?form={older.pk}").content.decode()
    assert reverse("answer_mend", args=[house.amara.pk]) not in shown
    assert "Put right in the newest answers" in shown
    sent = {"form": str(older.pk), "key": "pregnant", "given": "yes", "source": "with staff"}
    sent["next"] = f"{address}?form={older.pk}"
    answered = client.post(reverse("answer_mend", args=[house.amara.pk]), sent, follow=True)
    assert answered.redirect_chain == [(address, 302)]
    assert "Newer answers count instead" in answered.content.decode()


def test_a_specialist_clicks_no_stop_away(house: House) -> None:
    form = answer(house, pregnant="yes")
    with pytest.raises(ValidationError, match="Only a doctor takes this back: Dora Doktor"):
        mend(house.sina, form, "pregnant", given="no")
    assert standing(house.amara, day=today()).state != "clear"
    with pytest.raises(ValidationError, match="Say why"):
        mend(house.dora, form, "pregnant", given="no", reason="seen")
    mend(house.dora, form, "pregnant", given="no")
    assert standing(house.amara, day=today()).state == "clear"


def test_not_known_is_no_way_round_the_doctor(house: House) -> None:
    form = answer(house, pregnant="yes")
    mend(house.sina, form, "pregnant", given="not known")
    with pytest.raises(ValidationError, match="Only a doctor"):
        mend(house.sina, form, "pregnant", given="no")


@pytest.mark.parametrize(("given", "day"), [("never", ""), ("date", "2019")])
def test_a_last_time_behind_a_wait_moves_back_only_by_a_doctor(
    house: House, given: str, day: str
) -> None:
    form = answer(house, **last_time(QUESTIONS["isotretinoin_last"], today(), []))
    with pytest.raises(ValidationError, match="Only a doctor"):
        mend(house.sina, form, "isotretinoin_last", given=given, day=day)
    mend(house.dora, form, "isotretinoin_last", given=given, day=day)
    assert standing(house.amara, day=today()).state == "clear"


def test_a_later_day_takes_a_reason_but_no_doctor(house: House) -> None:
    form = answer(house, **last_time(QUESTIONS["isotretinoin_last"], date(2020, 1, 1), []))
    for reason in ("", "asked"):
        with pytest.raises(ValidationError, match="Say why"):
            mend(house.sina, form, "isotretinoin_last", given="date", day="2021", reason=reason)
    mend(house.sina, form, "isotretinoin_last", given="date", day="2021")
    assert Fact.objects.filter(key="isotretinoin_last").latest("at").reason == WHY


def test_a_yes_that_lasts_is_taken_back_in_every_form_by_a_doctor(house: House) -> None:
    answer(house, keloid="yes")
    newest = answer(house)
    client = SignedIn(house.sina)
    shown = client.get(reverse("answers", args=[house.amara.pk])).content.decode()
    assert "Still counts from earlier" in shown
    for given in ("no", "not known"):
        with pytest.raises(ValidationError, match="Only a doctor"):
            mend(house.sina, newest, "keloid", given=given)
    mend(house.dora, newest, "keloid", given="no")
    assert standing(house.amara, day=today()).state == "clear"


@pytest.mark.parametrize(
    ("key", "more", "words"),
    [
        ("isotretinoin_last", {"given": "date", "day": "1850"}, "before the birth"),
        ("isotretinoin_last", {"given": "date", "day": "2999"}, "still to come"),
        ("isotretinoin_now", {"given": "yes"}, "does not fit"),
        ("cold_sore_now", {"given": "yes"}, "does not fit"),
        ("filler_last", {"given": "never", "zones": "cheek_left forehead"}, "not wished for"),
        ("filler_last", {"given": "never", "zones": "cheek_left scalp_x"}, "no place we know"),
        ("medicines", {"text": "Metamizole\nWarfarin"}, "stands under the medicines"),
        ("medicines", {"text": "Metformin"}, "stands under the medicines"),
    ],
)
def test_what_cannot_be_is_refused_whole(
    house: House, key: str, *, more: dict[str, str], words: str
) -> None:
    form = answer(house)
    before = Fact.objects.count()
    with pytest.raises(ValidationError, match=words):
        mend(house.sina, form, key, **more)
    assert Fact.objects.count() == before
    assert standing(house.amara, day=today()).state == "clear"


def test_marks_that_are_to_be_treated_came_at_some_time(house: House) -> None:
    scars: dict[str, Typed] = {"wish__fine_lines": [], "wish__acne_scars": ["cheek_left"]}
    known = {"newest_acne_scar": "some", "d__newest_acne_scar": "2017"}
    form = answer(house, **scars, **known)
    with pytest.raises(ValidationError, match="cannot be no or never"):
        mend(house.dora, form, "newest_acne_scar", given="never", zones="cheek_left")
    mend(house.dora, form, "newest_acne_scar", given="not known", zones="cheek_left")


def test_a_contradiction_has_a_way_out(house: House) -> None:
    form = answer(house)
    mend(house.sina, form, "anticoagulants", given="yes")
    mend(house.sina, form, "medicines", text="Warfarin")
    with pytest.raises(ValidationError, match="stands under the medicines"):
        mend(house.dora, form, "anticoagulants", given="no")
    mend(house.sina, form, "medicines", text="")
    mend(house.dora, form, "anticoagulants", given="no")
    assert standing(house.amara, day=today()).state == "clear"


def test_the_log_says_nothing_of_the_answer(house: House) -> None:
    form = answer(house)
    mend(house.sina, form, "blood_borne_infection", given="yes", reason="told me of hepatitis")
    entry = Entry.objects.get(action="answers.put_right")
    assert (entry.subject_id, entry.fields, entry.reason) == (str(form.pk), [], "")
    assert Fact.objects.filter(reason="told me of hepatitis").exists()


def test_a_month_still_to_come_is_refused(house: House) -> None:
    form = answer(house)
    with pytest.raises(ValidationError, match="still to come"):
        pieces_of_answer(
            "isotretinoin_last", "date", day="2026-12", zones=[], today=date(2026, 11, 28)
        )
    mend(house.sina, form, "isotretinoin_last", given="date", day=f"{today().year}")
    assert Fact.objects.filter(key="isotretinoin_last").latest("at").value["on"] == (
        today().isoformat()
    )


def test_every_field_to_put_right_has_a_label_that_is_seen(house: House) -> None:
    answer(house, keloid="yes")
    shown = SignedIn(house.sina).get(reverse("answers", args=[house.amara.pk])).content.decode()
    said = 'Why, in a few words <span class="must">needed to change a yes or a day</span></label>'
    assert f'<label for="reason-keloid">{said}' in shown
    assert '<label for="source-keloid">How you know</label>' in shown
    assert "Day, month or year, such as 2026-03-14 <input" in shown
    form = shown[shown.index('<form class="mend') :]
    assert "placeholder" not in form[: form.index("</main>")]
