"""What photographs may be used for is asked of the consents at each reading."""

import pytest
from django.core.exceptions import ValidationError

from clinic.conftest import SignedIn
from clinic.consent.papers_here import offered, words_in_use
from clinic.people_here import House
from clinic.photos.taken_here import ALL, add, allows
from percuta_clinic.consent.models import Kind
from percuta_clinic.consent.services import consent_withdraw
from percuta_clinic.photos.allowed import allowed
from percuta_clinic.photos.models import Photo
from percuta_clinic.photos.services import photo_uses_set


def page(house: House, photo: Photo) -> str:
    return SignedIn(house.dora).get(f"/photos/{photo.pk}/").text


def test_without_a_signature_no_picture_can_be_added(house: House) -> None:
    with pytest.raises(ValidationError, match=r"not asked about photographs yet.*Consents"):
        add(house)
    words_in_use(house.dora, Kind.PHOTOS)
    offered(house, Kind.PHOTOS, sheet=None)
    with pytest.raises(ValidationError, match="not signed yet"):
        add(house)
    shown = SignedIn(house.sina).get(f"/patients/{house.amara.pk}/photos/add/").text
    assert "No picture can be added" in shown
    assert 'type="file"' not in shown


def test_a_no_to_the_record_is_a_no_to_every_picture(house: House) -> None:
    allows(house, record="no", teaching="yes")
    with pytest.raises(ValidationError, match="did not agree"):
        add(house)


def test_a_picture_is_for_at_most_what_was_signed(house: House) -> None:
    allows(house, teaching="yes")
    made = add(house, uses=["publication", "teaching"])
    assert made.uses == ["record", "teaching"]
    assert add(house).uses == ["record"]


def test_uses_taken_back_end_on_every_picture_at_once(house: House) -> None:
    consent = allows(house, **ALL)
    made = add(house, uses=["teaching", "publication"])
    by = house.amara_herself.actor
    consent_withdraw(by=by, consent=consent, levels=["teaching"])
    made.refresh_from_db()
    assert made.uses == ["record", "teaching", "publication"]
    assert allowed(house.amara).of(made) == ["record", "publication"]
    assert "No longer: teaching" in page(house, made)


def test_with_the_consent_gone_pictures_stay_unseen(house: House) -> None:
    consent = allows(house)
    made, doctor = add(house), SignedIn(house.dora)
    paths = [f"/photos/{made.pk}/{part}/" for part in ("small", "picture", "download")]
    assert {doctor.get(path).status_code for path in paths} == {200}
    consent_withdraw(by=house.amara_herself.actor, consent=consent, reason="enough")
    assert {doctor.get(path).status_code for path in paths} == {404}
    assert "took the consent to photographs back" in page(house, made)
    with pytest.raises(ValidationError, match="took the consent to photographs back"):
        add(house)
    allows(house)
    assert {doctor.get(path).status_code for path in paths} == {200}


def test_a_text_asked_anew_stops_new_pictures_and_other_uses(house: House) -> None:
    allows(house, **ALL)
    made = add(house, uses=["teaching"])
    words_in_use(house.dora, Kind.PHOTOS, renews=True)
    may = allowed(house.amara)
    assert may.seen
    assert may.of(made) == ["record"]
    with pytest.raises(ValidationError, match="signed anew"):
        add(house)


def test_a_picture_can_be_kept_from_a_use(house: House) -> None:
    allows(house, **ALL)
    made = add(house, uses=["teaching", "publication"])
    path = f"/photos/{made.pk}/uses/"
    assert SignedIn(house.sina).post(path, {"uses": ["teaching"]}).status_code == 302
    made.refresh_from_db()
    assert made.uses == ["record", "teaching"]
    SignedIn(house.sina).post(path, {"uses": ["everything"]})
    made.refresh_from_db()
    assert made.uses == ["record", "teaching"]


def test_nobody_widens_a_use_beyond_the_signature(house: House) -> None:
    allows(house)
    made = add(house)
    photo_uses_set(by=house.dora, photo=made, uses=["publication"])
    made.refresh_from_db()
    assert made.uses == ["record"]
