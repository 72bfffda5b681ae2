"""Static files are kept for ever by browsers, so that what one script imports has a hash of its content in its name."""

import re

from django.conf import settings
from django.core.files.storage import storages
from django.core.management import call_command
from django.test import override_settings


def test_every_script_that_another_imports_is_named_by_its_content(tmp_path):
    storage = {**settings.STORAGES, "staticfiles": {"BACKEND": "inspectorate_app.web.static_file.StaticFiles"}}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storage):
        call_command("collectstatic", interactive=False, verbosity=0)
        hashed = storages["staticfiles"].hashed_files
    entry = (tmp_path / hashed["assessment.js"]).read_text(encoding="utf-8")
    imported = re.findall(r'from "\./([^"]+)"', entry)
    assert len(imported) == 5
    assert set(imported) <= set(hashed.values())
    assert all((tmp_path / name).is_file() for name in imported)
