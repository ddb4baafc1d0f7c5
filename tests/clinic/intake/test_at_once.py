"""What happens when two do the same thing in the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import TypeVar

import pytest
from django.core.cache import cache
from django.db import connection

from clinic.intake.filled import fill
from clinic.intake.visiting import secret_for
from clinic.people_here import House
from percuta_clinic.intake.inviting import prepare_send
from percuta_clinic.intake.links import MOST_TRIES, WrongDay, link_of, link_prove
from percuta_clinic.intake.models import Fact, Link
from percuta_clinic.intake.services import form_open, form_save, form_send
from percuta_clinic.outbox.models import Message

T = TypeVar("T")
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act: Callable[[int], T], *, number: int) -> list[T]:
    """Does it in so many threads in the same moment."""
    together = Barrier(number)

    def one(which: int) -> T:
        try:
            together.wait(timeout=20)
            return act(which)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def test_guesses_in_the_same_moment_all_count(house: House) -> None:
    cache.clear()
    link = link_of(secret_for(house.amara))
    assert link

    def guess(_: int) -> int:
        try:
            link_prove(link=link, birth_date=date(1990, 1, 1))
        except WrongDay as wrong:
            return wrong.left
        raise AssertionError("a wrong birth date opened the link")

    left = at_once(guess, number=8)
    assert sorted(left) == [0, 0, 0, 0, 1, 2, 3, 4]
    after = Link.objects.get()
    assert after.tries == MOST_TRIES
    assert not after.is_open


def test_a_message_asked_for_in_the_same_moment_goes_out_once(house: House) -> None:
    form = form_open(by=house.fred.actor, patient=house.amara)
    made = at_once(
        lambda _: prepare_send(by=house.fred.actor, patient=house.amara, form=form).pk, number=4
    )
    assert len(set(made)) == 1
    assert (Message.objects.count(), Link.objects.count()) == (1, 1)


def test_fields_saved_in_the_same_moment_are_all_kept(house: House) -> None:
    form = form_open(by=house.fred.actor, patient=house.amara)
    at_once(
        lambda n: form_save(form=form, changed={f"q-field{n}": "yes"}, version=1).form, number=5
    )
    form.refresh_from_db()
    assert len(form.values) == 5
    assert form.version == 6


def test_a_form_sent_twice_in_the_same_moment_is_sent_once(house: House) -> None:
    form = fill(form_open(by=house.fred.actor, patient=house.amara))
    at_once(lambda _: form_send(by=house.sina.actor, form=form).pk, number=3)
    keys = list(Fact.objects.values_list("key", "zone"))
    assert len(keys) == len(set(keys))
