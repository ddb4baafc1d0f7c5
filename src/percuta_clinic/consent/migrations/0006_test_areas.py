"""Whether what was put before a patient is about a test area only; it stays once it is signed."""

from django.db import migrations, models

from percuta_clinic.consent.triggers import add_test_area


class Migration(migrations.Migration):
    dependencies = [("consent", "0005_questions_stay"), ("booking", "0007_test_areas")]
    operations = [
        migrations.AddField(
            model_name="offer",
            name="is_test_area",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(add_test_area, migrations.RunPython.noop),
    ]
