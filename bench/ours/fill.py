"""Fills a clinic with made-up people and signs specialists in; run by ``clinic.py``."""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

import begin  # starts Django before any model is read
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from people import Person, some

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.booking.models import Service, State, Visit
from percuta_clinic.demo.answers import KELOID, whole
from percuta_clinic.demo.before import consent, tell
from percuta_clinic.demo.consents import put_in_use
from percuta_clinic.patients.models import Note, NoteText, Patient, SearchTerm
from percuta_clinic.patients.search import terms_of
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Role
from percuta_clinic.people.services import account_create
from percuta_clinic.premises.models import Room
from percuta_clinic.premises.services import clinic_open
from percuta_clinic.screening.models import What
from percuta_clinic.screening.services import decide

BATCH = 2000
NOTES, PAST_VISITS, TODAY, DECIDED = 2, 2, 30, 6
CLIENTS = 8
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(number: int) -> dict[str, str]:
    """A specialist with a session behind a second factor."""
    account = account_create(
        by=SYSTEM,
        email=f"s{number}@clinic.example",
        name=f"Specialist {number}",
        roles=[Role.SPECIALIST],
    )
    TOTP.activate(account, generate_totp_secret())
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = SIGN_IN
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return {"session": str(session.session_key), "account": str(account.pk)}


def fill(people: list[Person]) -> list[str]:
    """Patients with their search terms, two past visits and two signed notes each."""
    usual = Visit(
        specialist=Account.objects.order_by("created_at")[0],
        room=Room.objects.create(name="Room 1"),
        service=Service.objects.create(
            name="Microneedling", minutes=60, price=240, is_needling=True, device="skinpen"
        ),
    )
    kept: list[str] = []
    for start in range(0, len(people), BATCH):
        patients = [
            Patient(
                given_name=person.given,
                family_name=person.family,
                birth_date=person.born,
                email=f"p{start + n}@mail.example",
                phone=f"+49 30 {2_000_000 + start + n}",
            )
            for n, person in enumerate(people[start : start + BATCH])
        ]
        Patient.objects.bulk_create(patients)
        terms = [SearchTerm(patient=p, term=t) for p in patients for t in terms_of(p, "DE")]
        SearchTerm.objects.bulk_create(terms)
        past(patients, usual)
        kept += [str(patient.pk) for patient in patients]
    today(kept, usual)
    return kept


def past(patients: list[Patient], usual: Visit) -> None:
    """What a chart shows."""
    now = timezone.now()
    visits, notes, texts = [], [], []
    for patient in patients:
        for n in range(1, PAST_VISITS + 1):
            at = now - timedelta(days=35 * n)
            visits.append(visit(patient.pk, at, usual, state=State.FINISHED))
        for n in range(1, NOTES + 1):
            note = Note(patient=patient, about=(now - timedelta(days=35 * n)).date())
            notes.append(note)
            text = "Cheeks and forehead, two passes, evenly pink. Pain 2 of 10."
            texts.append(
                NoteText(
                    note=note, number=1, text=text, author=usual.specialist, author_name="Sina"
                )
            )
    Visit.objects.bulk_create(visits)
    Note.objects.bulk_create(notes)
    NoteText.objects.bulk_create(texts)


def visit(key: object, at: datetime, usual: Visit, *, state: State) -> Visit:
    """A visit of an hour."""
    return Visit(
        patient_id=key,
        service=usual.service,
        specialist=usual.specialist,
        room=usual.room,
        starts_at=at,
        ends_at=at + timedelta(hours=1),
        state=state,
        made_by="Fred",
    )


def today(kept: list[str], usual: Visit) -> None:
    """A busy day in two rooms: needling, everybody prepared; and as many talks, with no strip."""
    noon = timezone.now().replace(hour=8, minute=0)
    talks = Visit(
        specialist=usual.specialist,
        room=Room.objects.create(name="Room 2"),
        service=Service.objects.create(name="Talk", minutes=30, price=60),
    )
    for kind, keys in ((usual, kept[:TODAY]), (talks, kept[TODAY : 2 * TODAY])):
        Visit.objects.bulk_create(
            visit(key, noon + timedelta(minutes=15 * n), kind, state=State.BOOKED)
            for n, key in enumerate(keys)
        )
    prepared(usual)


def prepared(usual: Visit) -> None:
    """Answers, a doctor's decisions and consents for everybody who is needled today."""
    doctor = account_create(by=SYSTEM, email="d@clinic.example", name="Doctor", roles=[Role.DOCTOR])
    staff = dict.fromkeys(("front", "sofia", "doctor"), doctor)
    put_in_use(doctor)
    day = timezone.localdate()
    rows = Visit.objects.filter(room=usual.room, state=State.BOOKED)
    for number, one in enumerate(rows.select_related("patient", "service")):
        if number >= DECIDED:
            tell(staff, one, "treated")
            continue
        whole(doctor.actor, one.patient, one, but=KELOID)
        decide(
            by=doctor,
            patient=one.patient,
            rule="keloid.001",
            zones=[],
            what=What.GO_ON,
            reason="Looked at it, no keloid.",
            until=day + timedelta(days=30),
        )
        consent(staff, one)


def queries(session: str) -> dict[str, int]:
    """How often each board asks the database."""
    browser = Client(headers={"cookie": f"sessionid={session}", "host": "localhost"})
    counted = {}
    for name, address in boards().items():
        for _ in range(2):
            with CaptureQueriesContext(connection) as asked:
                browser.get(address)
        counted[name] = len(asked)
    return counted


def boards() -> dict[str, str]:
    """The rooms of today, by what the bench calls them."""
    rooms = {room.name: f"/today/?whose={room.pk}" for room in Room.objects.all()}
    return {"board": rooms["Room 1"], "talks": rooms["Room 2"]}


def main() -> None:
    """Fill with so many people, and write down what the clients need."""
    assert begin.READY
    size, told = int(sys.argv[1]), Path(sys.argv[2])
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    clinic_open(by=SYSTEM, name="Bench", time_zone="UTC")
    sessions = [signed_in(number) for number in range(CLIENTS)]
    patients = fill(some(size))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    counted = queries(sessions[0]["session"])
    made = {"sessions": sessions, "patients": patients, "boards": boards(), "queries": counted}
    told.write_text(json.dumps(made))


if __name__ == "__main__":
    main()
