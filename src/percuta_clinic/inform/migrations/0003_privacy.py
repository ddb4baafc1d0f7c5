"""A thirteenth public text: what is kept about people."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inform", "0002_published_stays")]
    operations = [
        migrations.AlterField(
            model_name="article",
            name="slug",
            field=models.CharField(
                choices=[
                    ("what-is-microneedling", "What microneedling is"),
                    ("what-it-is-used-for", "What it is used for"),
                    ("how-to-prepare", "How to prepare"),
                    ("how-it-works", "How it works"),
                    ("what-to-expect", "What to expect, day by day"),
                    ("side-effects", "Side effects"),
                    ("downtime", "Downtime beside peels and lasers"),
                    ("home", "Home"),
                    ("services", "Services and prices"),
                    ("team", "Team"),
                    ("questions", "Questions and answers"),
                    ("take-away", "Take-away"),
                    ("privacy", "What we keep about you"),
                ],
                max_length=40,
                unique=True,
            ),
        )
    ]
