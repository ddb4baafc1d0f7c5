"""One request for one time kept; a form sent twice is one request."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_the_first(apps: Any, _schema: Any) -> None:
    """Of several requests on one hold the first keeps it."""
    request = apps.get_model("booking", "Request")
    kept: set[Any] = set()
    for row in request.objects.exclude(hold=None).order_by("made_at", "pk"):
        if row.hold_id in kept:
            request.objects.filter(pk=row.pk).update(hold=None)
        kept.add(row.hold_id)


class Migration(migrations.Migration):
    dependencies = [
        ("booking", "0010_requests_and_waiting"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(keep_the_first, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="request",
            name="hold",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="request",
                to="booking.hold",
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="once",
            field=models.CharField(max_length=64, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="request",
            name="specialist",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
