"""The database itself refuses to change a move of stock."""

from django.db import migrations

from percuta_clinic.stock.triggers import add


class Migration(migrations.Migration):
    dependencies = [("stock", "0002_stock_moves")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
