"""Publishing: each text in versions, each only after somebody read it through."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from percuta_clinic.audit.services import record
from percuta_clinic.drafts.services import draft_end
from percuta_clinic.inform.cautions import Caution, cautions
from percuta_clinic.inform.markup import names_in, parts_in
from percuta_clinic.inform.models import ARTICLES, Article, ArticleVersion, Slug
from percuta_clinic.inform.parts import PARTS
from percuta_clinic.inform.queries import numbers, versions, words_of
from percuta_clinic.inform.starting import STARTING
from percuta_clinic.inform.words import Words
from percuta_clinic.people.access import require
from percuta_clinic.people.models import Account
from percuta_clinic.people.rights import Right

DRAFT = "article"
LONGEST = 30_000


class Stale(Exception):
    """Somebody else changed the text in the meantime."""


class Cautioned(Exception):
    """Words to think about again; they may be published with a reason of their own."""

    def __init__(self, found: Sequence[Caution]) -> None:
        super().__init__("Some words need a reason.")
        self.found = found


@transaction.atomic
def text_publish(
    *, by: Account, slug: Slug, words: Words, why: str, seen: int, despite: str = ""
) -> ArticleVersion:
    """Publishes words as the next version, after ``seen``.

    Raises Stale, ValidationError, and Cautioned where ``despite`` says no reason for such words.
    """
    require(by, Right.EDIT_WEBSITE)
    made = checked(words)
    why = _reason(why)
    found = cautions(made)
    if found and not despite.strip():
        raise Cautioned(found)
    article = _held(slug, seen)
    newest = article.versions.order_by("-number").first()
    version = ArticleVersion(
        article=article,
        number=newest.number + 1 if newest else 1,
        title=made.title,
        summary=made.summary,
        text=made.text,
        why=why,
        cautions=[
            {"found": one.found, "why": one.why, "despite": despite.strip()} for one in found
        ],
        by=by,
        by_name=by.name,
    )
    version.save()
    _point(article, published=version)
    reason = f"{why}; {', '.join(one.found for one in found)}: {despite}" if found else why
    record(
        by=by.actor,
        action="website.published",
        subject=article,
        fields=(slug.value,),
        reason=reason,
    )
    draft_end(account=by, form=DRAFT, subject=slug.value)
    return version


@transaction.atomic
def text_restore(*, by: Account, slug: Slug, number: int, why: str, seen: int) -> None:
    """Publishes an earlier version once more; 0 goes back to the words that come with Percuta."""
    require(by, Right.EDIT_WEBSITE)
    if number:
        earlier = versions(slug).filter(number=number).first()
        if earlier is None:
            raise ValidationError(f"There is no version {number} of this text.")
        said = [one["despite"] for one in earlier.cautions]
        despite = said[0] if said else ""
        text_publish(by=by, slug=slug, words=words_of(earlier), why=why, seen=seen, despite=despite)
        return
    why = _reason(why)
    article = _held(slug, seen)
    _point(article, published=None)
    record(
        by=by.actor, action="website.ours_again", subject=article, fields=(slug.value,), reason=why
    )


@transaction.atomic
def article_show(*, by: Account, slug: Slug, shown: bool, why: str, seen: int) -> None:
    """Takes an article out of the public pages, or puts it back."""
    require(by, Right.EDIT_WEBSITE)
    if slug not in ARTICLES:
        raise ValidationError("Only articles can be taken out; this page is always there.")
    why = _reason(why)
    article = _held(slug, seen)
    _point(article, is_shown=shown)
    action = "website.put_back" if shown else "website.taken_out"
    record(by=by.actor, action=action, subject=article, fields=(slug.value,), reason=why)


def _held(slug: Slug, seen: int) -> Article:
    """The row, held until the end of the transaction; refused where ``seen`` is old."""
    article, made = Article.objects.get_or_create(slug=slug)
    article = Article.objects.select_for_update().get(pk=article.pk)
    if (0 if made else article.version) != seen:
        raise Stale
    return article


def _point(article: Article, **changed: object) -> None:
    rows = Article.objects.filter(pk=article.pk)
    rows.update(version=F("version") + 1, changed_at=timezone.now(), **changed)


def _reason(why: str) -> str:
    found = " ".join(why.split())
    if not found:
        raise ValidationError({"why": "Say why, in a few words; the history keeps it."})
    return found[:300]


def checked(words: Words) -> Words:
    """The words as they are kept. Raises ValidationError for what could not be shown."""
    title, summary = " ".join(words.title.split()), " ".join(words.summary.split())
    text = words.text.replace("\r\n", "\n").replace("\x00", "").strip()
    wrong = dict(_wrong(title=title, summary=summary, text=text))
    if wrong:
        raise ValidationError(wrong)
    return Words(title=title, summary=summary, text=text)


def _wrong(*, title: str, summary: str, text: str) -> list[tuple[str, str]]:
    found = []
    if not title or len(title) > 120:
        found.append(("title", f"Give it a title of 1 to 120 characters; this has {len(title)}."))
    if not summary or len(summary) > 300:
        found.append(("summary", f"Sum it up in 1 to 300 characters; this has {len(summary)}."))
    if not text or len(text) > LONGEST:
        found.append(("text", f"Write 1 to {LONGEST} characters; this has {len(text)}."))
    unknown = [f"{{{name}}}" for name in names_in(text + summary) if name not in numbers()]
    unknown += [f"[[{name}]]" for name in parts_in(text) if name not in PARTS]
    if unknown:
        found.append(
            ("text", f"{', '.join(unknown)} stands for nothing. The list below names what does.")
        )
    return found


def starting(slug: Slug) -> Words:
    """The words that come with Percuta."""
    return STARTING[slug]
