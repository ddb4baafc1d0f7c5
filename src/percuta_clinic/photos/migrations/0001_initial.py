"""Photographs."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import percuta_clinic.config.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("booking", "0007_test_areas"),
        ("files", "0001_initial"),
        ("patients", "0003_signed_notes_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Photo",
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
                ("view", models.CharField(max_length=60)),
                ("zone", models.CharField(blank=True, max_length=40)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("taken_at", models.DateTimeField(null=True)),
                (
                    "device",
                    models.CharField(
                        choices=[
                            ("phone", "phone"),
                            ("tablet", "tablet"),
                            ("camera", "camera"),
                            ("webcam", "webcam"),
                            ("not known", "not known"),
                        ],
                        default="not known",
                        max_length=10,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[("taken", "taken here"), ("file", "from a file")], max_length=5
                    ),
                ),
                ("sent_digest", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("added_by_name", models.CharField(max_length=120)),
                ("uses", models.JSONField(default=list)),
                ("removed_at", models.DateTimeField(null=True)),
                ("removed_why", models.CharField(blank=True, max_length=300)),
                ("removed_by_name", models.CharField(blank=True, max_length=120)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photo",
                        to="files.storedfile",
                    ),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
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
                "indexes": [models.Index(fields=["patient", "view"], name="photos_of_patient")],
            },
        ),
    ]
