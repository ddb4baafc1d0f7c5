"""Public replies: guarded, released by a second person, never with the name of a patient."""

from collections.abc import Sequence

import pytest
from django.core.exceptions import ValidationError

from clinic.comments.readers import article, sent
from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.comments.models import Comment, Kind, Reply, Stage, State
from percuta_clinic.comments.replies import Held, reply_release, reply_withdraw, reply_write
from percuta_clinic.comments.services import Stale, comment_decide, comment_remove
from percuta_clinic.patients.search import renew
from percuta_clinic.people.models import Account

pytestmark = pytest.mark.usefixtures("fresh")

SAFE = "Thank you for your question. Most people are red for two days."
RISKY = "Please come back on Monday."
SERVICES: Sequence[str] = ("Microneedling, face",)


def write(house: House, comment: Comment, text: str, *, hand_over: bool = False) -> Reply:
    return reply_write(
        by=house.fred,
        comment=comment,
        version=comment.version,
        text=text,
        services=SERVICES,
        hand_over=hand_over,
    )


def test_a_reply_about_nobody_is_published_with_the_comment(house: House) -> None:
    comment = sent()
    write(house, comment, SAFE)
    assert comment.state == State.APPROVED
    assert SAFE in article()


def test_a_reply_that_may_confirm_a_patient_is_not_published_by_its_writer(house: House) -> None:
    comment = sent()
    with pytest.raises(Held) as held:
        write(house, comment, RISKY)
    assert not held.value.is_final
    assert not Reply.objects.exists()
    write(house, comment, RISKY, hand_over=True)
    with pytest.raises(ValidationError, match="Somebody else"):
        release(house.fred, comment)
    assert RISKY not in article()
    assert comment.state == State.WAITING


def release(by: Account, comment: Comment, reason: str = "we open on Monday") -> Reply:
    return reply_release(
        by=by, comment=comment, version=comment.version, reason=reason, services=SERVICES
    )


def test_a_second_person_releases_it_with_a_reason(house: House) -> None:
    comment = sent()
    write(house, comment, RISKY, hand_over=True)
    with pytest.raises(ValidationError, match="Say why"):
        release(house.dora, comment, reason=" ")
    made = release(house.dora, comment)
    assert RISKY in article()
    assert (made.by_name, made.released_by_name) == ("Fred Front", "Dora Doktor")
    entry = Entry.objects.get(action="comment_reply.released")
    assert (entry.actor_name, entry.reason) == ("Dora Doktor", "we open on Monday")


def test_the_name_of_a_patient_passes_nobody(house: House) -> None:
    comment = sent()
    with pytest.raises(Held) as held:
        write(house, comment, "Bea Nov\u00e1k can tell.", hand_over=True)
    assert held.value.is_final
    assert not Reply.objects.exists()


def test_a_patient_entered_after_the_reply_stops_its_release(house: House) -> None:
    comment = sent()
    write(house, comment, "Ask Zoe Zander on Monday.", hand_over=True)
    house.bea.given_name, house.bea.family_name = "Zoe", "Zander"
    house.bea.save()
    renew(house.bea)
    with pytest.raises(Held):
        release(house.dora, comment)


def test_names_run_together_are_found_too(house: House) -> None:
    comment = sent()
    with pytest.raises(Held) as held:
        write(house, comment, "A m a r a O k a f o r can tell.")
    assert held.value.is_final


def test_the_page_keeps_the_reply_and_says_what_is_wrong_with_it(house: House) -> None:
    comment = sent()
    browser = SignedIn(house.fred)
    given = {"version": 1, "text": "Thank you for coming. \u202eSee you!"}
    answer = browser.post(f"/comments/{comment.pk}/reply/", given)
    words = answer.content.decode()
    assert answer.status_code == 422
    assert "Thank you for coming." in words
    assert "thanks for, or is glad of, a visit" in words
    assert "Ask a colleague to release it" in words


def test_a_safe_reply_is_put_below_what_was_typed(house: House) -> None:
    comment = sent()
    given = {"version": 1, "text": "Dear Kim,", "safe": "0"}
    page = SignedIn(house.fred).post(f"/comments/{comment.pk}/reply/", given).content.decode()
    assert "Dear Kim,\n\nThank you for your question." in page
    assert not Reply.objects.exists()


def test_a_stale_reply_is_refused_and_kept_in_the_form(house: House) -> None:
    comment = sent()
    comment_decide(by=house.dora, comment=comment, kind=Kind.REJECTED, version=1)
    answer = SignedIn(house.fred).post(
        f"/comments/{comment.pk}/reply/", {"version": 1, "text": SAFE}
    )
    assert answer.status_code == 409
    assert SAFE in answer.content.decode()
    assert not Reply.objects.exists()


def test_a_reply_can_be_replaced_and_taken_back(house: House) -> None:
    comment = sent()
    write(house, comment, SAFE)
    write(house, comment, "Most people are red for three days.")
    assert SAFE not in article()
    reply_withdraw(by=house.dora, comment=comment, version=comment.version)
    assert "three days" not in article()
    assert "How long" in article()
    with pytest.raises(ValidationError, match="no reply"):
        reply_withdraw(by=house.dora, comment=comment, version=comment.version)


def test_a_held_change_leaves_the_old_reply_up_until_it_is_released(house: House) -> None:
    comment = sent()
    write(house, comment, SAFE)
    write(house, comment, RISKY, hand_over=True)
    assert SAFE in article()
    release(house.dora, comment)
    assert SAFE not in article()
    assert RISKY in article()


def test_a_removed_comment_takes_its_reply_along(house: House) -> None:
    comment = sent()
    write(house, comment, SAFE)
    comment_remove(comment=comment)
    assert SAFE not in article()
    assert not Reply.objects.exclude(stage=Stage.WITHDRAWN).exists()
    with pytest.raises(Stale):
        write(house, comment, SAFE)
