"""The database itself refuses to change what made a treatment allowed."""

from django.db import migrations

from percuta_clinic.booking.triggers import add


class Migration(migrations.Migration):
    dependencies = [("booking", "0003_sessions_of_the_past")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
