"""A visit by private link ends when somebody signs in, and the log names no patient."""

from datetime import date

from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.intake.filled import fill
from clinic.intake.visiting import ByLink, try_date
from clinic.people_here import PASSWORD, House
from percuta_clinic.audit.models import Entry
from percuta_clinic.intake.links import VISIT
from percuta_clinic.intake.models import Fact
from percuta_clinic.intake.services import form_open
from percuta_clinic.patients.merging import merge


def test_signing_in_ends_the_visit_of_whoever_came_by_link(house: House) -> None:
    browser = ByLink(house.amara)
    sent = {"login": house.bea_herself.email, "password": PASSWORD}
    assert browser.post(reverse("account_login"), sent).status_code == 302
    assert browser.session["_auth_user_id"]
    assert VISIT not in browser.session
    page = browser.get(reverse("my_prepare")).content.decode()
    assert "Bea" in page
    assert "Amara" not in page


def test_whoever_is_signed_in_sees_their_own_page_not_that_of_a_link(house: House) -> None:
    browser, visit = SignedIn(house.bea_herself), ByLink(house.amara).session[VISIT]
    session = browser.session
    session[VISIT] = visit
    session.save()
    assert "Amara" not in browser.get(reverse("my_prepare")).content.decode()
    browser.post(reverse("my_leave"))
    assert VISIT not in browser.session
    assert "_auth_user_id" in browser.session


def test_a_record_merged_into_another_asks_for_the_birth_date_of_that_one(
    house: House,
) -> None:
    """Two people taken for one: the phone of one shows nothing of the other."""
    browser = ByLink(house.bea)
    merge(by=house.dora, keep=house.amara, gone=house.bea)
    assert browser.get(reverse("my_prepare")).headers["Location"] == reverse("my_link_again")
    wrong = try_date(browser, browser.secret, date(1979, 5, 2))
    assert wrong.status_code == 422
    assert "Amara" not in wrong.content.decode()


def test_no_name_of_a_patient_who_sends_answers_is_in_the_log(house: House) -> None:
    form = fill(form_open(by=house.fred.actor, patient=house.amara))
    browser = SignedIn(house.amara_herself)
    browser.post(reverse("my_form_check", args=[form.pk]), {"version": form.version})
    list(browser.post(reverse("my_data")))  # read to its end, or its file stays open
    form.refresh_from_db()
    assert form.sent_by == "The patient"
    assert set(Fact.objects.values_list("by_name", flat=True)) == {"The patient"}
    done = Entry.objects.filter(action__in=("form.sent", "patient.exported"))
    assert sorted(done.values_list("action", flat=True)) == ["form.sent", "patient.exported"]
    assert set(done.values_list("actor_name", flat=True)) == {"The patient"}
