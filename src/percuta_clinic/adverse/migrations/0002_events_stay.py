"""The database itself refuses to change what was written about an adverse event."""

from django.db import migrations

from percuta_clinic.adverse.triggers import add


class Migration(migrations.Migration):
    dependencies = [
        ("adverse", "0001_initial"),
        ("patients", "0003_signed_notes_stay"),
    ]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
