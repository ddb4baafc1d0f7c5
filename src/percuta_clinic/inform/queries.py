"""Reading what the public may read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet

from percuta_clinic.inform.markup import Block, blocks, names_in, parts_in, plain
from percuta_clinic.inform.models import ARTICLES, Article, ArticleVersion, Profile, Slug
from percuta_clinic.inform.parts import RESPONSIBLE
from percuta_clinic.inform.science import Figure, figures
from percuta_clinic.inform.starting import STARTING
from percuta_clinic.inform.words import Words
from percuta_clinic.people.models import Account
from percuta_clinic.people.queries import staff


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A public text as it is read. ``version`` None: the words that come with Percuta."""

    slug: Slug
    words: Words
    version: ArticleVersion | None = None
    is_shown: bool = True

    @property
    def title(self) -> str:
        return self.words.title

    @property
    def summary(self) -> str:
        """Its summary with the numbers put in."""
        return _filled(self.words.summary)

    @property
    def changed_at(self) -> datetime | None:
        """When the clinic published it."""
        return self.version.at if self.version else None

    @cached_property
    def blocks(self) -> list[Block]:
        """Its pieces, with the numbers of the science put in."""
        return blocks(self.words.text, numbers())

    @property
    def plain(self) -> str:
        """Its words alone."""
        return plain(self.blocks)

    @property
    def figures(self) -> list[Figure]:
        """The numbers it names, with how sure each is."""
        known = figures()
        return [known[name] for name in names_in(self.words.text) if name in known]

    @property
    def parts(self) -> list[str]:
        """The tables and pictures in it."""
        return parts_in(self.words.text)

    @property
    def unsaid(self) -> bool:
        """Whether the clinic still has to say who answers for what is kept."""
        return RESPONSIBLE in self.parts


def numbers() -> Mapping[str, str]:
    """What each name of a number stands for."""
    return {name: one.text for name, one in figures().items()}


def _filled(text: str) -> str:
    found = text
    for name, number in numbers().items():
        found = found.replace(f"{{{name}}}", number)
    return found


def words_of(version: ArticleVersion) -> Words:
    """What a version says."""
    return Words(title=version.title, summary=version.summary, text=version.text)


def shown(slug: Slug) -> Shown:
    """One text as the public reads it; an article may be taken out (``is_shown``)."""
    return _shown(slug, _rows().filter(slug=slug).first())


def shown_articles() -> list[Shown]:
    """All articles that the public may read, in their order."""
    rows = {row.slug: row for row in _rows().filter(slug__in=ARTICLES)}
    found = [_shown(slug, rows.get(slug)) for slug in ARTICLES]
    return [one for one in found if one.is_shown]


def all_texts() -> list[Shown]:
    """Every text, those not shown too, for whoever edits them."""
    rows = {row.slug: row for row in _rows()}
    return [_shown(slug, rows.get(slug)) for slug in Slug]


def _rows() -> QuerySet[Article]:
    return Article.objects.select_related("published")


def _shown(slug: Slug, row: Article | None) -> Shown:
    if row is None:
        return Shown(slug=slug, words=STARTING[slug])
    if row.published is None:
        return Shown(slug=slug, words=STARTING[slug], is_shown=row.is_shown)
    return Shown(
        slug=slug,
        words=words_of(row.published),
        version=row.published,
        is_shown=row.is_shown,
    )


def versions(slug: Slug) -> QuerySet[ArticleVersion]:
    """Everything that was published once, the newest first."""
    return ArticleVersion.objects.filter(article__slug=slug).order_by("-number")


def edited(slug: Slug) -> int:
    """How often the text was changed: what an editor has seen."""
    row = Article.objects.filter(slug=slug).first()
    return row.version if row else 0


def profiles() -> QuerySet[Profile]:
    """Whoever works here now and agreed to be shown."""
    return Profile.objects.filter(account__in=staff(), agreed_at__isnull=False).order_by("name")


def profile_of(account: Account) -> Profile:
    """One's own profile, or one to begin with."""
    found = Profile.objects.filter(account=account).first()
    does = ", ".join(role.label for role in account.roles).capitalize()
    return found or Profile(account=account, name=account.name, does=does, version=0)
