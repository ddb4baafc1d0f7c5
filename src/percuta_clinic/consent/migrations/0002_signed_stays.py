"""The database itself refuses to change a signed consent, a withdrawal, a text in use."""

from django.db import migrations

from percuta_clinic.consent.triggers import add


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
