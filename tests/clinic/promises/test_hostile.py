"""Every form of every door, filled in by somebody who wants the clinic to fail."""

from collections.abc import Iterator
from http.cookies import SimpleCookie

from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch

from clinic.conftest import SignedIn
from clinic.people_here import House
from clinic.promises.addresses import Address, addresses
from clinic.promises.forms_there import Field, Form, forms_in
from clinic.promises.test_everybody import to
from clinic.promises.things import things

MARK = "<b id=hostile>"
JUNK = (
    "",
    "abc",
    "-1",
    "9" * 30,
    "1" * 5000,
    "a\x00b",
    "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace") + "\u202e\u2066",
    "0001-01-01",
    "9999-12-31",
    "NaN",
    "x" * 101_000,
)
ASKED = (
    "q", "before", "since", "until", "day", "page", "kind", "whose", "from", "patient",
    "product", "next", "show", "whom", "by", "what", "model", "max_depth_mm", "all",
)  # fmt: skip
ODD_ASKED = (*JUNK[1:-1], "2024-02-30", "0001-01-01T00:00:00+14:00_" + "0" * 32, "'", "%", "((((")


FAULTS: list[str] = []


class Hostile:
    """One person's browser; what it does is undone at once, unless kept."""

    def __init__(self, browser: Client) -> None:
        self.browser = browser
        self.cookies = browser.cookies.output(header="", sep=";")
        self.faults: list[str] = []
        self.sent = 0

    def get(self, path: str) -> str:
        """The page, as text."""
        try:
            answer = self.browser.get(path)
        except Exception as error:
            self.faults.append(f"GET {path[:120]}: {error!r}"[:300])
            return ""
        finally:
            self._as_before()
        if answer.status_code >= 500:
            self.faults.append(f"GET {path[:120]}: {answer.status_code}")
        html = "html" in answer.headers.get("Content-Type", "")
        return answer.content.decode() if html and not answer.streaming else ""

    def post(self, path: str, data: dict[str, object], *, keep: bool = False) -> int:
        """The status of the answer."""
        self.sent += 1
        try:
            with transaction.atomic():
                answer = self.browser.post(path, data)
                b"".join(answer.streaming_content) if answer.streaming else None
                transaction.set_rollback(not keep)
        except Exception as error:
            short = {name: str(value)[:40] for name, value in data.items()}
            self.faults.append(f"POST {path} {short}: {error!r}"[:600])
            return 500
        finally:
            self._as_before()
        if answer.status_code >= 500:
            self.faults.append(f"POST {path}: {answer.status_code}")
        return answer.status_code

    def _as_before(self) -> None:
        self.browser.cookies = SimpleCookie(self.cookies)


def everybody(house: House) -> dict[str, Hostile]:
    return {role: Hostile(SignedIn(account)) for role, account in house.everybody.items()}


def may(house: House, address: Address) -> list[str]:
    return [
        role
        for role, account in house.everybody.items()
        if address.needs is None or address.needs in account.rights
    ]


def filled(one: Field) -> object:
    """What fits, with the mark wherever anything fits."""
    samples = {"email": "mark@mail.example", "date": "2026-03-29", "time": "10:00", "number": "1"}
    if one.kind in ("text", "textarea", "tel", "search") and not one.choices[1:]:
        return f"{MARK}{one.value}"[:300]
    if one.kind in ("checkbox", "radio", "select"):
        return one.value or next((choice for choice in one.choices if choice), "")
    return one.value or samples.get(one.kind, MARK)


def forms_of_all(house: House, known: dict[str, dict[str, object]]) -> dict[tuple[str, str], Form]:
    """Every form somebody is shown, by role and where it goes."""
    found: dict[tuple[str, str], Form] = {}
    browsers = everybody(house)
    for address in addresses():
        path = _path(address, known)
        for role in may(house, address) if path else ():
            for form in forms_in(browsers[role].get(path), path):
                there = found.setdefault((role, form.action), form)
                there.fields |= form.fields
    FAULTS.extend(fault for browser in browsers.values() for fault in browser.faults)
    return found


def _path(address: Address, known: dict[str, dict[str, object]]) -> str:
    try:
        return to(address, known)
    except (AssertionError, NoReverseMatch):
        return ""


def variants(form: Form) -> Iterator[dict[str, object]]:
    """As it stands, then each field with each piece of junk, then all of them at once."""
    fits = {name: filled(one) for name, one in form.fields.items() if one.kind != "file"}
    fits.pop("csrfmiddlewaretoken", None)
    for name in fits:
        for junk in JUNK:
            yield fits | {name: junk}
        yield {key: value for key, value in fits.items() if key != name}
    for junk in JUNK:
        yield dict.fromkeys(fits, junk)


def test_no_form_falls_over_whatever_is_typed(house: House) -> None:
    forms = forms_of_all(house, things(house))
    browsers = everybody(house)
    done: set[str] = set()
    for (role, action), form in forms.items():
        if action not in done:
            done.add(action)
            for data in variants(form):
                browsers[role].post(action, data)
    print(sum(b.sent for b in browsers.values()), len(done))
    faults = FAULTS + [fault for browser in browsers.values() for fault in browser.faults]
    assert not faults, "\n".join(faults)
