"""The database itself refuses to change an answer."""

from django.db import migrations

from percuta_clinic.intake.triggers import add


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_initial"),
        ("patients", "0003_signed_notes_stay"),
    ]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
