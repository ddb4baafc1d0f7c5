"""The database itself refuses to change a report that was made."""

from django.db import migrations

from percuta_clinic.adverse.report_triggers import add


class Migration(migrations.Migration):
    dependencies = [
        ("adverse", "0003_reports"),
        ("patients", "0003_signed_notes_stay"),
    ]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
