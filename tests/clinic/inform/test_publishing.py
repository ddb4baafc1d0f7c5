"""Publishing makes a version that stays; whoever was faster is not overwritten."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from clinic.people_here import House
from percuta_clinic.audit.models import Entry
from percuta_clinic.drafts.services import draft_of, draft_save
from percuta_clinic.inform.models import ArticleVersion, Slug
from percuta_clinic.inform.queries import edited, shown, shown_articles, versions
from percuta_clinic.inform.services import (
    DRAFT,
    Cautioned,
    Stale,
    article_show,
    starting,
    text_publish,
    text_restore,
)
from percuta_clinic.inform.words import Words
from percuta_clinic.people.access import NotYours
from percuta_clinic.people.models import Account

PAGE = Slug.PREPARE


def words(text: str) -> Words:
    return Words(title="Prepare", summary="How to come.", text=text)


def publish(by: Account, text: str, seen: int, **more: str) -> ArticleVersion:
    return text_publish(by=by, slug=PAGE, words=words(text), why="better", seen=seen, **more)


def test_before_anything_is_published_our_words_stand(house: House) -> None:
    assert shown(PAGE).words == starting(PAGE)
    assert edited(PAGE) == 0
    assert house.clinic.pk


def test_what_is_published_is_what_the_public_reads(house: House) -> None:
    draft_save(account=house.dora, form=DRAFT, subject=PAGE, values={"text": "x"}, version=0)
    made = publish(house.dora, "Come **rested**.", 0)
    assert (made.number, shown(PAGE).words.text) == (1, "Come **rested**.")
    assert draft_of(account=house.dora, form=DRAFT, subject=PAGE) is None
    entry = Entry.objects.get(action="website.published")
    assert (entry.actor_name, entry.reason) == ("Dora Doktor", "better")


def test_whoever_was_slower_overwrites_nothing(house: House) -> None:
    publish(house.dora, "First.", 0)
    with pytest.raises(Stale):
        publish(house.olga, "Second.", 0)
    assert shown(PAGE).words.text == "First."
    publish(house.olga, "Second.", edited(PAGE))
    assert [one.number for one in versions(PAGE)] == [2, 1]


@pytest.mark.parametrize("who", ["fred", "sina", "nobody"])
def test_nobody_else_publishes(house: House, who: str) -> None:
    with pytest.raises(NotYours):
        publish(getattr(house, who), "Mine.", 0)


def test_words_to_think_about_need_a_reason_of_their_own(house: House) -> None:
    with pytest.raises(Cautioned) as refusal:
        publish(house.dora, "A painless miracle.", 0)
    assert [one.found for one in refusal.value.found] == ["painless", "miracle"]
    assert shown(PAGE).version is None
    made = publish(house.dora, "A painless miracle.", 0, despite="a quotation")
    assert [one["despite"] for one in made.cautions] == ["a quotation"] * 2
    assert "painless, miracle: a quotation" in Entry.objects.get(action="website.published").reason


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (Words(title=" ", summary="s", text="t"), "title"),
        (Words(title="t", summary="x" * 301, text="t"), "summary"),
        (Words(title="t", summary="s", text="Red for {many_days}."), "text"),
        (Words(title="t", summary="s", text="[[no-such-table]]"), "text"),
    ],
)
def test_what_could_not_be_shown_is_refused(house: House, given: Words, field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        text_publish(by=house.dora, slug=PAGE, words=given, why="x", seen=0)
    assert field in refusal.value.error_dict


def test_nothing_is_published_without_saying_why(house: House) -> None:
    with pytest.raises(ValidationError):
        text_publish(by=house.dora, slug=PAGE, words=words("x"), why=" ", seen=0)


def test_an_earlier_version_comes_back_as_a_new_one(house: House) -> None:
    publish(house.dora, "First.", 0)
    publish(house.dora, "Second.", edited(PAGE))
    text_restore(by=house.olga, slug=PAGE, number=1, why="it was right", seen=edited(PAGE))
    assert (shown(PAGE).words.text, versions(PAGE).count()) == ("First.", 3)
    text_restore(by=house.olga, slug=PAGE, number=0, why="ours", seen=edited(PAGE))
    assert shown(PAGE).words == starting(PAGE)
    assert versions(PAGE).count() == 3
    publish(house.dora, "Fourth.", edited(PAGE))
    assert shown(PAGE).version == versions(PAGE).get(number=4)


def test_an_article_is_taken_out_and_put_back(house: House) -> None:
    article_show(by=house.olga, slug=PAGE, shown=False, why="not done here", seen=0)
    assert PAGE not in [one.slug for one in shown_articles()]
    article_show(by=house.olga, slug=PAGE, shown=True, why="again", seen=edited(PAGE))
    assert PAGE in [one.slug for one in shown_articles()]
    with pytest.raises(ValidationError):
        article_show(by=house.olga, slug=Slug.HOME, shown=False, why="x", seen=0)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE inform_articleversion SET text = 'other'", "DELETE FROM inform_articleversion"],
)
def test_the_database_itself_keeps_what_was_published(house: House, statement: str) -> None:
    publish(house.dora, "First.", 0)
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
