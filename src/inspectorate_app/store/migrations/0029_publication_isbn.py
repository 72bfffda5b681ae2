from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0028_publication_language"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="isbn",
            field=models.CharField(blank=True, default="", max_length=17),
        ),
    ]
