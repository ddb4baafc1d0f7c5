"""The database itself refuses to change a signed note."""

from django.db import migrations

from percuta_clinic.patients.triggers import add


class Migration(migrations.Migration):
    dependencies = [("patients", "0002_terms_in_order")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
