"""Staff need a second factor and keep it; spare codes are shown once and must be kept."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.entry.answers import Answer, text_of
from clinic.entry.test_sign_in import code_now, try_password
from clinic.people_here import PASSWORD, House
from percuta_clinic.audit.models import Entry
from percuta_clinic.people.models import Account

CODES = "/accounts/2fa/codes/"


def proven(account: Account) -> Client:
    """Signed in with a second factor, and just proved it again."""
    client = SignedIn(account)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def set_up_app(client: Client) -> Answer:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    return client.post(
        reverse("mfa_activate_totp"), {"code": code_now(page.context["form"].secret)}
    )


@pytest.mark.parametrize("path", ["/", "/my-account/", "/patients/found/", "/nowhere/"])
def test_staff_without_a_second_factor_get_nowhere(
    house: House, stranger: Client, path: str
) -> None:
    stranger.force_login(house.dora)
    answer = stranger.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/second-factor/")


def test_patients_may_go_without_one(house: House, stranger: Client) -> None:
    stranger.force_login(house.bea_herself)
    assert stranger.get("/my-account/").status_code == 200


def test_the_codes_are_shown_once_and_must_be_kept(house: House, stranger: Client) -> None:
    stranger.force_login(house.dora)
    assert set_up_app(stranger).headers["Location"] == CODES
    shown = stranger.get(CODES)
    (code, *_) = shown.context["unused_codes"]
    assert code in text_of(shown)
    again = stranger.get(CODES)
    assert code not in text_of(again)
    assert "They were shown already" in text_of(again)
    assert stranger.get("/my-account/").headers["Location"] == CODES
    stranger.post(CODES)
    assert stranger.get("/my-account/").status_code == 200


def test_new_codes_must_be_kept_again(house: House) -> None:
    client = proven(house.dora)
    client.post(reverse("mfa_generate_recovery_codes"))
    client.get(CODES)
    client.post(CODES)
    client.post(reverse("mfa_generate_recovery_codes"))
    assert client.get("/my-account/").headers["Location"] == CODES


def test_the_last_factor_of_staff_stays(house: House) -> None:
    client = proven(house.dora)
    answer = client.post(reverse("mfa_deactivate_totp"))
    assert "your only second step" in text_of(answer)
    assert Authenticator.objects.filter(user=house.dora, type="totp").exists()


def test_the_last_passkey_of_staff_stays(house: House) -> None:
    client = proven(house.dora)
    Authenticator.objects.filter(user=house.dora).delete()
    passkey = Authenticator.objects.create(user=house.dora, type="webauthn", data={"name": "Phone"})
    for send in (client.get, client.post):
        answer = send(reverse("mfa_remove_webauthn", args=[passkey.pk]), follow=True)
        assert "your only second step" in text_of(answer)
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_a_patient_may_remove_the_last_one(house: House) -> None:
    TOTP.activate(house.bea_herself, generate_totp_secret())
    client = proven(house.bea_herself)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=house.bea_herself).exists()


def test_factors_are_not_changed_without_proving_it_is_you(house: House) -> None:
    client = SignedIn(house.dora)
    for name in ("mfa_add_webauthn", "mfa_deactivate_totp", "mfa_generate_recovery_codes"):
        answer = client.get(reverse(name))
        assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_secrets_of_factors_lie_encrypted(house: House) -> None:
    secret = generate_totp_secret()
    TOTP.activate(house.dora, secret)
    assert secret not in str(Authenticator.objects.get(user=house.dora).data)


@pytest.mark.django_db(transaction=True)
def test_added_and_removed_factors_are_in_the_log(house: House, stranger: Client) -> None:
    stranger.force_login(house.bea_herself)
    set_up_app(stranger)
    stranger.get(CODES)
    stranger.post(CODES)
    stranger.post(reverse("mfa_deactivate_totp"))
    rows = Entry.objects.filter(action__startswith="second_factor.").values_list("action", "fields")
    found = {(action, *fields) for action, fields in rows}
    assert found == {
        ("second_factor.added", "totp"),
        ("second_factor.added", "recovery_codes"),
        ("second_factor.codes_kept",),
        ("second_factor.removed", "totp"),
        ("second_factor.removed", "recovery_codes"),
    }


def test_a_spare_code_that_let_in_is_in_the_log(house: House, stranger: Client) -> None:
    stranger.force_login(house.dora)
    set_up_app(stranger)
    (code, *_) = stranger.get(CODES).context["unused_codes"]
    stranger.post(CODES)
    other = Client()
    try_password(other, house.dora.email, PASSWORD)
    other.post(reverse("mfa_authenticate"), {"code": code})
    assert other.session["_auth_user_id"] == str(house.dora.pk)
    assert Entry.objects.filter(action="second_factor.spare_code_used").count() == 1
