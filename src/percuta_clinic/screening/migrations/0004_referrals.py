"""A doctor can say that what may not wait was referred."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("screening", "0003_reminders")]
    operations = [
        migrations.AlterField(
            model_name="decision",
            name="what",
            field=models.CharField(
                choices=[("go on", "may go on"), ("hold", "held back"), ("referred", "referred")],
                max_length=8,
            ),
        ),
    ]
