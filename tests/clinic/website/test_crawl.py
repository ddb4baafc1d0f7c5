"""A walk through everything public: nobody who commented, and no patient, is found there."""

import json
import logging
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from clinic.comments.readers import SEND, sent, typed
from clinic.operations import prepared
from clinic.people_here import House
from clinic.website.crawl import leaks, of_patients, public_pages
from percuta_clinic.audit.models import Entry
from percuta_clinic.comments.models import Kind
from percuta_clinic.comments.replies import reply_write
from percuta_clinic.comments.services import comment_decide, comment_remove

TESTS = Path(__file__).parents[2]
WALKED = """
import json
from django.test.utils import setup_test_environment
from clinic.website.crawl import leaks, of_patients, public_pages, staff_feeds
from percuta_clinic.patients.models import Patient
setup_test_environment()
pages, feeds, names = public_pages(), staff_feeds(), of_patients()
people = Patient.objects.count()
events = sum(one.count("BEGIN:VEVENT") for one in feeds.values())
print(json.dumps([leaks(pages | feeds, names), len(pages), people, len(feeds), events]))
"""
ANSWER = "Thank you for your question. Most people are red for two days."


def commented(house: House) -> list[str]:
    """Comments in every state; the addresses of their writers."""
    cache.clear()
    addresses = []
    for number, kind in enumerate(("waiting", *Kind)):
        addresses.append(f"secret.writer{number}@reader{number}.example")
        made = sent(email=addresses[-1], sender=f"192.0.2.{number}", wants_letters="on")
        if kind in (Kind.APPROVED, Kind.REJECTED, Kind.SPAM):
            comment_decide(by=house.fred, comment=made, kind=Kind(kind), version=1)
        elif kind == Kind.UNDONE:
            reply_write(by=house.fred, comment=made, version=1, text=ANSWER, services=())
        elif kind == Kind.REMOVED:
            comment_remove(comment=made)
    return addresses


def test_no_address_of_a_writer_is_anywhere_public(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        addresses = commented(house)
        Client().post(SEND, typed(email="wrong.secret@reader", text="x"))
        pages = public_pages()
    assert "/read/side-effects/comments.xml" in pages
    assert "How long does it last?" in pages["/read/side-effects/comments.xml"]
    assert ANSWER in pages["/read/side-effects/"]
    assert len(pages) > 25, sorted(pages)
    secrets = [*addresses, *(one.split("@")[0] for one in addresses)]
    assert leaks(pages, secrets) == []
    assert not [one for one in secrets if one in caplog.text]
    assert leaks({"audit": repr(list(Entry.objects.values()))}, secrets) == []


def test_the_walk_would_find_an_address_that_slipped_through(house: House) -> None:
    cache.clear()
    slipped = sent(text="My name is Nobody")
    slipped.name = "Slip@Reader.Example"
    slipped.text = f"I met {house.amara.given_name} {house.amara.family_name} here"
    slipped.save()
    comment_decide(by=house.fred, comment=slipped, kind=Kind.APPROVED, version=1)
    pages = public_pages()
    for secrets in (["slip@reader.example"], of_patients()):
        found = leaks(pages, secrets)
        assert any("comments.xml" in one for one in found)
        assert any(one.startswith("/read/side-effects/:") for one in found)


def test_no_patient_of_a_full_clinic_is_anywhere_public(tmp_path: Path) -> None:
    clinic = prepared.sample(tmp_path / "home")
    told = clinic.python(WALKED, PYTHONPATH=str(TESTS)).splitlines()[-1]
    found, pages, people, feeds, events = json.loads(told)
    assert found == []
    assert pages > 40
    assert people > 50
    assert feeds > 3
    assert events > 10
