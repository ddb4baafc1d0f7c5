"""The ways in. Of allauth's addresses only those that a clinic wants."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path
from django.views.generic.base import RedirectView

from percuta_clinic.entry.views import calendar, home, opening, session, sign_in
from percuta_clinic.entry.views.account import end_session, my_account

to_account = RedirectView.as_view(pattern_name="my_account")

urlpatterns = [
    path("no-role/", home.no_role, name="no_role"),
    path("second-factor/", home.second_factor, name="second_factor"),
    path("session/", session.session, name="session"),
    path("signed-in/", session.signed_in, name="signed_in"),
    path("first-run/<str:secret>/", opening.first_run, name="first_run"),
    path("invitation/<str:secret>/", opening.invitation, name="invitation"),
    path("demo/private-link/", opening.demo_link, name="demo_link"),
    path("demo/sign-in/<uuid:key>/", opening.demo_sign_in, name="demo_sign_in"),
    path("my-account/", my_account, name="my_account"),
    path("my-account/sessions/<int:key>/end/", end_session, name="end_session"),
    path("my-account/calendar/", calendar.make, name="my_calendar"),
    path("my-account/calendar/end/", calendar.end, name="my_calendar_end"),
    path("calendar/feed/<str:secret>.ics", calendar.feed, name="calendar_feed"),
    path("accounts/login/", sign_in.SignIn.as_view(), name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/", account.password_change, name="account_change_password"),
    path("accounts/password/set/", account.password_set, name="account_set_password"),
    path("accounts/password/reset/", sign_in.AskReset.as_view(), name="account_reset_password"),
    path(
        "accounts/password/reset/done/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/reset/changed/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("accounts/2fa/", to_account, name="mfa_index"),
    path("accounts/2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("accounts/2fa/confirm/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("accounts/2fa/app/add/", totp.activate_totp, name="mfa_activate_totp"),
    path("accounts/2fa/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("accounts/2fa/codes/", sign_in.SpareCodes.as_view(), name="mfa_view_recovery_codes"),
    path(
        "accounts/2fa/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path("accounts/2fa/passkeys/", to_account, name="mfa_list_webauthn"),
    path("accounts/2fa/passkeys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path(
        "accounts/2fa/passkeys/login/",
        sign_in.SignInByPasskey.as_view(),
        name="mfa_login_webauthn",
    ),
    path(
        "accounts/2fa/passkeys/confirm/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "accounts/2fa/passkeys/<int:pk>/remove/",
        sign_in.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("accounts/2fa/passkeys/<int:pk>/name/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]
