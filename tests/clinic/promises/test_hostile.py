"""Every form of every door, filled in by somebody who wants the clinic to fail."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.forms import BaseForm, Field, MultipleChoiceField

from clinic.people_here import House
from clinic.promises.addresses import addresses
from clinic.promises.forms_there import Form
from clinic.promises.hostile_browser import (
    MARK,
    Hostile,
    TheAnswer,
    everybody,
    fitting,
    forms_of_all,
    pages,
    path_of,
)
from clinic.promises.things import things

EVERYWHERE = ("", "a\x00b", "\u202e\u2066\ufffd", "x" * 101_000)
ONE_BY_ONE = ("abc", "9" * 30, "1" * 5000, "a\x00b", "0001-01-01", "9999-12-31")
ASKED = {
    "patients": ["before"],
    "patients_found": ["q"],
    "merge_choose": ["q"],
    "messages": ["show", "q", "page"],
    "comments": ["show", "page"],
    "audit": ["before", "since", "until", "whom", "by", "what", "patient"],
    "audit_csv": ["since", "until", "by", "what", "patient"],
    "chart": ["kind", "before"],
    "photo_add": ["view"],
    "photos_compare": ["view", "pair"],
    "calendar": ["day", "span", "by", "of", "show"],
    "visit_new": ["patient", "service", "first"],
    "visit_shift": ["specialist", "room", "first"],
    "board": ["day", "whose"],
    "adverse_rates": ["first", "last"],
    "adverse_rates_behind": ["value"],
    "numbers": ["first", "last"],
    "numbers_list": ["number"],
    "takings": ["day"],
    "stock_receive": ["product"],
    "stock_device_facts": ["model", "max_depth_mm"],
    "text": ["from"],
    "account_login": ["next"],
    "book_times": ["day", "view", "with"],
    "my_form_names": ["medicine", "list"],
}
OWNERS = ("audit", "numbers", "takings")
ODD = (*ONE_BY_ONE, "'", "%", "((((", "2024-02-30", "0001-01-01T00:00:00+14:00_" + "0" * 32)
# Sent last or not at all, since little is left to look at afterwards.
ENDS = {
    "account_logout": "leaves",
    "account_login": "for strangers",
    "account_shut": "shuts the account of somebody who is looked at",
    "patient_erase": "nothing is left to look at",
    "patient_leave": "takes the record away",
    "role_take": "takes the rights away",
    "end_session": "signs out",
    "questions_hand": "signs out",
    "questions_aside": "closes the form that is still to be sent",
    "consent_hand": "signs out",
    "my_link": "signs out",
    "comment_remove": "nothing is left to look at",
    "comment_wipe": "nothing is left to look at",
    "merge_compare": "makes one record of two that are looked at",
    "delegation_end": "the page forgets it",
}
# What leaves no entry although it was done, each with its reason.
NO_ENTRY = {
    "my_waiting_leave": "staff took her off the list just before; nothing changes",
    "consent_withdraw": "it was withdrawn before; nothing changes",
    "my_form_step": "what is typed is no answer yet; sending is written down",
    "plan_keep": "a draft counts for nobody; proposing it is written down",
    "note_discard": "a draft is nobody's record yet",
    "draft_discard": "a draft is nobody's record yet",
    "draft_take_back": "a draft is nobody's record yet",
    "website_draft_discard": "a draft is nobody's record yet",
    "website_draft_take_back": "a draft is nobody's record yet",
    "invitation_end": "the new letter sent just before withdrew it already",
    "rules_read": "a tick is kept as a draft; the signature is written down",
    "mfa_view_recovery_codes": "pressed a second time it changes nothing",
}


def send_junk(browser: Hostile, form: Form) -> None:
    """All fields filled with the same junk, then one field at a time."""
    fits = fitting(form)
    for junk in EVERYWHERE:
        browser.undone(form.action, dict.fromkeys(fits, junk))
    together: dict[str, list[str]] = {}
    for name in fits:
        for junk in one_by_one(browser, form, name):
            together.setdefault(junk, []).append(name)
    for junk, names in together.items():
        browser.undone(form.action, fits | dict.fromkeys(names, junk))


def one_by_one(browser: Hostile, form: Form, name: str) -> Iterator[str]:
    """Sends junk in this field alone; gives back what it refuses in the same way as junk sent."""
    kind, fits, refused = form.fields[name].kind, fitting(form), set[str]()
    if kind not in ("hidden", "date", "time", "number", "select"):
        return
    for junk in ONE_BY_ONE if kind == "hidden" else ONE_BY_ONE[-3:]:
        if junk in refused:
            yield junk
        else:
            answer = browser.undone(form.action, fits | {name: junk})
            refused = refused or refused_alike(answer, name, sent=junk)


def refused_alike(answer: TheAnswer | None, name: str, *, sent: str) -> set[str]:
    """Junk the field itself refuses, if that is why it refused what was sent."""
    for shown in bound_forms(answer):
        if name in shown.fields and name in shown.errors and not shown.prefix:
            found = {junk for junk in ONE_BY_ONE if refuses(shown.fields[name], junk)}
            return found if sent in found else set()
    return set()


def bound_forms(answer: TheAnswer | None) -> Iterator[BaseForm]:
    """The forms a page was made with, as they were filled in."""
    for context in (answer is not None and answer.context) or ():
        for layer in context.dicts:
            yield from (v for v in layer.values() if isinstance(v, BaseForm) and v.is_bound)


def refuses(field: Field, junk: str) -> bool:
    """Whether this never gets past the field, so that nothing behind it sees it."""
    try:
        field.clean([junk] if isinstance(field, MultipleChoiceField) else junk)
    except ValidationError:
        return True
    return False


def test_no_form_falls_over_whatever_is_typed(house: House) -> None:
    browsers = everybody(house)
    forms = forms_of_all(house, things(house), browsers)
    assert len(forms) > 40, [browser.faults[:3] for browser in browsers.values()]
    for role, form in forms.values():
        send_junk(browsers[role], form)
    faults = [fault for browser in browsers.values() for fault in browser.faults]
    assert not faults, "\n".join(faults)


def test_no_page_falls_over_whatever_is_asked(house: House) -> None:
    known, browsers = things(house), everybody(house)
    by_name = {address.name: address for address in addresses()}
    for name, asked in ASKED.items():
        for one in asked:
            for junk in ODD:
                browser = browsers["owner" if name.startswith(OWNERS) else "doctor"]
                browser.get(f"{path_of(by_name[name], known)}?{urlencode({one: junk})}")
    faults = [fault for browser in browsers.values() for fault in browser.faults]
    assert not faults, "\n".join(faults)


def test_what_was_done_is_logged_and_hostile_text_stays_text(house: House) -> None:
    known, browsers = things(house), everybody(house)
    done = _all_sent(house, known, browsers)
    assert len([name for name, (success, _) in done.items() if success]) > 20, done
    raw, shown = [], 0
    for role, path, page in pages(house, known, browsers):
        raw += [(role, path)] * (MARK in page)
        shown += "&lt;b id=hostile&gt;" in page
    assert not raw
    assert shown > 60
    silent = [name for name, (success, entries) in done.items() if success and not entries]
    assert not set(silent) - set(NO_ENTRY), silent


def _all_sent(
    house: House, known: dict[str, Any], browsers: dict[str, Any]
) -> dict[str, tuple[bool, int]]:
    """Every form once, as it fits; whether it was done, and how many entries it left."""
    done = {}
    for name, (role, form) in forms_of_all(house, known, browsers).items():
        if name not in ENDS:
            done[name] = browsers[role].post(form.action, fitting(form))
    return done
