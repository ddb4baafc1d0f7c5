"""Questions that nobody goes on with: put aside by staff, kept as typed, and begun anew."""

import pytest
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.intake.filled import fill
from clinic.intake.visiting import ByLink
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.intake.models import Fact, Form
from percuta_clinic.intake.queries import open_form
from percuta_clinic.intake.science.words import question_text
from percuta_clinic.intake.services import NotRead, form_open, form_put_aside, form_save, form_send
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account


@pytest.fixture
def form(house: House) -> Form:
    return fill(form_open(by=house.fred.actor, patient=house.amara))


def put(
    house: House, form: Form, *, reason: str = "for somebody else", by: Account | None = None
) -> int:
    """Sina has read the form as it is and puts it aside."""
    form.refresh_from_db()
    path = reverse("questions_aside", args=[house.amara.pk])
    sent = {"form": str(form.pk), "read": form.version, "reason": reason}
    return SignedIn(by or house.sina).post(path, sent).status_code


def page(house: House, account: Account | None = None) -> str:
    return SignedIn(account or house.fred).get(f"/patients/{house.amara.pk}/questions/").text


def typed(house: House, account: Account) -> str:
    return SignedIn(account).get(reverse("questions_typed", args=[house.amara.pk])).text


def test_a_half_typed_form_is_put_aside_with_a_reason_in_the_log(house: House, form: Form) -> None:
    typed = dict(form.values)
    assert put(house, form) == 302
    form.refresh_from_db()
    assert form.put_aside_at
    assert form.values == typed
    assert not Fact.objects.exists()
    entry = Entry.objects.get(action="form.put_aside")
    assert (entry.actor_name, entry.reason) == (house.sina.name, "for somebody else")


def test_after_that_the_page_names_it_and_a_new_form_begins_empty(house: House, form: Form) -> None:
    put(house, form)
    shown = page(house)
    assert "Put aside</h3>" in shown
    assert "Put these questions aside" not in shown
    new = form_open(by=house.fred.actor, patient=house.amara)
    assert new.pk != form.pk
    assert not new.values
    assert open_form(house.amara) == new


def test_whoever_still_has_it_open_is_told_and_writes_nothing_more(
    house: House, form: Form
) -> None:
    browser = ByLink(house.amara)
    put(house, form)
    told = {"version": form.version, "values": {"hope": "later"}}
    answer = browser.post(
        reverse("my_form_save", args=[form.pk]), told, content_type="application/json"
    )
    assert answer.status_code == 409
    assert "put aside" in answer.json()["words"]


def test_without_a_reason_nothing_is_put_aside(house: House, form: Form) -> None:
    assert put(house, form, reason=" ") == 422
    form.refresh_from_db()
    assert form.is_open


def test_what_was_sent_meanwhile_is_not_put_aside(house: House, form: Form) -> None:
    form_send(by=house.sina.actor, form=form)
    assert put(house, form) == 302
    form.refresh_from_db()
    assert form.put_aside_at is None


def test_a_form_of_somebody_else_is_not_put_aside_from_here(house: House, form: Form) -> None:
    other = form_open(by=house.fred.actor, patient=house.bea)
    assert put(house, other) == 404
    other.refresh_from_db()
    assert other.is_open
    assert form.is_open


@pytest.mark.parametrize("name", ["nobody", "amara_herself"])
def test_wrong_people_put_nothing_aside(house: House, form: Form, name: str) -> None:
    path = reverse("questions_aside", args=[house.amara.pk])
    given = {"form": str(form.pk), "reason": "because"}
    assert SignedIn(getattr(house, name)).post(path, given).status_code in (403, 404)
    form.refresh_from_db()
    assert form.is_open


def test_the_desk_puts_nothing_aside_that_somebody_typed(house: House, form: Form) -> None:
    shown = page(house)
    assert "only a specialist or a doctor puts these questions aside" in shown
    assert "Dora Doktor, Sina Sommer" in shown
    assert "Put aside</button>" not in shown
    put(house, form, by=house.fred)
    form.refresh_from_db()
    assert form.is_open
    assert "that nobody has read" in page_after(house, form)


def page_after(house: House, form: Form) -> str:
    """What the desk reads after trying."""
    path = reverse("questions_aside", args=[house.amara.pk])
    sent = {"form": str(form.pk), "read": form.version, "reason": "not needed"}
    return SignedIn(house.fred).post(path, sent, follow=True).text


def test_the_desk_puts_an_untouched_form_aside(house: House) -> None:
    empty = form_open(by=house.fred.actor, patient=house.amara)
    assert "Put aside</button>" in page(house)
    assert put(house, empty, by=house.fred) == 302
    empty.refresh_from_db()
    assert empty.put_aside_at


def test_whoever_reads_answers_sees_all_that_was_typed_first(house: House, form: Form) -> None:
    form.refresh_from_db()
    changed = {"q-pregnant": "yes", "hope": "<b>less red</b>", "z-infection_in_area": ["forehead"]}
    form_save(form=form, changed=changed, version=form.version)
    assert reverse("questions_typed", args=[house.amara.pk]) in page(house, house.sina)
    shown = typed(house, house.sina)
    assert question_text("pregnant") in shown
    assert "&lt;b&gt;less red&lt;/b&gt;" in shown
    assert "forehead" in shown
    assert Entry.objects.filter(action="chart.opened", actor_name=house.sina.name).exists()
    for account in (house.fred, house.olga, house.amara_herself):
        assert "less red" not in typed(house, account)


def test_what_is_typed_after_the_reading_is_read_first(house: House, form: Form) -> None:
    form.refresh_from_db()
    before = form.version
    form_save(form=form, changed={"q-pregnant": "yes"}, version=before)
    with pytest.raises(NotRead):
        form_put_aside(by=house.sina.actor, form=form, read=before)
    form.refresh_from_db()
    assert form.is_open


def test_a_restricted_chart_shows_nothing_typed_to_strangers(house: House, form: Form) -> None:
    Patient.objects.filter(pk=house.amara.pk).update(restricted=True)
    path = reverse("questions_typed", args=[house.amara.pk])
    assert "/glass/" in SignedIn(house.sina).get(path)["Location"]
    put(house, form)
    form.refresh_from_db()
    assert form.is_open


def test_without_typing_there_is_nothing_to_read(house: House) -> None:
    form_open(by=house.fred.actor, patient=house.amara)
    assert (
        "Nothing is typed"
        in SignedIn(house.sina)
        .get(reverse("questions_typed", args=[house.amara.pk]), follow=True)
        .text
    )
