"""Who signs: a name that can be read, that fits the record, under a text that was opened."""

import pytest
from django.core.exceptions import ValidationError

from clinic.conftest import SignedIn
from clinic.consent.papers_here import filled, offered
from clinic.consent.test_pages import form_of
from clinic.consent.test_signing import sign
from clinic.people_here import House
from percuta_clinic.consent.models import Consent, How
from percuta_clinic.consent.signing import consent_sign
from percuta_clinic.patients.models import Contact

UNSEEN = [
    "Amara \u202eOkafor",
    "Amara\u200b Okafor",
    "Amara\ufeff",
    "Amara \ue000kafor",
    "\u0301\u0301",
]


@pytest.mark.parametrize("name", UNSEEN)
def test_a_name_with_what_nobody_can_see_is_refused(ready: House, name: str) -> None:
    for given in ({"name": name}, {"drawn": "", "typed": name}):
        with pytest.raises(ValidationError) as refusal:
            sign(ready, offered(ready), **given)
        assert set(refusal.value.message_dict) <= {"name", "typed"}
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    "given", [{"name": "Bea Novak"}, {"name": "Amarant"}, {"drawn": "", "typed": "Bea Novak"}]
)
def test_a_name_that_is_not_in_the_record_needs_a_tick(ready: House, given: dict[str, str]) -> None:
    offer = offered(ready)
    with pytest.raises(ValidationError) as refusal:
        sign(ready, offer, **given)
    assert list(refusal.value.message_dict) == ["name_differs"]
    assert not Consent.objects.exists()
    assert sign(ready, offer, name_differs=True, **given).offer == offer


@pytest.mark.parametrize("name", ["amara", "A. OKAFOR", "Amára Ökafor-Smith", "Ọkafor Amara"])
def test_a_name_may_be_written_another_way(ready: House, name: str) -> None:
    assert sign(ready, offered(ready), name=name).signer_name == name


def test_a_guardian_signs_with_the_name_among_the_contacts(ready: House) -> None:
    guardian = Contact.objects.create(patient=ready.amara, name="Ada Obi", relation="court ward")
    offer = offered(ready, guardian=guardian)
    with pytest.raises(ValidationError):
        sign(ready, offer, name="Amara Okafor")
    assert sign(ready, offer, name="Ada Obi").signer_name == "Ada Obi"


def test_what_was_never_opened_cannot_be_signed(ready: House) -> None:
    offer = offered(ready)
    with pytest.raises(ValidationError, match="not opened yet"):
        consent_sign(
            by=ready.amara_herself.actor, offer=offer, signing=filled(offer), how=How.ACCOUNT
        )
    amara = SignedIn(ready.amara_herself)
    answers = [amara.post(f"/my/consents/{offer.pk}/sign/", form_of(offer)) for _ in range(2)]
    assert "not opened yet" in answers[0].content.decode()
    assert [one.status_code for one in answers] == [422, 302]


def test_another_name_is_confirmed_on_the_page(ready: House) -> None:
    offer, amara = offered(ready), SignedIn(ready.amara_herself)
    path, form = f"/my/consents/{offer.pk}/", form_of(offer, name="Bea Novak")
    assert "The name in the record differs" not in amara.get(path).content.decode()
    page = amara.post(f"{path}sign/", form).content.decode()
    assert "The name in the record differs: I sign as Bea Novak." in page
    amara.post(f"{path}sign/", form | {"name_differs": "yes"})
    assert Consent.objects.get().signer_name == "Bea Novak"
