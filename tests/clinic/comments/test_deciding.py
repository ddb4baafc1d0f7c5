"""Deciding on comments: by whom, when and why, taken back, and two people at once."""

import pytest
from django.core.exceptions import ValidationError

from clinic.comments.readers import article, sent
from clinic.conftest import SignedIn
from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.comments.models import Comment, Kind, State
from percuta_clinic.comments.services import (
    Stale,
    comment_decide,
    comment_remove,
    comment_undo,
)

pytestmark = pytest.mark.usefixtures("fresh")


def pressed(house: House, who: str, comment: Comment, **given: object) -> str:
    """What the page says after a button was pressed."""
    browser = SignedIn(getattr(house, who))
    answer = browser.post(f"/comments/{comment.pk}/decide/", given, follow=True)
    return str(answer.content.decode())


def test_each_decision_says_by_whom_and_why(house: House) -> None:
    comment = sent()
    page = pressed(house, "fred", comment, kind="rejected", version=1, reason="an advert")
    assert "Fred Front</span> rejected it" in page
    assert "an advert" in page
    entry = Entry.objects.get(action="comment.rejected")
    assert (entry.actor_name, entry.reason) == ("Fred Front", "an advert")
    assert "How long" not in article()


@pytest.mark.parametrize("kind", [Kind.APPROVED, Kind.REJECTED, Kind.SPAM])
def test_a_decision_can_be_taken_back_by_somebody_else(house: House, kind: Kind) -> None:
    comment = sent()
    comment_decide(by=house.fred, comment=comment, kind=kind, version=1)
    undone = comment_undo(by=house.dora, comment=comment, version=2)
    assert comment.state == State.WAITING
    assert comment.decided_at is None
    assert (undone.kind, undone.by_name) == (Kind.UNDONE, "Dora Doktor")
    assert "How long" not in article()
    with pytest.raises(Stale):
        comment_undo(by=house.dora, comment=comment, version=3)


def test_the_second_of_two_people_is_told_who_was_faster(house: House) -> None:
    comment = sent()
    comment_decide(by=house.dora, comment=comment, kind=Kind.SPAM, version=1)
    browser = SignedIn(house.fred)
    given = {"kind": "approved", "version": 1, "reason": "seems fine to me"}
    answer = browser.post(f"/comments/{comment.pk}/decide/", given)
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else was faster" in words
    assert "Dora Doktor</span> called it spam" in words
    assert "seems fine to me" in words
    comment.refresh_from_db()
    assert comment.state == State.SPAM


def test_the_same_decision_twice_changes_nothing(house: House) -> None:
    comment = sent()
    comment_decide(by=house.dora, comment=comment, kind=Kind.APPROVED, version=1)
    with pytest.raises(ValidationError, match="already"):
        comment_decide(by=house.fred, comment=comment, kind=Kind.APPROVED, version=2)
    assert comment.decisions.count() == 1


@pytest.mark.parametrize(
    ("who", "may"),
    [("fred", True), ("dora", True), ("olga", True), ("sina", False), ("amara_herself", False)],
)
def test_desk_doctor_and_owner_decide_and_nobody_else(house: House, who: str, may: bool) -> None:
    comment = sent()
    browser = SignedIn(getattr(house, who))
    for path in ("/comments/", f"/comments/{comment.pk}/"):
        assert browser.get(path).status_code == (200 if may else 404)


def test_the_number_that_wait_stands_under_today(house: House) -> None:
    for sender in ("192.0.2.1", "192.0.2.2"):
        sent(sender=sender)
    sent(more="spam", sender="192.0.2.3")
    assert "2 comments" in SignedIn(house.fred).get("/today/").content.decode()
    assert "2 comments" not in SignedIn(house.sina).get("/today/").content.decode()


def test_a_comment_that_came_as_spam_can_be_approved(house: House) -> None:
    comment = sent(more="x")
    assert "leave empty" in SignedIn(house.fred).get("/comments/?show=spam").content.decode()
    comment_decide(by=house.fred, comment=comment, kind=Kind.APPROVED, version=1)
    assert "How long" in article()


def test_staff_remove_for_good_what_its_writer_wants_gone(house: House) -> None:
    comment = sent()
    comment_decide(by=house.fred, comment=comment, kind=Kind.APPROVED, version=1)
    with pytest.raises(Stale):
        comment_remove(comment=comment, by=house.fred, version=1)
    comment_remove(comment=comment, by=house.fred, version=2)
    assert (comment.name, comment.text, comment.sealed_email) == ("", "", "")
    assert "How long" not in article()
    assert "Removed comment" in SignedIn(house.dora).get("/comments/?show=removed").content.decode()
    with pytest.raises(Stale):
        comment_undo(by=house.fred, comment=comment, version=3)


def test_who_decides_sees_what_a_comment_gives_away_but_no_address(house: House) -> None:
    comment = sent(text="I was treated by Sina Sommer, together with Bea Novak.")
    page = SignedIn(house.fred).get(f"/comments/{comment.pk}/").content.decode()
    assert "the writer may be telling that they are a patient" in page
    assert "It names Sina Sommer, who works here" in page
    assert "“Bea Novak” may name another person" in page
    assert "reader.example" not in page


def test_a_writer_with_the_address_of_a_patient_is_not_linked_to_the_record(house: House) -> None:
    comment = sent(email=house.bea.email, name="B", text="Does it hurt?")
    page = SignedIn(house.dora).get(f"/comments/{comment.pk}/").content.decode()
    assert "Bea" not in page
    assert not Entry.objects.filter(patient_id=house.bea.pk).exists()
