from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def sort_letter_by_letter(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite does so already; PostgreSQL else sorts by the country's rules, not by ranges."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            'ALTER TABLE patients_searchterm ALTER COLUMN term TYPE varchar(120) COLLATE "C"'
        )


class Migration(migrations.Migration):
    dependencies = [("patients", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="searchterm", name="patients_term"),
        migrations.RunPython(sort_letter_by_letter, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="searchterm",
            index=models.Index(fields=["term", "-patient"], name="patients_term_walk"),
        ),
    ]
