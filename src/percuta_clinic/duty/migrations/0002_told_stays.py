"""The database itself refuses to change what was told of a task."""

from django.db import migrations

from percuta_clinic.duty.triggers import add


class Migration(migrations.Migration):
    dependencies = [
        ("duty", "0001_initial"),
        ("patients", "0003_signed_notes_stay"),
    ]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
