"""Every variable that the program reads stands in the reference of the settings."""

import re
from pathlib import Path

import inspectorate_app
from inspectorate_app.configuration import VARIABLES

PACKAGE = Path(inspectorate_app.__file__).parent
READ = re.compile(r"""env\.\w+\(\s*["']([A-Z0-9_]+)["']""")


def test_every_variable_that_the_settings_read_is_in_the_table_and_no_other() -> None:
    read = set(READ.findall((PACKAGE / "settings.py").read_text(encoding="utf-8")))
    known = {each.name for each in VARIABLES}
    assert read == known
