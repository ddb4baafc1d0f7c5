"""The database itself refuses to change what was added to an incident."""

from django.db import migrations

from percuta_clinic.treatment.note_triggers import add


class Migration(migrations.Migration):
    dependencies = [("treatment", "0005_incident_notes")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
