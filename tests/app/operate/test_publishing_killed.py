"""The process that publishes is killed at each step, or there are two: it is published once and whole or not at all."""

import datetime
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.utils import timezone

from inspectorate_app.actions import audit, hold
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Inspection, Milestone, Notification, PhaseChange, Publication
from inspectorate_app.store.queries import public_publication as public
from tests.app import publishing
from tests.app.operate.process import database_of_this_test, environment, ran

pytestmark = pytest.mark.django_db(transaction=True)
#: Runs the command for each line of its input, in a process of its own that dies as by a power cut where it calls, or
#: has called, what the line names; tells how each ended. They split off from one that has started: to start takes long.
DIES = """
import importlib, os, signal, sys
from inspectorate_app.cli.application import start
start()
from inspectorate_app.actions import publication_round
from inspectorate_app.cli import main

def die(where, name, when):
    module, _, inside = where.partition(":")
    holder = importlib.import_module(module)
    holder = getattr(holder, inside) if inside else holder
    real = getattr(holder, name)
    def dies(*given, **named):
        if when == "after":
            real(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(holder, name, dies)
    main(["publication", "publish-due"])

for line in sys.stdin:
    if child := os.fork():
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    else:
        die(*line.split())
"""
ROUND = "inspectorate_app.actions.publication_round"
#: Before the transaction, in it before and after each write, and when all is written and not yet kept.
STEPS = (
    (ROUND, "wrong_files", "before"),
    (ROUND, "seal", "before"),
    ("inspectorate_app.store.models:Publication", "save", "after"),
    ("inspectorate_app.store.models:Inspection", "save", "after"),
    (ROUND, "_move", "after"),
    (ROUND, "tell", "after"),
    ("inspectorate_app.actions.audit", "append", "after"),
)


@pytest.fixture
def room():
    return publishing.room()


@pytest.fixture
def due(room):
    """A publication that was due a minute ago."""
    row = publishing.approved(room)
    with guard.allowed():
        Milestone.objects.create(inspection=room.inspection, phase="factual_accuracy", due_on=datetime.date(2023, 1, 1))
        row.due_at = timezone.now() - datetime.timedelta(minutes=1)
        row.save(update_fields=["due_at"])
    return row


def known():
    return environment(settings.DATA, DATABASE_URL=database_of_this_test(), INSPECTORATE_SECRET_KEY=settings.SECRET_KEY)


def published(room):
    """What is to be seen of it: all of this changes together."""
    return {
        "state": Publication.objects.get().state,
        "phase": Inspection.objects.get(pk=room.inspection.pk).phase,
        "moves": PhaseChange.objects.filter(after="published").count(),
        "done": Milestone.objects.exclude(done_on=None).count(),
        "told": Notification.objects.filter(event="published", person_id=room.lead.person).count(),
        "trail": AuditEntry.objects.filter(action="publish").count(),
        "public": len(public.published()),
    }


NOT_AT_ALL = {
    "state": "approved", "phase": "factual_accuracy", "moves": 0, "done": 0, "told": 0, "trail": 0, "public": 0
}  # fmt: skip
ONCE = {"state": "published", "phase": "published", "moves": 1, "done": 1, "told": 1, "trail": 2, "public": 1}


@pytest.fixture
def dying(tmp_path):
    """Runs the command in a process that dies at a step; how it ended."""
    with (
        (tmp_path / "dying.log").open("w") as log,
        subprocess.Popen(
            [sys.executable, "-c", DIES],
            env=known(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):

        def die(*step: str) -> int:
            process.stdin.write(" ".join(step) + "\n")
            process.stdin.flush()
            return int(process.stdout.readline())

        yield die
        process.stdin.close()


def test_killed_at_any_step_nothing_is_half_published_and_the_next_start_publishes_once(room, due, dying):
    for step in STEPS:
        assert dying(*step) == -signal.SIGKILL, step
        assert published(room) == NOT_AT_ALL, step
    # killed when the database has kept it
    assert dying("inspectorate_app.metric", "changed", "before") == -signal.SIGKILL
    assert published(room) == ONCE
    again = ran(known(), "publication", "publish-due")
    assert (again.returncode, again.stdout.strip()) == (0, "Nothing is due.")
    assert published(room) == ONCE
    assert audit.check(room.slug).wrong == ()


#: The command, which waits before its transaction until a file is there: it has picked what is due and read its files.
WAITS = """
import os, sys, time
from inspectorate_app.cli.application import start
start()
from inspectorate_app.actions import publication_round
real, (ready, go) = publication_round.publish, sys.argv[1:]
def waits(*given):
    open(ready, "w").close()
    while not os.path.exists(go):
        time.sleep(0.01)
    return real(*given)
publication_round.publish = waits
from inspectorate_app.cli import main
main(["publication", "publish-due"])
"""


@contextmanager
def picked(folder, processes):
    """Processes that have all picked the same publication; after the block they go on, and what they say is told."""
    go, said = folder / "go", []
    begun = [
        subprocess.Popen(
            [sys.executable, "-c", WAITS, str(folder / f"ready{number}"), str(go)],
            env=known(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for number in range(processes)
    ]
    try:
        end = time.monotonic() + 60
        while not all((folder / f"ready{number}").exists() for number in range(processes)):
            assert time.monotonic() < end
            assert all(each.poll() is None for each in begun), [each.communicate()[0] for each in begun if each.poll()]
            time.sleep(0.01)
        yield said
        go.touch()
        said += sorted((each.communicate(timeout=120)[0].strip(), each.returncode) for each in begun)
    finally:
        for each in begun:
            each.kill()
            each.wait()


def test_two_processes_that_picked_the_same_publish_once(room, due, tmp_path):
    with picked(tmp_path, 2) as said:
        assert published(room) == NOT_AT_ALL
    assert said == [("Nothing is due.", 0), (f"{room.slug}, publication 1: published", 0)]
    assert published(room) == ONCE
    (one,) = public.published()
    assert ([each.number for each in one.versions], len(one.current.files)) == ([1], due.files.count())
    assert audit.check(room.slug).wrong == ()


def test_a_hold_that_is_placed_after_a_process_picked_what_is_due_keeps_it_from_publishing(room, due, tmp_path):
    with picked(tmp_path, 1) as said:
        hold.place(room.lead, room.slug, reason="An inquest was opened.")
    ((told, status),) = said
    assert status == 1
    assert "legal hold" in told
    seen = published(room)
    assert (seen["state"], seen["phase"], seen["public"], seen["told"]) == ("approved", "factual_accuracy", 0, 0)
    assert Publication.objects.get().trouble.startswith("A legal hold stands")
    assert Notification.objects.filter(event="publication_stopped", person_id=room.chief.person).count() == 1
