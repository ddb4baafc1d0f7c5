"""Many sessions at once, each on its own tablet, through the door of a real server."""

import json
import random
import re
import statistics
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from clinic.operations.homes import Home
from clinic.operations.killed_sessions import Server

READY = """
import json, sys
from datetime import timedelta
from importlib import import_module
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.booking.models import Service, Visit
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import account_create
from percuta_clinic.premises.models import Room
from percuta_clinic.treatment.models import Session
from percuta_clinic.treatment.pack import frozen_pack
from percuta_clinic.treatment.science import zones_open_for
now, zones = timezone.now(), ["cheek_left", "cheek_right"]
service = Service.objects.create(name="Needling", minutes=60, price=1, is_needling=True)
def made(number):
    account = account_create(by=SYSTEM, email=f"s{number}@clinic.example", name=f"S {number}",
                             roles=[Role.SPECIALIST])
    TOTP.activate(account, generate_totp_secret())
    patient = Patient.objects.create(given_name=f"P{number}", family_name="Okafor")
    visit = Visit.objects.create(patient=patient, service=service, specialist=account,
        room=Room.objects.create(name=f"Busy {number}"), starts_at=now,
        ends_at=now + timedelta(hours=1), state="treating", treatment_began_at=now,
        treatment_began_by=account)
    pack = frozen_pack(visit) | {"zones_open": zones, "zones": zones_open_for(zones)}
    session = Session.objects.create(visit=visit, patient=patient, opened_by=account,
                                     opened_by_name=account.name, pack=pack)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.save()
    return [str(session.pk), str(account.pk), store.session_key]
print(json.dumps([made(number) for number in range(COUNT)]))
"""
THERE = """
import json
from percuta_clinic.treatment.models import Event, Record, Session
from percuta_clinic.treatment.writing import kept
def told(session):
    record = Record.objects.filter(session=session).first()
    stands = kept(record)["stands"] if record else []
    rows = Event.objects.filter(session=session).order_by("number")
    return {
        "rows": [[str(e.pk), e.number, e.n, e.slot, e.value] for e in rows],
        "stands": {one["slot"]: [one["id"], one["value"]] for one in stands},
    }
print(json.dumps({str(one.pk): told(one) for one in Session.objects.all()}))
"""
QUERIES = """
import json
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
session, cookie, events = json.loads(GIVEN)
browser = Client(HTTP_HOST="localhost", HTTP_X_PERCUTA="1")
browser.cookies["sessionid"] = cookie
counts = []
for event in events:
    with CaptureQueriesContext(connection) as asked:
        told = browser.post(f"/room/{session}/events/", {"events": [event], "after": 10**8},
                            content_type="application/json")
    assert told.json()["accepted"], told.content
    counts.append(len(asked))
print(json.dumps(counts))
"""
DIGEST = re.compile(r'name="digest" value="([0-9a-f]{64})"')
TOKEN = "a" * 32


def said_in(chance: random.Random) -> list[tuple[str, Any]]:
    """All that is said in one session, in its order."""
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    cream, tip, wait = str(uuid4()), str(uuid4()), {"clean": True, "intact": True}
    amounts = {"grams": chance.randrange(5, 12), "area_cm2": 80, "zones": ["cheek_left"]}
    zones = [
        (f"zone/{zone}", {"depth_mm": chance.randrange(5, 20) / 20, "passes": 4, "done": done})
        for zone in ("cheek_left", "cheek_right")
        for done in (False, True)
    ]
    code = {"code": "A12", "how": "typed", "lot": "A12", "checked": "unknown"}
    return [
        ("arrive/identity", {"checked": True}),
        ("arrive/changed", {"changed": "no"}),
        ("arrive/home", {"used": "no"}),
        ("stage", "cleanse"),
        ("cleanse", {"done": True}),
        ("stage", "numb"),
        (f"numb/{cream}", amounts | {"cream": "emla", "name": "EMLA", "on_at": now}),
        (f"numb/{cream}/off", wait | {"off_at": now}),
        ("stage", "needle"),
        (f"cartridge/{tip}", code | {"opened_at": now}),
        *((slot, value | {"cartridge": tip}) for slot, value in zones),
        (f"cartridge/{tip}/end", {"how": "used"}),
        ("stage", "finish"),
        ("finish/soothing", {"what": "Hydrogel"}),
        ("finish/skin", {"look": ["Even redness"]}),
        ("finish/photo", {"photo": "refused"}),
        ("finish/aftercare", {"handed": "both"}),
        ("finish/next", {"booked": False, "why": "The patient books later"}),
        (f"note/{uuid4()}", {"text": f"Calm throughout, {chance.random()}."}),
    ]


@dataclass(kw_only=True)
class Tablet:
    """Says one thing after the other, looks what others said, and signs."""

    url: str
    session: str
    account: str
    cookie: str
    chance: random.Random
    device: str = field(default_factory=lambda: str(uuid4()))
    said: list[dict[str, Any]] = field(default_factory=list)
    took: dict[str, list[float]] = field(default_factory=dict)
    began: float = 0
    ended: float = 0
    trouble: str = ""

    def run(self, wait: float, pause: float) -> None:
        time.sleep(wait)
        self.began = time.monotonic()
        try:
            self._ask("pack", f"room/{self.session}/pack.json")
            for event in self.events():
                time.sleep(self.chance.uniform(0, 2 * pause))
                told = self._ask("event", f"room/{self.session}/events/", json.dumps(event))
                assert json.loads(told)["accepted"], told
                self._ask("look", f"room/{self.session}/events.json?after=0")
            self._sign()
        except (OSError, AssertionError) as trouble:
            self.trouble = repr(trouble)
        self.ended = time.monotonic()

    def events(self) -> Iterator[dict[str, Any]]:
        """One letter to the server for each."""
        for n, (slot, value) in enumerate(said_in(self.chance), start=1):
            at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
            about = {"id": str(uuid4()), "device": self.device, "n": n, "seen": {}, "at": at}
            self.said.append(about | {"by": self.account, "slot": slot, "value": value})
            yield {"events": self.said[-1:], "after": 10**8}

    def _sign(self) -> None:
        page = self._ask("record", f"records/{self.session}/")
        found = DIGEST.search(page)
        assert found, "The record cannot be signed."
        form = urllib.parse.urlencode({"digest": found[1], "why": "A day of a test."})
        self._ask("sign", f"records/{self.session}/sign/", form)

    def _ask(self, what: str, path: str, body: str | None = None) -> str:
        kind = "application/json" if what == "event" else "application/x-www-form-urlencoded"
        headers = {
            "Content-Type": kind,
            "Cookie": f"sessionid={self.cookie}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "X-Percuta": "1",
        }
        data = None if body is None else body.encode()
        request = urllib.request.Request(f"{self.url}/{path}", data=data, headers=headers)
        began = time.monotonic()
        with urllib.request.urlopen(request, timeout=60) as answer:
            told = str(answer.read().decode())
        self.took.setdefault(what, []).append(time.monotonic() - began)
        return told


@dataclass(frozen=True, kw_only=True)
class Day:
    """How it went."""

    tablets: list[Tablet]
    there: dict[str, Any]
    queries: list[int]

    @property
    def together(self) -> int:
        """The most sessions that ran at one moment."""
        return max(
            sum(one.began <= other.began < one.ended for one in self.tablets)
            for other in self.tablets
        )

    def took(self, what: str) -> tuple[int, float, float]:
        """How many, and the median and the 95th percentile in milliseconds."""
        all_ = [1000 * one for tablet in self.tablets for one in tablet.took.get(what, ())]
        return len(all_), statistics.median(all_), statistics.quantiles(all_, n=20)[-1]

    def faults(self) -> Iterator[str]:
        """Whatever is in the database otherwise than it was sent."""
        for one in self.tablets:
            if one.trouble:
                yield f"{one.session}: {one.trouble}"
            found = self.there[one.session]
            sent = [[e["id"], e["n"], e["n"], e["slot"], e["value"]] for e in one.said]
            if [_said(row) for row in sent] != [_said(row) for row in found["rows"]]:
                yield f"{one.session}: the stream is not what was sent"
            last = {e["slot"]: [e["id"], e["value"]] for e in one.said}
            if last != found["stands"]:
                yield f"{one.session}: the record is not what was sent"


def _said(row: list[Any]) -> tuple[str, int, int, str, str]:
    key, number, n, slot, value = row
    return key, number, n, slot, json.dumps(value, sort_keys=True)


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How many sessions, begun over so many seconds, with so long between two taps."""

    sessions: int
    spread: float
    pause: float


def busy_day(home: Home, pace: Pace, *, chance: random.Random) -> Day:
    """They begin one after the other, and overlap."""
    given = json.loads(home.python(f"COUNT = {pace.sessions + 1}\n{READY}"))
    server = Server(home=home)
    url = f"http://localhost:{server.port}"
    tablets = [
        Tablet(url=url, session=key, account=who, cookie=cookie, chance=random.Random(n))
        for n, (key, who, cookie) in enumerate(given)
    ]
    beside = tablets.pop()
    waits = [chance.uniform(0, pace.spread) for _ in tablets]
    threads = [
        threading.Thread(target=one.run, args=(wait, pace.pause))
        for one, wait in zip(tablets, waits, strict=True)
    ]
    server.start()
    _until_there(url)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    server.kill()
    asked = json.dumps(
        [beside.session, beside.cookie, [one["events"][0] for one in beside.events()]]
    )
    return Day(
        tablets=tablets,
        there=json.loads(home.python(THERE)),
        queries=json.loads(home.python(f"GIVEN = {asked!r}\n{QUERIES}")),
    )


def _until_there(url: str) -> None:
    last = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(f"{url}/accounts/login/", timeout=10):
                return
        except OSError:
            assert time.monotonic() < last, "The server does not answer."
            time.sleep(0.1)
