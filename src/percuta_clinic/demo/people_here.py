"""Who works in the sample clinic and who comes to it."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from percuta_clinic.audit.actor import SYSTEM
from percuta_clinic.demo.names import AT, PATIENTS, PEOPLE, TWIN_OF, TWINS, WORKERS, Worker
from percuta_clinic.demo.writing import patients_enter, restrict
from percuta_clinic.patients.models import Patient, Sex
from percuta_clinic.people.models import Account
from percuta_clinic.people.services import account_create, delegation_make

STREETS = ("Lindenstr.", "Gartenweg", "Am Hafen", "Kirchplatz", "Uferstr.", "Bergallee")
Person = tuple[str, str, Sex, int, str]
Staff = Mapping[str, Account]


def hire() -> dict[str, Account]:
    """Everybody who signs in, by the name in front of their address."""
    return {one.key: _account(one) for one in (*WORKERS, *PATIENTS)}


def _account(worker: Worker) -> Account:
    return account_create(by=SYSTEM, email=worker.email, name=worker.name, roles=worker.roles)


def delegate(staff: Staff, day: date) -> None:
    """What the doctor lets two specialists do."""
    for key, acts in (("sofia", ("face", "body", "numbing")), ("minh", ("face", "numbing"))):
        delegation_make(
            by=staff["doctor"],
            specialist=staff[key],
            acts=acts,
            max_depth_mm=Decimal("1.5"),
            starts_on=day - timedelta(days=90),
            ends_on=day + timedelta(days=275),
            limits="Not on scars younger than a year; phototypes V and VI after a test area.",
        )


def register(staff: Staff, day: date, chance: random.Random) -> list[Patient]:
    """Everybody in the files, two of them twice; three have an account of their own."""
    details = [_details(person, number, day, chance=chance) for number, person in enumerate(PEOPLE)]
    by_name = {one["given_name"]: one for one in details}
    for number, twin in enumerate(TWINS, start=len(PEOPLE)):
        original = by_name[TWIN_OF[twin[0]]]
        details.append(
            _details(twin, number, day, chance=chance)
            | {"birth_date": original["birth_date"], "phone": original["phone"]}
        )
    for key, number in AT.items():
        details[number]["account"] = staff[key]
    people = patients_enter(by=staff["front"], people=details)
    restrict(by=staff["doctor"], patient=people[8], team=[staff["doctor"], staff["sofia"]])
    return people


def _details(person: Person, number: int, day: date, *, chance: random.Random) -> dict[str, Any]:
    given, family, sex, age, _ = person
    plain = "".join(letter for letter in given.lower() if letter.isascii() and letter.isalpha())
    return {
        "given_name": given,
        "family_name": family,
        "sex": sex,
        "birth_date": day - timedelta(days=age * 365 + age // 4 + chance.randrange(1, 360)),
        "phone": f"+49 30 23125 {number:03}",  # numbers kept free for films
        "email": f"{plain or 'person'}.{number}@mail.example",
        "address": f"{chance.choice(STREETS)} {chance.randrange(1, 99)}, 10115 Berlin",
        "by_sms": chance.random() < 0.4,
        "news": chance.random() < 0.2,
    }
