"""The database itself refuses to change what was signed."""

from django.db import migrations

from percuta_clinic.treatment.record_triggers import add


class Migration(migrations.Migration):
    dependencies = [("treatment", "0003_records")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
