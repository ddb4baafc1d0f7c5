"""Reading, asking, signing and withdrawing in the browser, and the papers that come out."""

import hashlib
from typing import TYPE_CHECKING

import pytest

from clinic.conftest import SignedIn
from clinic.consent.papers_here import DRAWN, filled, offered, signed, words_in_use
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.config.ids import new_id
from percuta_clinic.consent.models import Consent, ConsentText, Kind, Offer, Question, Withdrawal
from percuta_clinic.consent.queries import State, may_treat, photo_levels, standing
from percuta_clinic.outbox.models import Message
from percuta_clinic.staff.duties import duties_of

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

HOSTILE = "<script>alert(1)</script>{{7*7}}"


def form_of(offer: Offer, **changed: str) -> dict[str, str]:
    """What the page sends when all is ticked and the name drawn."""
    signing = filled(offer)
    sent = {f"s-{key}": value for key, value in signing.answers.items()}
    sent |= {f"l-{key}": value for key, value in signing.levels.items()}
    return sent | {"seen": str(offer.text_id), "name": "Amara Okafor", "drawn": DRAWN} | changed


def body(answer: "Answer") -> str:
    return answer.content.decode()


def test_a_patient_reads_asks_and_signs_on_her_own_page(ready: House) -> None:
    offer, amara = offered(ready), SignedIn(ready.amara_herself)
    page = body(amara.get(f"/my/consents/{offer.pk}/"))
    for said in ("What can go wrong", "Nobody can promise you a result", "Your full name"):
        assert said in page
    assert may_treat(ready.amara, ready.needling).state == State.READ
    sent = {"question": "Does it hurt?", "key": str(new_id())}
    amara.post(f"/my/consents/{offer.pk}/ask/", sent)
    assert may_treat(ready.amara, ready.needling).state == State.QUESTION
    form = form_of(offer, no_answer_needed="yes")
    answer = amara.post(f"/my/consents/{offer.pk}/sign/", form, follow=True)
    assert "What you signed" in body(answer)
    assert may_treat(ready.amara, ready.needling).holds


def test_a_form_with_gaps_comes_back_with_all_that_was_given(ready: House) -> None:
    offer, amara = offered(ready), SignedIn(ready.amara_herself)
    sent = form_of(offer, name="Amara O.", drawn="")
    del sent["s-risks"]
    answer = amara.post(f"/my/consents/{offer.pk}/sign/", sent)
    assert answer.status_code == 422
    assert "Sign: draw your name, or type it." in body(answer)
    assert 'value="Amara O."' in body(answer)
    assert body(answer).count("checked") == len(offer.text.statements) - 1
    assert not Consent.objects.exists()


def test_both_sides_get_the_same_bytes_each_time(ready: House) -> None:
    consent = signed(ready)
    amara, sina = SignedIn(ready.amara_herself), SignedIn(ready.sina)
    hers = amara.get(f"/my/consents/signed/{consent.pk}/pdf/").content
    theirs = [sina.get(f"/consents/{consent.pk}/paper/").content for _ in range(2)]
    assert theirs == [hers, hers]
    assert hashlib.sha256(hers).hexdigest() == consent.digest
    for page in (
        amara.get(f"/my/consents/signed/{consent.pk}/"),
        sina.get(f"/patients/{ready.amara.pk}/consents/"),
    ):
        assert consent.digest in body(page)
    assert Entry.objects.filter(action="consent.opened", patient_id=ready.amara.pk).count() == 3


def test_nobody_else_reads_signs_or_withdraws_it(ready: House) -> None:
    consent, bea = signed(ready), SignedIn(ready.bea_herself)
    offer = offered(ready)
    for path in (f"{offer.pk}/", f"signed/{consent.pk}/", f"signed/{consent.pk}/pdf/"):
        assert bea.get(f"/my/consents/{path}").status_code == 404
    for path in (f"{offer.pk}/sign/", f"{offer.pk}/typed/", f"signed/{consent.pk}/withdraw/"):
        assert bea.post(f"/my/consents/{path}", form_of(offer)).status_code == 404
    assert may_treat(ready.amara, ready.needling).holds


def test_what_is_ticked_is_there_again_on_another_device(ready: House) -> None:
    offer = offered(ready)
    kept = {"s-read": "yes", "question": "Does it", "name": "Amara", "version": "0"}
    first = SignedIn(ready.amara_herself).post(f"/my/consents/{offer.pk}/typed/", kept)
    assert first.json() == {"version": 1}
    page = body(SignedIn(ready.amara_herself).get(f"/my/consents/{offer.pk}/"))
    assert "Does it</textarea>" in page
    assert page.count("checked") == 1


def test_an_older_page_does_not_overwrite_what_is_kept(ready: House) -> None:
    offer, amara = offered(ready), SignedIn(ready.amara_herself)
    for words, status in (("first", 200), ("older", 409)):
        sent = {"question": words, "version": "0"}
        assert amara.post(f"/my/consents/{offer.pk}/typed/", sent).status_code == status


def test_a_changed_text_is_shown_and_asked_about_again(ready: House) -> None:
    offer, amara = offered(ready), SignedIn(ready.amara_herself)
    words_in_use(ready.dora, Kind.TREATMENT, body="Needles make tiny wounds. Nothing is promised.")
    amara.post(f"/my/consents/{offer.pk}/sign/", form_of(offer))
    page = body(amara.get(f"/my/consents/{offer.pk}/"))
    assert "The text is new" in page
    assert "I agree: sign" not in page
    amara.post(f"/my/consents/{offer.pk}/renew/")
    amara.post(f"/my/consents/{offer.pk}/sign/", form_of(Offer.objects.get(pk=offer.pk)))
    assert Consent.objects.get().text_version == 2


def test_a_withdrawal_needs_one_page_and_no_reason(ready: House) -> None:
    consent, amara = signed(ready), SignedIn(ready.amara_herself)
    assert "You need no reason" in body(amara.get(f"/my/consents/signed/{consent.pk}/withdraw/"))
    amara.post(f"/my/consents/signed/{consent.pk}/withdraw/")
    assert not may_treat(ready.amara, ready.needling).holds


def test_one_use_of_photographs_is_withdrawn_alone(ready: House) -> None:
    yes = {"record": "yes", "teaching": "yes", "publication": "no"}
    consent, amara = signed(ready, Kind.PHOTOS, levels=yes), SignedIn(ready.amara_herself)
    amara.post(f"/my/consents/signed/{consent.pk}/withdraw/", {"levels": ["teaching"]})
    assert photo_levels(ready.amara) == {"record"}
    page = body(SignedIn(ready.sina).get(f"/patients/{ready.amara.pk}/consents/"))
    assert "Withdrawn in part" in page


def test_the_front_desk_withdraws_without_reading(ready: House) -> None:
    consent, fred = signed(ready), SignedIn(ready.fred)
    assert fred.get(f"/consents/{consent.pk}/paper/").status_code == 404
    assert fred.get(f"/patients/{ready.amara.pk}/consents/").status_code == 404
    page = body(fred.get(f"/patients/{ready.amara.pk}/consents/withdraw/"))
    assert f"/consents/{consent.pk}/withdraw/" in page
    fred.post(f"/consents/{consent.pk}/withdraw/", {"reason": "called"}, follow=True)
    assert Withdrawal.objects.get().by_name == "Fred Front"


def test_a_question_is_a_duty_until_it_is_answered(ready: House) -> None:
    offer = offered(ready)
    sent = {"question": HOSTILE, "key": str(new_id())}
    SignedIn(ready.amara_herself).post(f"/my/consents/{offer.pk}/ask/", sent)
    today, sina = offer.made_at.date(), SignedIn(ready.sina)
    assert "questions" in {duty.key for duty in duties_of(ready.sina, today)}
    assert "questions" not in {duty.key for duty in duties_of(ready.fred, today)}
    address = f"/consents/questions/{Question.objects.get().pk}/"
    assert "&lt;script&gt;alert(1)" in body(sina.get(address))
    sina.post(address, {"answer": "A little."})
    assert "questions" not in {duty.key for duty in duties_of(ready.sina, today)}
    assert Message.objects.filter(occasion="consent_answer").count() == 1


def test_photographs_are_offered_from_the_chart_with_a_letter(ready: House) -> None:
    sina = SignedIn(ready.sina)
    answer = sina.post(
        f"/patients/{ready.amara.pk}/consents/offer/", {"kind": "photos", "tell": "on"}, follow=True
    )
    assert "Offered: Photographs." in body(answer)
    assert standing(ready.amara, Kind.PHOTOS).state == State.OFFERED
    assert Message.objects.filter(occasion="consent_offered").count() == 1


def test_a_treatment_without_a_plan_says_what_is_missing(ready: House) -> None:
    sina = SignedIn(ready.sina)
    page = body(sina.get(f"/patients/{ready.amara.pk}/consents/"))
    assert page.count("No sheet can be written yet") == 1
    assert page.count("The questions are not answered yet") == 1
    assert f'href="/patients/{ready.amara.pk}/questions/"' in page
    sent = {"kind": "treatment", "service": str(ready.needling.pk)}
    answer = sina.post(f"/patients/{ready.amara.pk}/consents/offer/", sent)
    assert answer.status_code == 422
    assert "nothing to inform about yet. The questions are not answered yet" in body(answer)


def test_an_offer_is_taken_back_with_a_reason(ready: House) -> None:
    offer, sina = offered(ready), SignedIn(ready.sina)
    assert sina.post(f"/consents/offers/{offer.pk}/end/", {"reason": ""}).status_code == 422
    sina.post(f"/consents/offers/{offer.pk}/end/", {"reason": "wrong service"})
    page = body(SignedIn(ready.amara_herself).get(f"/my/consents/{offer.pk}/"))
    assert "This cannot be signed any more" in page


def test_a_text_is_changed_compared_and_put_in_use(house: House) -> None:
    dora = SignedIn(house.dora)
    page = body(dora.get("/settings/consents/photos/"))
    assert "These are words to start from" in page
    sent = {
        "version": "0",
        "title": "Photographs",
        "body": HOSTILE,
        "text_0": "I have read this.",
        "kind_0": "tick",
        "required_0": "on",
        "key_0": "read",
        "kind_1": "tick",
        "kind_2": "tick",
        "kind_3": "tick",
    }
    page = body(dora.post("/settings/consents/photos/", sent, follow=True))
    assert "Version 1 waits" in page
    assert "&lt;script&gt;" in page
    text = ConsentText.objects.get()
    dora.post(f"/settings/consents/{text.pk}/use/", {"people": "0"})
    assert ConsentText.objects.get().used_by == "Dora Doktor"


def test_two_who_change_a_text_at_once_see_both(ready: House) -> None:
    dora = SignedIn(ready.dora)
    page = {"version": "0", "title": "T", "body": "Mine.", "text_0": "Yes", "required_0": "on"}
    page |= {f"kind_{n}": "tick" for n in range(9)}
    answer = dora.post("/settings/consents/photos/", page)
    assert answer.status_code == 409
    assert "Mine." in body(answer)
    assert "A newer version was saved while you were writing" in body(answer)


@pytest.mark.parametrize("who", ["fred", "sina"])
def test_only_doctors_and_owners_change_texts(ready: House, who: str) -> None:
    assert SignedIn(getattr(ready, who)).get("/settings/consents/").status_code == 404
