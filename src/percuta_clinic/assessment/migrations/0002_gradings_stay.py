"""The database itself refuses to change a grading."""

from django.db import migrations

from percuta_clinic.assessment.triggers import add


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0001_initial"),
        ("patients", "0003_signed_notes_stay"),
    ]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
