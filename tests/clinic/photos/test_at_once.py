"""One picture sent on two lines at the same moment."""

from functools import partial

import pytest

from clinic.patients.test_at_once import at_once
from clinic.people_here import House
from clinic.photos.taken_here import add, allows, picture
from percuta_clinic.audit.models import Entry
from percuta_clinic.config.ids import new_id
from percuta_clinic.photos.models import Photo
from percuta_clinic.photos.services import Sent, photo_add, photo_put_back, photo_remove

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_picture_sent_on_three_lines_at_once_is_kept_once(house: House) -> None:
    allows(house)
    sent = Sent(content=picture(), view="face-front")
    send = partial(photo_add, by=house.sina, patient=house.amara, key=new_id(), sent=sent)
    results = at_once(send, send, send)
    assert {type(one) for one in results} == {Photo}, results
    assert Photo.objects.count() == 1
    assert Entry.objects.filter(action="photo.added").count() == 1


def test_taking_out_twice_at_once_is_written_down_once(house: House) -> None:
    allows(house)
    made = add(house)
    take_out = partial(photo_remove, by=house.dora, photo=made, reason="blurred")
    at_once(take_out, take_out)
    put_back = partial(photo_put_back, by=house.dora, photo=made)
    at_once(put_back, put_back)
    for action in ("photo.removed", "photo.put_back"):
        assert Entry.objects.filter(action=action).count() == 1
    assert Photo.objects.get().removed_at is None
