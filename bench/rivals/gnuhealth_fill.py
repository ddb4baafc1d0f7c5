"""Runs in the rival's own environment: makes an empty database, or fills one with people.

``python gnuhealth_fill.py NAME make`` before its modules are set up, and afterwards
``python gnuhealth_fill.py NAME fill < people.json > patients.json``, both with ``TRYTOND_CONFIG``.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

from trytond.pool import Pool
from trytond.transaction import Transaction

BATCH = 1000
GROUPS = ["Health Front Desk", "Health Doctor"]
HEALTH = "trytond.modules.health.health"


def make(name: str) -> None:
    """An empty database, in place of the one there may be."""
    with Transaction().start(None, 0, close=True, autocommit=True) as transaction:
        database, connection = transaction.database, transaction.connection
        if name in database.list():
            database.drop(connection, name)
        database.create(connection, name)


def row(person: dict[str, Any], number: int) -> dict[str, Any]:
    """A person as the rival's own ``create`` completes it for one at a time."""
    puid = f"{number:09}"
    return {
        "name": person["given"],
        "lastname": person["family"],
        "gender": person["gender"],
        "dob": date.fromisoformat(person["born"]),
        "is_person": True,
        "is_patient": True,
        "create_target": True,
        "fed_country": None,
        "ref": puid,
        "federation_account": f"XXX{puid}",
        "code": f"{uuid4()}-{person['given']}",
        "person_names": [
            ("create", [{"use": "official", "given": person["given"], "family": person["family"]}])
        ],
    }


def batches(people: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Rows to create at once."""
    rows = [row(person, number) for number, person in enumerate(people)]
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def fill(name: str, told: dict[str, Any]) -> list[int]:
    """Create the users and the patients; the patients' identifiers."""
    Pool.start()
    pool = Pool(name)
    with Transaction().start(name, 0, readonly=True):
        pool.init()
    with Transaction().start(name, 1) as transaction:
        groups = pool.get("res.group").search([("name", "in", GROUPS)])
        user = {"password": told["password"], "groups": [("add", [group.id for group in groups])]}
        pool.get("res.user").create(
            [{**user, "name": login, "login": login} for login in told["users"]]
        )
        transaction.commit()
    party, patient = pool.get("party.party"), pool.get("gnuhealth.patient")
    health = next(
        kind for kind in party.__mro__ if kind.__module__ == HEALTH and "create" in vars(kind)
    )
    patients: list[int] = []
    for rows in batches(told["people"]):
        with Transaction().start(name, 1) as transaction:
            # The rival's own create takes one person at a time: of several it makes each twice.
            parties = super(health, party).create(rows)
            made = patient.create([{"party": one.id} for one in parties])
            transaction.commit()
        patients += [one.id for one in made]
    with Transaction().start(name, 0, autocommit=True) as transaction:
        transaction.connection.cursor().execute("ANALYZE")
    return patients


if __name__ == "__main__":
    database, task = sys.argv[1:]
    if task == "make":
        make(database)
    else:
        json.dump(fill(database, json.load(sys.stdin)), sys.stdout)
