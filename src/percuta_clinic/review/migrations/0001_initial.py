"""Reviews of finished courses."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import percuta_clinic.config.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("patients", "0003_signed_notes_stay"),
        ("planning", "0002_stays"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CourseDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=percuta_clinic.config.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("stop", "stop"),
                            ("change", "do something else"),
                            ("go_on", "go on as planned"),
                        ],
                        max_length=6,
                    ),
                ),
                ("why", models.CharField(max_length=500)),
                ("shown", models.JSONField(default=list)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by_name", models.CharField(max_length=120)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="course_decisions",
                        to="patients.patient",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="course_decisions",
                        to="planning.plan",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="ReviewDays",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=percuta_clinic.config.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True)),
                ("days", models.JSONField(default=list)),
                ("reason", models.CharField(max_length=500)),
                ("by_name", models.CharField(max_length=120)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-number",),
            },
        ),
        migrations.CreateModel(
            name="OwnReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=percuta_clinic.config.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("after", models.PositiveIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("gais", models.PositiveSmallIntegerField(null=True)),
                ("satisfaction", models.PositiveSmallIntegerField(null=True)),
                ("again", models.CharField(blank=True, max_length=6)),
                ("words", models.CharField(blank=True, max_length=1000)),
                ("way", models.CharField(max_length=10)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_reviews",
                        to="patients.patient",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_reviews",
                        to="planning.plan",
                    ),
                ),
            ],
            options={
                "ordering": ("after", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "after", "number"), name="review_own_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=percuta_clinic.config.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("after", models.PositiveIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("scores", models.JSONField(default=list)),
                ("gais", models.PositiveSmallIntegerField(null=True)),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("why", models.CharField(blank=True, max_length=300)),
                ("seen_on", models.DateField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by_name", models.CharField(max_length=120)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="patients.patient",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="planning.plan",
                    ),
                ),
            ],
            options={
                "ordering": ("after", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "after", "number"), name="review_number"
                    )
                ],
            },
        ),
    ]
