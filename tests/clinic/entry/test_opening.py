"""A new clinic opens by one link, a new account by one invitation."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.people_here import PASSWORD, House
from percuta_clinic.audit.models import Entry
from percuta_clinic.entry.first_run import first_run_open, first_run_secret
from percuta_clinic.frame.links import invitation_url
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account, Invitation
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import invitation_make
from percuta_clinic.premises.models import Clinic

FORM = {
    "clinic_name": "Light Hill",
    "country": "PT",
    "time_zone": "Europe/Lisbon",
    "name": "Maria Silva",
    "email": "Maria@clinic.example",
    "password": PASSWORD,
    "again": PASSWORD,
}
NEW = {"name": "Ina Neu", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture(autouse=True)
def _no_link() -> Iterator[None]:
    yield
    (settings.ENVIRONMENT.keys / "first-run").unlink(missing_ok=True)


def first_page() -> str:
    return reverse("first_run", args=[first_run_secret()])


def invited(role: Role = Role.SPECIALIST, patient_id: UUID | None = None) -> str:
    email = "ina@clinic.example"
    _, secret = invitation_make(
        by=None, email=email, name="Ina", roles=[role], patient_id=patient_id
    )
    return secret


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/patients/found/", "/nowhere/"])
def test_before_the_opening_every_page_says_how_to_open(stranger: Client, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 503
    assert "percuta clinic init" in answer.content.decode()


def test_the_owner_opens_the_clinic_and_is_led_to_the_second_factor(stranger: Client) -> None:
    answer = stranger.post(first_page(), FORM, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("second_factor")
    clinic, owner = Clinic.objects.get(), Account.objects.get()
    assert (clinic.name, clinic.country, clinic.time_zone) == ("Light Hill", "PT", "Europe/Lisbon")
    assert (owner.email, owner.roles) == ("maria@clinic.example", (Role.OWNER,))
    assert stranger.session["_auth_user_id"] == str(owner.pk)
    assert stranger.get(reverse("mfa_activate_totp")).status_code == 200


def test_the_link_dies_after_use(stranger: Client) -> None:
    page = first_page()
    stranger.post(page, FORM)
    assert Client().get(page).status_code == 404
    assert Client().post(page, FORM | {"email": "x@clinic.example"}).status_code == 404
    assert Account.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_open_at_once_make_one_clinic() -> None:
    page = first_page()

    def opens(n: int) -> int:
        try:
            return Client().post(page, FORM | {"email": f"owner{n}@clinic.example"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        answers = sorted(both.map(opens, range(2)))
    assert answers in ([200, 302], [302, 404])
    assert Clinic.objects.count() == Account.objects.count() == 1


def test_a_wrong_or_old_link_opens_nothing(
    stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = first_page()
    assert stranger.get("/first-run/guessed/").status_code == 404
    tomorrow = timezone.now() + timedelta(hours=25)
    monkeypatch.setattr("percuta_clinic.entry.first_run.timezone.now", lambda: tomorrow)
    assert stranger.post(page, FORM).status_code == 404
    assert not Clinic.objects.exists()


def test_a_new_link_replaces_the_one_before() -> None:
    first, second = first_run_secret(), first_run_secret()
    assert not first_run_open(first)
    assert first_run_open(second)


def test_the_link_is_kept_only_as_a_digest_for_its_owner() -> None:
    secret = first_run_secret()
    path = settings.ENVIRONMENT.keys / "first-run"
    assert secret not in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_damaged_note_of_the_link_opens_nothing() -> None:
    secret = first_run_secret()
    for content in ("", "{}", '{"digest": 3, "until": "x"}', "[]"):
        (settings.ENVIRONMENT.keys / "first-run").write_text(content)
        assert not first_run_open(secret)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("password", "short", "at least 12 characters"),
        ("password", "123456789012345", "numeric"),
        ("password", "maria silva 1", "similar"),
        ("again", "another long pass phrase", "differ"),
        ("time_zone", "Mars/Olympus", "Select a valid choice"),
        ("country", "XX", "Select a valid choice"),
        ("email", "no address", "valid email"),
    ],
)
def test_a_bad_answer_is_named_and_nothing_opens(
    stranger: Client, field: str, value: str, *, words: str
) -> None:
    given = FORM | {field: value} | ({"again": value} if field == "password" else {})
    answer = stranger.post(first_page(), given)
    assert words in answer.content.decode()
    assert not Clinic.objects.exists()
    assert not Account.objects.exists()


@pytest.mark.usefixtures("house")
def test_no_link_is_made_for_a_clinic_that_is_open() -> None:
    with pytest.raises(ValidationError, match="open already"):
        first_run_secret()


@pytest.mark.usefixtures("house")
def test_an_invited_colleague_comes_in_and_needs_a_second_factor(stranger: Client) -> None:
    page = reverse("invitation", args=[invited()])
    assert "ina@clinic.example" in stranger.get(page).content.decode()
    answer = stranger.post(page, NEW, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("second_factor")
    made = Account.objects.get(email="ina@clinic.example")
    assert (made.name, made.roles) == ("Ina Neu", (Role.SPECIALIST,))


@pytest.mark.usefixtures("house")
def test_an_invited_patient_is_tied_to_the_own_record(stranger: Client) -> None:
    patient = Patient.objects.create(given_name="Ina", family_name="Neu")
    secret = invited(role=Role.PATIENT, patient_id=patient.pk)
    answer = stranger.post(reverse("invitation", args=[secret]), NEW, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("my_home")
    patient.refresh_from_db()
    assert patient.account is not None
    assert patient.account.email == "ina@clinic.example"
    assert Entry.objects.filter(action="patient.account_tied", patient_id=patient.pk).count() == 1


@pytest.mark.parametrize("case", ["has account", "removed", "unknown"])
def test_a_record_that_cannot_be_tied_makes_no_account(
    house: House, stranger: Client, case: str
) -> None:
    if case == "removed":
        Patient.objects.filter(pk=house.bea.pk).update(account=None, removed_at=timezone.now())
    key = {"has account": house.amara.pk, "removed": house.bea.pk, "unknown": uuid4()}[case]
    secret = invited(role=Role.PATIENT, patient_id=key)
    answer = stranger.post(reverse("invitation", args=[secret]), NEW)
    assert "new invitation" in answer.content.decode()
    assert not Account.objects.filter(email="ina@clinic.example").exists()


@pytest.mark.usefixtures("house")
def test_an_invitation_works_once(stranger: Client) -> None:
    page = reverse("invitation", args=[invited()])
    stranger.post(page, NEW)
    again = Client().post(page, NEW)
    assert again.status_code == 404
    assert "is over" in again.content.decode()


@pytest.mark.parametrize("change", ["expires_at", "withdrawn_at"])
@pytest.mark.usefixtures("house")
def test_an_old_or_withdrawn_invitation_says_what_to_do(stranger: Client, change: str) -> None:
    secret = invited()
    Invitation.objects.update(**{change: timezone.now() - timedelta(seconds=1)})
    answer = stranger.get(reverse("invitation", args=[secret]))
    assert answer.status_code == 404
    assert "ask your clinic for a new invitation" in answer.content.decode()


@pytest.mark.usefixtures("house")
def test_an_address_with_an_account_is_told_to_sign_in(stranger: Client) -> None:
    secret = invited()
    Account.objects.create_user("ina@clinic.example", PASSWORD, name="Other Ina")
    answer = stranger.post(reverse("invitation", args=[secret]), NEW)
    assert "has an account already" in answer.content.decode()
    assert "_auth_user_id" not in stranger.session


def test_the_new_person_replaces_whoever_was_signed_in(house: House, stranger: Client) -> None:
    stranger.force_login(house.bea_herself)
    page = reverse("invitation", args=[invited()])
    assert "signs that person out" in stranger.get(page).content.decode()
    stranger.post(page, NEW)
    made = Account.objects.get(email="ina@clinic.example")
    assert stranger.session["_auth_user_id"] == str(made.pk)


def test_the_link_in_the_letter_is_the_address_people_type() -> None:
    assert invitation_url("abc") == f"{settings.ENVIRONMENT.url}/invitation/abc/"
