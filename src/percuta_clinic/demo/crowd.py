"""A crowd of invented people, for measuring: many records in little time."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from django.db import transaction

from percuta_clinic.booking.models import Service, State, Visit
from percuta_clinic.demo.names import PEOPLE
from percuta_clinic.demo.texts import AFTER
from percuta_clinic.demo.writing import notes_of_the_past
from percuta_clinic.patients.models import Patient
from percuta_clinic.people.models import Account
from percuta_clinic.premises.models import Room

BATCH = 5_000
FIRST_DAY = datetime(2020, 1, 6, 8, 0, tzinfo=UTC)
DAYS = 2_000
SYLLABLES = ("ka", "ro", "mi", "lan", "te", "su", "ver", "no", "ba", "li", "sha", "dor", "pe", "un")


def crowd(n: int, seed: int) -> None:
    """``n`` people, each with a visit and a note; needs a clinic with staff, room and service."""
    chance = random.Random(seed)
    account = Account.objects.filter(grants__ended_at=None).exclude(grants=None).first()
    service, room = Service.objects.first(), Room.objects.first()
    if account is None or service is None or room is None:
        raise LookupError("A crowd needs a clinic with somebody in it, a service and a room.")
    people = _people(n, chance)
    while batch := list(islice(people, BATCH)):
        with transaction.atomic():
            Patient.objects.bulk_create(batch, batch_size=1_000)
            visits = [_visit(p, service, chance, who=account, room=room) for p in batch]
            Visit.objects.bulk_create(visits, batch_size=1_000)
            notes_of_the_past(
                [(v.patient, account, v.ends_at, chance.choice(AFTER)) for v in visits]
            )


def _people(n: int, chance: random.Random) -> Iterator[Patient]:
    for number in range(n):
        given, _, sex, _, _ = chance.choice(PEOPLE)
        family = "".join(chance.choices(SYLLABLES, k=chance.randrange(2, 5))).title()
        yield Patient(
            given_name=given,
            family_name=family,
            sex=sex,
            birth_date=date(1940, 1, 1) + timedelta(days=chance.randrange(25_000)),
            phone=f"+49 30 {20_000_000 + number}",
            email=f"{family.lower()}.{number}@mail.example",
        )


def _visit(
    patient: Patient, service: Service, chance: random.Random, *, who: Account, room: Room
) -> Visit:
    at = FIRST_DAY + timedelta(days=chance.randrange(DAYS), minutes=chance.randrange(40) * 15)
    ends = at + timedelta(minutes=service.minutes)
    return Visit(
        patient=patient,
        service=service,
        specialist=who,
        room=room,
        starts_at=at,
        ends_at=ends,
        state=State.FINISHED,
        state_since=ends,
        made_at=at,
        made_by=who.name,
        treatment_began_at=at if service.is_needling else None,
    )
