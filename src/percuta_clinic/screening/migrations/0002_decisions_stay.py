"""The database itself refuses to change a decision or a run of the rules."""

from django.db import migrations

from percuta_clinic.screening.triggers import add


class Migration(migrations.Migration):
    dependencies = [
        ("screening", "0001_initial"),
        ("patients", "0003_signed_notes_stay"),
    ]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
