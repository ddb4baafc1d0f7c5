"""The database itself refuses to change a plan that was proposed, a step, a house protocol."""

from django.db import migrations

from percuta_clinic.planning.triggers import add


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0001_initial"),
        ("patients", "0003_signed_notes_stay"),
    ]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
