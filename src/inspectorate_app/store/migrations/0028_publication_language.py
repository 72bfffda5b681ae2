from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0027_claim_other_than"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="also_in",
            field=models.CharField(blank=True, default="", max_length=10),
        ),
        migrations.AddField(
            model_name="publishedfile",
            name="language",
            field=models.CharField(default="en", max_length=10),
        ),
    ]
