"""The database itself refuses to change the ledger."""

from django.db import migrations

from percuta_clinic.billing.triggers import add


class Migration(migrations.Migration):
    dependencies = [
        ("billing", "0001_initial"),
        ("patients", "0003_signed_notes_stay"),
    ]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
