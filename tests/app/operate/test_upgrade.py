"""What an earlier version wrote is taken over: each released backup, restored and brought to the tables of today."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from inspectorate_app.demonstration.figures import published_figures
from tests.app import given
from tests.app.operate.process import environment, python, ran

RELEASED = sorted((Path(__file__).parent / "released").glob("*.zip"))
#: Tables that a later migration may take away or rename: name them here with what became of them.
GONE: dict[str, str] = {}
#: Asked of the restored database by a program of its own.
READ = """
import json, sys
from inspectorate_app.cli.application import start
start()
from django.apps import apps
from inspectorate_app.actions import audit
from inspectorate_app.store import portable
from inspectorate_app.store.queries import audit as trails, health, inspection, panel, result
facts = inspection.find(sys.argv[1])
rated, signed = result.results(facts).computed, panel.standing(panel.panels(facts))
again = panel.rate_again(signed)
print(json.dumps({
    "problems": health.problems(),
    "rows": {model._meta.db_table: model._base_manager.count() for model in portable.tables(apps)},
    "chains": {name: [trails.find_chain(name).position, trails.find_chain(name).sha256, list(audit.check(name).wrong)]
               for name in trails.chain_names()},
    "overall": rated.overall,
    "score": f"{rated.points}/{rated.maximum}",
    "standards": {one.standard.id: one.rating for one in rated.standards if one.rating},
    "signed_off": signed.ratings["overall"],
    "differs": list(again.faults),
    "sealed": again.sha256 == signed.sha256,
}))
"""


@pytest.fixture
def there(tmp_path, empty_database):
    return environment(tmp_path / "data", **empty_database)


def test_there_is_data_of_the_first_release_and_it_stays_small():
    assert RELEASED[0].name == "0.2.0.zip"
    assert sum(each.stat().st_size for each in RELEASED) < 300_000 * len(RELEASED)
    with ZipFile(RELEASED[0]) as archive:
        applied = [name for app, name in json.loads(archive.read("manifest.json"))["migrations"] if app == "store"]
    assert applied == ["0001_initial", "0002_append_only"]


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_released_backup_is_taken_over_whole_with_its_trail_and_its_ratings(released, there):
    restored = ran(there, "backup", "restore", released)
    assert restored.returncode == 0, restored.stderr
    left = python(there, READ, given.LLR)
    assert left.returncode == 0, left.stderr
    found = json.loads(left.stdout)
    with ZipFile(released) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert found["problems"] == []
    # One entry more: that it was restored.
    rows = manifest["rows"] | {"store_auditentry": manifest["rows"]["store_auditentry"] + 1}
    assert {name: found["rows"].get(name) for name in rows if name not in GONE} == {
        name: count for name, count in rows.items() if name not in GONE
    }
    service = found["chains"].pop("service")
    assert (service[0], service[2]) == (manifest["chains"].pop("service")[0] + 1, [])
    assert found["chains"] == {name: [*end, []] for name, end in manifest["chains"].items()}
    _are_the_ratings_that_were_published(found)


def _are_the_ratings_that_were_published(found):
    printed = published_figures().ratings
    assert (found["overall"], found["score"]) == (printed.overall, printed.score) == ("Inadequate", "2/27")
    assert found["standards"] == dict(printed.standards)
    assert (found["signed_off"], found["differs"], found["sealed"]) == ("Inadequate", [], True)
