"""The database itself refuses to change the log."""

from django.db import migrations

from percuta_clinic.audit.triggers import add


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
