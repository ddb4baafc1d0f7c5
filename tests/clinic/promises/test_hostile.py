"""Every form of every door, filled in by somebody who wants the clinic to fail."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from clinic.people_here import House
from clinic.promises.addresses import addresses
from clinic.promises.forms_there import Form
from clinic.promises.hostile_browser import (
    MARK,
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
    "audit": ["before", "since", "until", "whom", "by", "what", "patient"],
    "audit_csv": ["since", "until", "by", "what", "patient"],
    "chart": ["kind", "before"],
    "visits_taken": ["day"],
    "visit_new": ["patient"],
    "board": ["whose"],
    "stock_receive": ["product"],
    "stock_device_facts": ["model", "max_depth_mm"],
    "text": ["from"],
    "account_login": ["next"],
    "my_form_names": ["medicine", "list"],
}
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
    "merge_compare": "makes one record of two that are looked at",
    "delegation_end": "the page forgets it",
}
# What leaves no entry although it was done, each with its reason.
NO_ENTRY = {
    "consent_withdraw": "it was withdrawn before; nothing changes",
    "my_form_step": "what is typed is no answer yet; sending is written down",
    "note_discard": "a draft is nobody's record yet",
    "draft_discard": "a draft is nobody's record yet",
    "draft_take_back": "a draft is nobody's record yet",
    "invitation_end": "the new letter sent just before withdrew it already",
    "rules_read": "a tick is kept as a draft; the signature is written down",
    "mfa_view_recovery_codes": "pressed a second time it changes nothing",
}


def junk_for(form: Form) -> Iterator[dict[str, Any]]:
    """All fields filled with the same junk, then one field at a time."""
    fits = fitting(form)
    for junk in EVERYWHERE:
        yield dict.fromkeys(fits, junk)
    for name in fits:
        kind = form.fields[name].kind
        if kind in ("hidden", "date", "time", "number", "select"):
            for junk in ONE_BY_ONE if kind == "hidden" else ONE_BY_ONE[-3:]:
                yield fits | {name: junk}


def test_no_form_falls_over_whatever_is_typed(house: House) -> None:
    browsers = everybody(house)
    forms = forms_of_all(house, things(house), browsers)
    assert len(forms) > 40, [browser.faults[:3] for browser in browsers.values()]
    for role, form in forms.values():
        for data in junk_for(form):
            browsers[role].undone(form.action, data)
    faults = [fault for browser in browsers.values() for fault in browser.faults]
    assert not faults, "\n".join(faults)


def test_no_page_falls_over_whatever_is_asked(house: House) -> None:
    known, browsers = things(house), everybody(house)
    by_name = {address.name: address for address in addresses()}
    for name, asked in ASKED.items():
        for one in asked:
            for junk in ODD:
                browser = browsers["owner" if name.startswith("audit") else "doctor"]
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
