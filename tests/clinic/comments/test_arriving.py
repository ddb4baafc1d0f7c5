"""How a comment comes in: what is refused, what is doubted, and what becomes of the address."""

import time
import unicodedata
from xml.etree import ElementTree as Tree

import pytest
from django.core import signing
from django.db import connection
from django.test import Client

from clinic.comments.readers import ADDRESS, SEND, SLUG, THANKS, article, sent, typed
from clinic.people_here import House
from percuta_clinic.comments.models import Comment, Kind, State
from percuta_clinic.comments.services import comment_decide
from percuta_clinic.comments.words import clean
from percuta_clinic.files.vault import unseal_text
from percuta_clinic.website import flood

pytestmark = pytest.mark.usefixtures("fresh")

RIGHT_TO_LEFT, ZERO_WIDTH, JOINER = "\u202e", "\u200b", "\u200d"
HOSTILE = {
    "markup": "<script>alert(1)</script><b id=x>bold</b> &amp; [link](javascript:x)",
    "address": "see https://pills.example/now and www.pills.example",
    "template": "{{ settings.SECRET_KEY }} {% url 'home' %}",
    "four bytes": "It hurts \U0001f62d \U0001f469\u200d\U0001f52c \U00020000",
    "other scripts": "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd \u0939\u093f",
}


def approved(house: House, **changed: str) -> Comment:
    comment = sent(**changed)
    comment_decide(by=house.fred, comment=comment, kind=Kind.APPROVED, version=comment.version)
    return comment


def test_a_comment_waits_and_is_shown_once_it_is_approved(house: House) -> None:
    comment = sent()
    assert comment.state == State.WAITING
    assert "How long does it last?" not in article()
    comment_decide(by=house.fred, comment=comment, kind=Kind.APPROVED, version=1)
    assert "How long does it last?" in article()
    assert ADDRESS not in article()


def test_after_sending_plain_words_say_what_happens_now() -> None:
    answer = Client().post(SEND, typed(), follow=True)
    assert answer.redirect_chain == [(THANKS, 302)]
    words = answer.content.decode()
    assert "Somebody here reads it" in words
    assert "deleted 90 days after we decide" in words


def test_the_address_is_sealed_in_the_database() -> None:
    comment = sent()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM comments_comment")
        row = repr(cursor.fetchall())
    assert "kim.secret" not in row
    assert unseal_text(comment.sealed_email) == ADDRESS


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "The name is empty"),
        ("name", ADDRESS, "looks like an e-mail address"),
        ("name", ZERO_WIDTH, "The name is empty"),
        ("name", "...", "has no letters"),
        ("name", "<i>Kim</i>", "which no name does"),
        ("name", "x" * 61, "has 61 characters; 60 is the most"),
        ("email", "", "The e-mail address is empty"),
        ("email", "kim", "“kim” is not an e-mail address"),
        ("text", "", "The comment is empty"),
        ("text", "?", "says too little"),
        ("text", "x" * 3001, "has 3001 characters; 3000 is the most"),
        ("text", f"Write to {ADDRESS} please", "Take it out"),
        ("text", "write to kim\uff20reader.example", "Take it out"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_typed_is_lost(
    field: str, value: str, said: str
) -> None:
    given = typed(name="Kim of the lake", text="All I typed so far.") | {field: value}
    answer = Client().post(SEND, given)
    words = answer.content.decode()
    assert answer.status_code == 422
    assert said in words
    assert field == "name" or "Kim of the lake" in words
    assert field == "text" or "All I typed so far." in words
    assert not Comment.objects.exists()


def test_the_form_marks_what_is_required_and_sets_no_cookie() -> None:
    answer = Client().get(f"/read/{SLUG}/")
    assert answer.content.decode().count('<span class="must">required</span>') == 3
    assert not answer.cookies


def test_a_filled_trap_goes_to_the_spam_and_says_nothing() -> None:
    answer = Client().post(SEND, typed(more="http://pens.example"))
    assert answer.headers["Location"] == THANKS
    comment = Comment.objects.get()
    assert comment.state == State.SPAM
    assert "people leave empty" in comment.doubts[0]


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (lambda: signing.dumps(["how-to-prepare", "n", 0], salt="comment form"), "our form"),
        (lambda: "forged", "our form"),
        (lambda: "", "our form"),
    ],
)
def test_a_form_that_is_not_ours_is_doubted_not_refused(mark: object, said: str) -> None:
    assert callable(mark)
    comment = sent(begun=mark())
    assert comment.state == State.SPAM
    assert said in comment.doubts[0]


def test_a_form_sent_at_once_waits_with_the_others_and_says_so() -> None:
    mark = signing.dumps([SLUG, "n", int(time.time())], salt="comment form")
    comment = sent(begun=mark)
    assert comment.state == State.WAITING
    assert "second" in comment.doubts[0]


def test_other_words_from_the_same_form_are_another_comment() -> None:
    given = typed()
    texts = ("How long does it last?", "And does it hurt?", "And does it hurt?")
    for text in texts:
        assert Client().post(SEND, given | {"text": text}).status_code == 302
    assert {one.text for one in Comment.objects.all()} == set(texts)
    assert Comment.objects.count() == 2


def test_a_form_that_was_sent_twice_is_one_comment() -> None:
    given = typed()
    for _ in range(2):
        assert Client().post(SEND, given).headers["Location"] == THANKS
    assert Comment.objects.count() == 1


def test_one_connection_waits_after_some_and_keeps_what_was_typed() -> None:
    for _ in range(flood.FROM_ONE):
        sent()
    answer = Client(REMOTE_ADDR="192.0.2.1").post(SEND, typed(text="Please keep my words."))
    words = answer.content.decode()
    assert answer.status_code == 429
    assert "Please keep my words." in words
    assert "Wait until" in words
    assert answer.headers["Retry-After"] == "600"
    assert sent(sender="192.0.2.2").state == State.WAITING


def test_a_flood_from_everywhere_is_doubted_and_then_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(flood, "AN_HOUR_CALM", 1)
    monkeypatch.setattr(flood, "AN_HOUR", 2)
    states = [sent(sender=f"192.0.2.{number}").state for number in (1, 2)]
    assert states == [State.WAITING, State.SPAM]
    assert Client(REMOTE_ADDR="192.0.2.9").post(SEND, typed()).status_code == 429


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_stays_text_on_the_page_and_in_the_feed(house: House, kind: str) -> None:
    comment = approved(house, text=HOSTILE[kind])
    Comment.objects.filter(pk=comment.pk).update(name="<i>Kim</i>")  # written before it was refused
    page = article()
    assert "<b id=x>" not in page
    assert "<i>Kim" not in page
    assert 'href="https://pills' not in page
    feed = Client().get(f"/read/{SLUG}/comments.xml")
    summary = Tree.fromstring(feed.content).find(".//{*}summary")
    assert summary is not None
    assert "<script" not in str(summary.text)
    assert "<b id" not in str(summary.text)


def test_what_steers_or_hides_text_is_taken_out() -> None:
    assert clean(f"a{RIGHT_TO_LEFT}b{ZERO_WIDTH}c\x00\x07d\u2066e\ufffe\U000e0041") == "abcde"
    assert clean("one\r\n\n\n\n\ntwo\t3") == "one\n\ntwo 3"
    assert clean("\U0001f469\u200d\U0001f52c") == "\U0001f469\u200d\U0001f52c"


def test_marks_cannot_pile_up_on_a_letter() -> None:
    heap = "a" + "\u0336\u0301\u0308" * 20 + f"{JOINER}\u0336" * 20 + "b"
    kept = clean(heap)
    assert sum(unicodedata.combining(sign) > 0 for sign in kept) <= 2
    assert clean("Vi\u1ec7t Nam, ne\u0301e") == "Vi\u1ec7t Nam, n\u00e9e"


def test_an_article_that_is_not_there_takes_no_comments() -> None:
    assert Client().post("/read/home/comments/", typed()).status_code == 404
    assert Client().get("/read/nothing/comments.xml").status_code == 404
