"""The database itself refuses to change with which answer a photograph was sent."""

from django.db import migrations

from percuta_clinic.healing.photo_triggers import add


class Migration(migrations.Migration):
    dependencies = [("healing", "0003_pictures")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
