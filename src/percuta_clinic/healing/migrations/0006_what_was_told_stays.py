"""The database itself refuses to change what a patient was told."""

from django.db import migrations

from percuta_clinic.healing.rating_triggers import add


class Migration(migrations.Migration):
    dependencies = [("healing", "0005_told_to_patients")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
