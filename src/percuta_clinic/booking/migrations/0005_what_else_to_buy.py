"""What patients may have to buy beside a service, for the sheet they read before they sign."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("booking", "0004_cleared_stays")]
    operations = [
        migrations.AddField(
            model_name="service",
            name="to_buy",
            field=models.CharField(
                blank=True,
                default="",
                max_length=200,
                verbose_name="what else patients may have to buy",
            ),
            preserve_default=False,
        ),
    ]
