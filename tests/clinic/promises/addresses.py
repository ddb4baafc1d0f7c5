"""Every address of the clinic, with something to put into it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

from percuta_clinic.people.rights import Right

# Pages without a guard of rights, each with its reason.
OPEN = {
    "account_login": "the door itself",
    "account_inactive": "says that an account is closed",
    "account_reset_password": "asks for a letter",
    "account_reset_password_done": "says that the letter is on its way",
    "account_reset_password_from_key": "the link in the letter is the key",
    "account_reset_password_from_key_done": "says that it worked",
    "mfa_authenticate": "the second step of signing in",
    "mfa_login_webauthn": "signing in by passkey",
    "first_run": "the link is the key, once, while there is no clinic",
    "invitation": "the link is the key, once",
    "demo_sign_in": "in the demo, on this machine alone",
    "demo_link": "in the demo, on this machine alone",
    "comments_public": "everybody may read and write under an article",
    "comment_thanks": "says what happens to a comment now",
    "comments_feed": "the comments under an article, for feed readers",
    "comment_remove": "the link in the letter is the key",
    "calendar_feed": "the address is the key: calendar programs cannot sign in",
    "my_link": "the link and the birth date are the key",
    "my_back": "the open page and the birth date are the key",
    "my_link_again": "says how to come back",
    "my_leave": "leaves",
    "home": "the clinic for strangers; whoever is signed in goes on to their own start",
    "read": "explains the treatment before anybody decides",
    "public_services": "prices are told before anybody comes",
    "public_team": "shows those alone who agreed to it",
    "public_questions": "people ask before they come",
    "public_privacy": "people read it before they type anything",
    "public_take_away": "the same sheet for everybody",
    "public_feed": "the articles, for feed readers",
    "public_sitemap": "names the public pages, for search engines",
    "robots": "keeps search engines to the public pages",
    "book": "what somebody new may book",
    "book_times": "free times; they name nobody",
    "book_you": "who somebody new is, typed by themselves",
    "book_sent": "says that a letter is on its way",
    "book_confirm": "the link in the letter is the key",
    "room_shell": "the room's page with nothing on it",
    "room_worker": "names the room's files",
    "my_offer": "the link in the message is the key; it names nobody",
    "session": "tells a script whether its session holds, and whose it is",
}
OWN = {
    "no_role": "about oneself alone",
    "second_factor": "about oneself alone",
    "signed_in": "tells the page around the sign-in dialog",
    "my_account": "about oneself alone",
    "end_session": "one's own sessions",
    "account_logout": "leaves",
    "account_reauthenticate": "about oneself alone",
    "account_change_password": "about oneself alone",
    "account_set_password": "about oneself alone",
    "mfa_index": "leads on",
    "mfa_list_webauthn": "leads on",
    "mfa_reauthenticate": "about oneself alone",
    "mfa_activate_totp": "one's own second step",
    "mfa_deactivate_totp": "one's own second step",
    "mfa_view_recovery_codes": "one's own second step",
    "mfa_generate_recovery_codes": "one's own second step",
    "mfa_add_webauthn": "one's own second step",
    "mfa_reauthenticate_webauthn": "one's own second step",
    "mfa_remove_webauthn": "one's own second step",
    "mfa_edit_webauthn": "one's own second step",
}
# Pages that are there only for some of those who have the right, each with its reason.
NOT_ALWAYS = {
    "glass": "only while the chart is shut to this person",
    "file_small": "only pictures have a preview",
    "photo_small": "only while the patient allows photographs",
    "photo_picture": "only while the patient allows photographs",
    "photo_download": "only while the patient allows photographs",
    "my_receipt": "only one's own",
    "my_treatment": "only one's own",
    "my_tell": "only where skin was needled",
    "my_tell_visit": "only where needling was recorded nowhere",
    "settings_delegations": "only for doctors and specialists",
}


@dataclass(frozen=True, kw_only=True)
class Address:
    """One address pattern and the view behind it."""

    name: str
    pattern: str
    view: Callable[..., Any]
    takes: tuple[str, ...]

    @property
    def needs(self) -> Right | None:
        """The right its guard asks for."""
        return getattr(self.view, "needs", None)

    @property
    def is_of_patient(self) -> bool:
        """Whether it lets in the patient alone, by account or by private link."""
        return getattr(self.view, "of_patient", False)


def addresses() -> list[Address]:
    """All of them, allauth's too."""
    return list(_below(get_resolver(), ""))


def _below(resolver: URLResolver, before: str) -> Iterator[Address]:
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _below(one, path)
        elif isinstance(one, URLPattern):
            yield Address(
                name=one.name or path,
                pattern=path,
                view=one.callback,
                takes=tuple(one.pattern.converters),
            )


NOWHERE = UUID(int=0)
