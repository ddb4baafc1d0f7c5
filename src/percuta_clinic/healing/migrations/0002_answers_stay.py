"""The database itself refuses to change what was told."""

from django.db import migrations

from percuta_clinic.healing.triggers import add


class Migration(migrations.Migration):
    dependencies = [("healing", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
