from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outbox", "0003_by_state"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="calendar",
            field=models.TextField(
                blank=True, default="", verbose_name="calendar entry that goes with it"
            ),
            preserve_default=False,
        ),
    ]
