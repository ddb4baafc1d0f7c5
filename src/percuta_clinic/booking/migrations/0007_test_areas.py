"""A service in which only a small place is tried: patients read that, and its own price."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("booking", "0006_who_began")]
    operations = [
        migrations.AddField(
            model_name="service",
            name="is_test_area",
            field=models.BooleanField("only a small place is tried", default=False),
        ),
    ]
