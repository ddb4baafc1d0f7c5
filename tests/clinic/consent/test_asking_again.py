"""A question that was sent from the page of another consent is refused with words."""

from django.urls import reverse

from clinic.conftest import SignedIn
from clinic.consent.papers_here import offered
from clinic.people_here import House
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import Kind, Question


def test_a_key_of_another_consent_is_refused_with_words(ready: House) -> None:
    offers = offered(ready), offered(ready, Kind.PHOTOS, sheet=None)
    amara, key = SignedIn(ready.amara_herself), str(new_id())
    for offer, status in zip(offers, (302, 422), strict=True):
        path = reverse("my_consent_ask", args=[offer.pk])
        answer = amara.post(path, {"question": "Does it hurt?", "key": key})
        assert answer.status_code == status
    page = answer.content.decode()
    assert "This page belongs to another consent" in page
    assert "Does it hurt?</textarea>" in page
    assert Question.objects.count() == 1
