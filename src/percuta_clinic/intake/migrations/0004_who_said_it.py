"""Finds everybody who answered one question, for what may not wait."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_seen_by_staff")]
    operations = [
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["key"], name="intake_facts_about"),
        ),
    ]
