from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def count_what_was(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A needling visit that was finished was a session: forgetting it would put two too close."""
    visits = apps.get_model("booking", "Visit").objects
    been = visits.filter(state="finished", service__is_needling=True, treatment_began_at=None)
    been.update(treatment_began_at=F("starts_at"))


class Migration(migrations.Migration):
    dependencies = [("booking", "0002_treatments")]

    operations = [migrations.RunPython(count_what_was, migrations.RunPython.noop)]
