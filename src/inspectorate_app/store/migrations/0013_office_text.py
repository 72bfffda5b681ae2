"""Presentations and OpenDocument texts were not read before: take away the note that they have no text, so that they are.

What stands there is derived from the files, and made anew by the next job.
"""

from typing import Any

from django.db import migrations


def forget_unread(apps: Any, schema_editor: Any) -> None:
    """Delete the rows that say of such a file that its kind is not read."""
    rows = apps.get_model("store", "DocumentText").objects
    rows.filter(state="none", version__kind__in=["pptx", "odt"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0012_language"),
    ]

    operations = [migrations.RunPython(forget_unread, migrations.RunPython.noop)]
