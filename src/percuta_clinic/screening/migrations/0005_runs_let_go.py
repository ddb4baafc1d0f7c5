"""A run of the rules lets go of another person's visit; one is made when records are separated."""

from django.db import migrations, models

from percuta_clinic.screening.triggers import add_letting_go


class Migration(migrations.Migration):
    dependencies = [("screening", "0004_referrals")]
    operations = [
        migrations.AlterModelOptions(
            name="screened",
            options={"ordering": ("id",), "verbose_name": "screening"},
        ),
        migrations.AlterField(
            model_name="screened",
            name="why",
            field=models.CharField(
                choices=[
                    ("sent", "answers sent"),
                    ("put right", "answers put right"),
                    ("decided", "decided"),
                    ("withdrawn", "decision withdrawn"),
                    ("treatment", "treatment"),
                    ("separated", "records separated"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunPython(add_letting_go, migrations.RunPython.noop),
    ]
