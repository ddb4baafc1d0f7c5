"""What was seen on the skin."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import percuta_clinic.config.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("booking", "0007_test_areas"),
        ("patients", "0003_signed_notes_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Grading",
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
                ("zone", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("scale", models.CharField(blank=True, max_length=60)),
                ("grade", models.FloatField(null=True)),
                ("scar_types", models.JSONField(default=list)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("taken_back", models.BooleanField(default=False)),
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
                        related_name="gradings",
                        to="patients.patient",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="booking.visit",
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
                "indexes": [
                    models.Index(fields=["patient", "zone", "id"], name="assessment_gradings")
                ],
            },
        ),
    ]
