"""The database itself refuses to change the facts of a photograph."""

from django.db import migrations

from percuta_clinic.photos.triggers import add


class Migration(migrations.Migration):
    dependencies = [
        ("photos", "0001_initial"),
        ("patients", "0003_signed_notes_stay"),
    ]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
