from typing import Any, ClassVar

from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from inspectorate_app.store import append_only


def forwards(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    append_only.install(schema_editor)
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def backwards(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    append_only.remove(schema_editor)


class Migration(migrations.Migration):
    dependencies: ClassVar[list[Any]] = [("store", "0001_initial")]
    operations: ClassVar[list[Any]] = [migrations.RunPython(forwards, backwards)]
