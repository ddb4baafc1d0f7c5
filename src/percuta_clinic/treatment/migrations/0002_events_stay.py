"""The database itself refuses to change what was said in a session."""

from django.db import migrations

from percuta_clinic.treatment.triggers import add


class Migration(migrations.Migration):
    dependencies = [
        ("treatment", "0001_initial"),
        ("patients", "0003_signed_notes_stay"),
    ]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
