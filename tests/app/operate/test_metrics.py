"""Metrics of two worker processes are one, whichever of them is asked."""

import re
import time

import pytest

from inspectorate_app.store.models import AuditEntry
from tests.app.operate.process import ask, database_of_this_test, environment, ran, serving

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = "m" * 40


def test_workers_count_together_and_tell_when_the_last_backup_was_taken(tmp_path):
    known = environment(tmp_path, DATABASE_URL=database_of_this_test(), INSPECTORATE_METRICS_TOKEN=TOKEN)
    with serving(known, tmp_path / "log", workers=2) as served:
        for _ in range(40):
            assert ask(served.port, "GET", "/health")[0] == 200
        before = time.time()
        assert ran(known, "backup", "create", "--to", tmp_path).returncode == 0
        answers = [ask(served.port, "GET", "/metrics", headers={"Authorization": f"Bearer {TOKEN}"}) for _ in range(10)]
    assert {status for status, _ in answers} == {200}
    counted = [
        re.findall(rb'requests_total\{method="GET",route="health",status="200"\} (\S+)', content)
        for _, content in answers
    ]
    assert counted == [[b"40.0"]] * 10
    last = {
        float(re.findall(rb"^inspectorate_last_backup_timestamp_seconds (\S+)", content, re.MULTILINE)[0])
        for _, content in answers
    }
    assert last == {AuditEntry.objects.get(action="back up").at.timestamp()}
    assert last.pop() > before
