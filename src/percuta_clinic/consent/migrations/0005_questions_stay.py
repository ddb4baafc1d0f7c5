"""The database itself refuses to change what was asked and answered before a signature."""

from django.db import migrations

from percuta_clinic.consent.triggers import add_question


class Migration(migrations.Migration):
    dependencies = [("consent", "0004_signed_offers_stay")]
    operations = [migrations.RunPython(add_question, migrations.RunPython.noop)]
