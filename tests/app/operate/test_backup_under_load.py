"""A backup taken under load, the server killed, restored elsewhere: nothing acknowledged before it is missing."""

import json
import stat
import time

import pytest

from tests.app.operate.load import Load, load_on, under_way
from tests.app.operate.process import database_of_this_test, environment, python, ran, serving

pytestmark = pytest.mark.django_db(transaction=True)

#: What stands in the restored database, asked of it by a program of its own, which then verifies the audit trail.
READ = """
import json
from inspectorate_app.cli import main
from inspectorate_app.cli.application import start
start()
from inspectorate_app.store.models import Answer, AuditEntry, Retry
print(json.dumps({
    "keys": list(Retry.objects.values_list("key", flat=True)),
    "answers": {str(each.assessment.case.number): [each.version, each.reason]
                for each in Answer.objects.select_related("assessment__case")},
    "saves": AuditEntry.objects.filter(action="assess case").count(),
    "restored": list(AuditEntry.objects.filter(action="restore backup").values_list("chain__name", "actor_name")),
}))
main(["audit", "verify", "--format", "json"])
"""


def _wait_for(load: Load, saves: int) -> None:
    end = time.monotonic() + 30
    while sum(load.acknowledged.values()) < saves:
        assert not load.refused, load.refused
        assert time.monotonic() < end, load.acknowledged
        time.sleep(0.01)


def test_what_was_acknowledged_before_the_backup_is_there_after_the_restore(tmp_path, empty_database):
    here = environment(tmp_path / "here", DATABASE_URL=database_of_this_test())
    there = environment(tmp_path / "there", **empty_database)
    document = tmp_path / "here" / "documents" / "ab" / "abcd"
    document.parent.mkdir(parents=True)
    document.write_bytes(b"a policy")
    with serving(here, tmp_path / "log") as served:
        load = load_on(served.port)
        with under_way(load):
            _wait_for(load, 20)
            before = load.keys()
            taken = ran(here, "backup", "create", "--to", tmp_path / "backup.zip", "--format", "json")
            assert taken.returncode == 0, taken.stderr
            _wait_for(load, len(before) + 1)
            during = load.keys()
            served.kill()
    assert not load.refused
    assert len(during) > len(before), "nobody saved while the backup was taken: it was not under load"
    restored = ran(there, "backup", "restore", tmp_path / "backup.zip")
    assert restored.returncode == 0, restored.stderr
    read = python(there, READ)
    assert read.returncode == 0, read.stderr
    found = json.loads(read.stdout.partition("\n")[0])
    assert before <= set(found["keys"])
    # One moment: as many saves in the trail as keys, and each answer is that of its newest key.
    assert found["saves"] == len(found["keys"])
    newest = {
        case: max(int(key.partition("-")[2]) for key in found["keys"] if key.startswith(f"{case}-")) for case in "123"
    }
    assert found["answers"] == {case: [number, f"save {number}"] for case, number in newest.items()}
    assert found["restored"] == [["service", "operator of the server"]]
    put = tmp_path / "there" / "documents" / "ab" / "abcd"
    assert (put.read_bytes(), stat.S_IMODE(put.stat().st_mode)) == (b"a policy", 0o600)
