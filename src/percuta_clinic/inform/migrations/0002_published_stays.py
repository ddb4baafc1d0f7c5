"""The database itself refuses to change what was published."""

from django.db import migrations

from percuta_clinic.inform.triggers import add


class Migration(migrations.Migration):
    dependencies = [("inform", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
