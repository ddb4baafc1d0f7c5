"""The database itself refuses to change a review."""

from django.db import migrations

from percuta_clinic.review.triggers import add


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial"), ("patients", "0003_signed_notes_stay")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
