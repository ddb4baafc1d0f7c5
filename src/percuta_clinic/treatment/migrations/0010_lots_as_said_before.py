"""What was used before is found by what was said, as what is used from now on."""

from typing import Any

from django.db import migrations

from percuta_clinic.stock.sameness import number_key


def fill(apps: Any, editor: Any) -> None:
    """The number in one form, the article where a piece names it, and when it was heard of."""
    for use in apps.get_model("treatment", "LotUse").objects.iterator():
        use.lot_key = number_key(use.lot_number)
        use.article = use.unit.split("|")[0][:300]
        use.came_at = use.used_at
        use.save(update_fields=["lot_key", "article", "came_at"])


class Migration(migrations.Migration):
    dependencies = [("treatment", "0009_lots_as_said")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
