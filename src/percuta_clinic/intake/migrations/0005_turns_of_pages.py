from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0004_who_said_it"),
    ]

    operations = [
        migrations.AddField(
            model_name="form",
            name="turns",
            field=models.JSONField(default=dict),
        ),
    ]
