"""Two tablets say things in a session while the server is killed again and again."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from uuid import uuid4

from clinic.operations.homes import Home, free_port

READY = """
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
sina = account_create(by=SYSTEM, email="sina@clinic.example", name="Sina", roles=[Role.SPECIALIST],
                      password="a long enough pass phrase")
TOTP.activate(sina, generate_totp_secret())
now = timezone.now()
service = Service.objects.create(name="Needling", minutes=60, price=1, is_needling=True)
visit = Visit.objects.create(patient=Patient.objects.get(given_name="Amara"), service=service,
    specialist=sina, room=Room.objects.create(name="Room 9"), starts_at=now,
    ends_at=now + timedelta(hours=1), state="treating", treatment_began_at=now,
    treatment_began_by=sina)
session = Session.objects.create(visit=visit, patient=visit.patient, opened_by=sina,
                                 opened_by_name="Sina")
store = import_module(settings.SESSION_ENGINE).SessionStore()
store[SESSION_KEY] = str(sina.pk)
store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
store[HASH_SESSION_KEY] = sina.get_session_auth_hash()
store.save()
print(session.pk, sina.pk, store.session_key)
"""
THERE = """
import json
from percuta_clinic.treatment.models import Event, Session
print(json.dumps({
    "rows": [[str(e.pk), e.number, e.slot, e.value] for e in Event.objects.order_by("number")],
    "last": Session.objects.get().last,
}))
"""
SLOTS = (("zone/nose", "zone/chin"), ("zone/cheek_left", "zone/forehead"))  # of each tablet


@dataclass(kw_only=True)
class Server:
    """The web server alone, as it serves a clinic; killed without warning."""

    home: Home
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        config = "python:percuta_clinic.command.server"
        words = ("-m", "gunicorn", "--config", config, "--bind", f"127.0.0.1:{self.port}")
        variables = self.home.variables | {"DJANGO_SETTINGS_MODULE": SETTINGS}
        self.process = subprocess.Popen(
            [sys.executable, *words],
            env=variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill(self) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


SETTINGS = "percuta_clinic.config.settings"


@dataclass(kw_only=True)
class Tablet:
    """Says one thing after the other, and each again until the server has acknowledged it."""

    url: str
    cookie: str
    account: str
    chance: random.Random
    slots: tuple[str, ...]
    device: str = field(default_factory=lambda: str(uuid4()))
    said: list[dict[str, Any]] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    tries: int = 0
    trouble: str = ""  # the last that it met

    def run(self, over: threading.Event) -> None:
        while not over.is_set():
            self._say()
            self._send(over)

    def _say(self) -> None:
        value = {"depth_mm": self.chance.randrange(30) / 20, "passes": 3, "done": True}
        self.said.append(
            {
                "id": str(uuid4()),
                "device": self.device,
                "n": len(self.said) + 1,
                "seen": {},
                "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
                "by": self.account,
                "slot": self.chance.choice(self.slots),
                "value": value,
            }
        )

    def _send(self, over: threading.Event) -> None:
        while True:
            waiting = [one for one in self.said if one["id"] not in self.acknowledged]
            self.tries += 1
            try:
                told = self._post(waiting[:100])
            except (OSError, ValueError, HTTPException) as trouble:  # cut off at any point
                self.trouble = repr(trouble)
                if over.wait(0.05):
                    return
                continue
            assert told["refused"] == [], told["refused"]
            self.acknowledged |= set(told["accepted"])
            return

    def _post(self, events: list[dict[str, Any]]) -> dict[str, Any]:
        token = "a" * 32
        request = urllib.request.Request(
            self.url,
            data=json.dumps({"events": events, "after": 10**8}).encode(),
            headers={
                "Content-Type": "application/json",
                "Cookie": f"sessionid={self.cookie}; csrftoken={token}",
                "X-CSRFToken": token,
                "X-Percuta": "1",
            },
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            found: dict[str, Any] = json.load(answer)
            return found


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What was acknowledged, and what lies in the database at the end."""

    kills: int
    seconds: float
    tries: int
    said: dict[str, tuple[str, Any]]
    acknowledged: frozenset[str]
    rows: list[tuple[str, int, str, Any]]
    last: int

    @property
    def lost(self) -> set[str]:
        return set(self.acknowledged) - {row[0] for row in self.rows}

    @property
    def doubled(self) -> int:
        return len(self.rows) - len({row[0] for row in self.rows})


def kill_often(home: Home, kills: int, *, chance: random.Random) -> Outcome:
    """Two tablets talk while the server is killed at random moments."""
    session, account, cookie = home.python(READY).split()
    server, over = Server(home=home), threading.Event()
    url = f"http://localhost:{server.port}/room/{session}/events/"
    tablets = [
        Tablet(url=url, cookie=cookie, account=account, chance=random.Random(n), slots=slots)
        for n, slots in enumerate(SLOTS)
    ]
    threads = [threading.Thread(target=one.run, args=(over,)) for one in tablets]
    began = time.monotonic()
    server.start()
    for one in threads:
        one.start()
    for _ in range(kills):
        _until_more(tablets)
        time.sleep(chance.uniform(0, 0.3))
        server.kill()
        server.start()
    _until_more(tablets)
    over.set()
    for one in threads:
        one.join()
    server.kill()
    there = json.loads(home.python(THERE))
    return Outcome(
        kills=kills,
        seconds=time.monotonic() - began,
        tries=sum(one.tries for one in tablets),
        said={e["id"]: (e["slot"], e["value"]) for one in tablets for e in one.said},
        acknowledged=frozenset().union(*(one.acknowledged for one in tablets)),
        rows=[tuple(row) for row in there["rows"]],
        last=there["last"],
    )


def _until_more(tablets: list[Tablet], *, most: float = 60) -> None:
    """Until something new was acknowledged."""
    known, last = sum(len(one.acknowledged) for one in tablets), time.monotonic() + most
    while sum(len(one.acknowledged) for one in tablets) <= known:
        met = "; ".join(one.trouble for one in tablets)
        assert time.monotonic() < last, f"The server did not come back: {met}"
        time.sleep(0.01)
