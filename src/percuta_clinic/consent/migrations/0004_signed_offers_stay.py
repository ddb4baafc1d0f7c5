"""The database itself refuses to change what was put before a patient who has signed it."""

from django.db import migrations

from percuta_clinic.consent.triggers import add_offer


class Migration(migrations.Migration):
    dependencies = [("consent", "0003_what_is_covered")]
    operations = [migrations.RunPython(add_offer, migrations.RunPython.noop)]
