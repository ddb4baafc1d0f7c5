"""Public texts in versions, and who of the staff is shown."""

from typing import Any

from django.db import models
from django.utils import timezone

from percuta_clinic.config.ids import new_id
from percuta_clinic.people.models import Account


class Slug(models.TextChoices):
    """Every public text; the first seven are articles, read at an address of their own."""

    WHAT_IT_IS = "what-is-microneedling", "What microneedling is"
    CONCERNS = "what-it-is-used-for", "What it is used for"
    PREPARE = "how-to-prepare", "How to prepare"
    HOW_IT_WORKS = "how-it-works", "How it works"
    EXPECT = "what-to-expect", "What to expect, day by day"
    SIDE_EFFECTS = "side-effects", "Side effects"
    DOWNTIME = "downtime", "Downtime beside peels and lasers"
    HOME = "home", "Home"
    SERVICES = "services", "Services and prices"
    TEAM = "team", "Team"
    QUESTIONS = "questions", "Questions and answers"
    TAKE_AWAY = "take-away", "Take-away"
    PRIVACY = "privacy", "What we keep about you"


ARTICLES = tuple(Slug)[:7]


class Article(models.Model):
    """One public text as this clinic has it; without a row, or a published version, ours stands.

    ``version`` rises with each change; ``is_shown`` takes an article out of the public pages.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.CharField(max_length=40, choices=Slug.choices, unique=True)
    is_shown = models.BooleanField("shown to the public", default=True)
    published = models.ForeignKey(
        "inform.ArticleVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.get_slug_display()


class ArticleVersion(models.Model):
    """What was published once; it is never changed. ``cautions`` are the words warned about."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    text = models.TextField()
    why = models.CharField(max_length=300)
    cautions = models.JSONField(default=list)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="inform_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes a new one; a published one is not touched."""
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)


class Profile(models.Model):
    """How somebody of the staff is shown; nobody is shown who did not agree to it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="profile")
    name = models.CharField("name as shown", max_length=120)
    does = models.CharField("what you do here", max_length=120)
    words = models.TextField("in your own words", max_length=1200, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
