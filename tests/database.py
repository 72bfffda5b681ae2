"""The database of the tests: one for each process, copied from one that was migrated once in the run.

Which one it is, ``DATABASE_URL`` says: SQLite in a file where it is not set, as the product runs, else PostgreSQL. A
test that commits (``transactional_db``, ``live_server``) has the copy put back when it ends. Django's own way, to
empty each table, would trip over the triggers that keep the audit trail, and lose the rows that migrations wrote.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import pytest


@dataclass(frozen=True)
class Place:
    """Where the databases of a run are: the migrated one, and the copy that this process works on."""

    shared: Path
    template: str
    copy: str


Journey = TypeVar("Journey")
#: The tests that go through pages in a browser.
JOURNEYS = Path(__file__).parent / "journeys"


def name_of_database() -> str:
    """``sqlite`` or ``postgresql``."""
    from django.db import connection

    return connection.vendor


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Name the database in the id of each test that runs on both, so that a failure says where it failed."""
    if "database" in metafunc.fixturenames:
        metafunc.parametrize("database", [name_of_database()], scope="session")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--of-the-database", action="store_true", help="leave out the tests that come by no database: they ran before"
    )
    parser.addoption(
        "--by-turns",
        action="store_true",
        help="of the journeys, make the first, third, ... with SQLite and the others with PostgreSQL",
    )


def _comes_by_the_database(item: pytest.Item) -> bool:
    """Whether a test may: pytest-django lets no other reach one, and a process of its own is told of one by these."""
    fixtures = {"db", "transactional_db", "live_server", "empty_database", "migrated_database"}
    marked = item.get_closest_marker("django_db") is not None
    return marked or not fixtures.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Choose the tests of the second run, and the journeys of either."""
    if config.getoption("--of-the-database"):
        left_out = [each for each in items if not _comes_by_the_database(each)]
        items[:] = [each for each in items if _comes_by_the_database(each)]
        config.hook.pytest_deselected(items=left_out)
    if config.getoption("--by-turns"):
        journeys = [each for each in items if JOURNEYS in each.path.parents and _comes_by_the_database(each)]
        of_the_other = set(journeys) - set(by_turns(journeys, name_of_database()))
        items[:] = [each for each in items if each not in of_the_other]
        config.hook.pytest_deselected(items=list(of_the_other))


def by_turns(journeys: Sequence[Journey], database: str) -> Sequence[Journey]:
    """Those whose turn it is with this database: what it leaves out is made with the other."""
    return journeys[0 if database == "sqlite" else 1 :: 2]


def _use(name: str) -> None:
    """Turn every connection of this process, those of other threads too, to the database of this name."""
    from django.db import connections

    connections.close_all()
    connections.settings["default"]["NAME"] = name


@contextmanager
def in_use(name: str) -> Iterator[None]:
    """The database of this name in the place of the one of the tests."""
    from django.db import connections

    before = connections.settings["default"]["NAME"]
    _use(name)
    try:
        yield
    finally:
        _use(before)


def _migrate(name: str) -> None:
    from django.db import connections

    from inspectorate_app.store import tables

    _use(name)
    assert tables.bring_up_to_date() == ""
    connections.close_all()


# --- SQLite: a file, copied by its own backup, which respects whoever has the file open -----------------------


def _copy_file(place: Place) -> None:
    with closing(sqlite3.connect(place.template)) as source, closing(sqlite3.connect(place.copy)) as target:
        source.backup(target)


# --- PostgreSQL: a database, made from another as its template -----------------------------------------------


@contextmanager
def _server() -> Iterator[Any]:
    """A cursor on the server, outside the databases of the tests."""
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        yield cursor


def _drop(name: str) -> None:
    with _server() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


#: What the migrations wrote, kept beside the tables in the template, and so in each copy.
KEEP = """
CREATE SCHEMA kept;
DO $$ DECLARE each text; has_rows boolean; BEGIN
    FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', each) INTO has_rows;
        IF has_rows THEN
            EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', each, each);
        END IF;
    END LOOP;
END $$;
CREATE VIEW kept.now AS SELECT sequencename AS name, last_value FROM pg_sequences WHERE schemaname = 'public';
CREATE TABLE kept.sequence AS TABLE kept.now;
"""
#: What was written since goes, and what was kept comes back. A table without a page was never written to.
UNDO = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
SET session_replication_role = replica;
DO $$ DECLARE each text; BEGIN
    FOR each IN
        SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0
    LOOP
        EXECUTE format('DELETE FROM public.%I', each);
    END LOOP;
    FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = 'kept' AND tablename <> 'sequence' LOOP
        EXECUTE format('INSERT INTO public.%I OVERRIDING SYSTEM VALUE SELECT * FROM kept.%I', each, each);
    END LOOP;
END $$;
SELECT setval(format('public.%I', name), coalesce(kept.last_value, 1), kept.last_value IS NOT NULL)
FROM kept.now AS now JOIN kept.sequence AS kept USING (name)
WHERE now.last_value IS DISTINCT FROM kept.last_value;
SET session_replication_role = DEFAULT;
"""


def _copy_database(place: Place) -> None:
    _drop(place.copy)
    with _server() as cursor:
        cursor.execute(f'CREATE DATABASE "{place.copy}" TEMPLATE "{place.template}" STRATEGY FILE_COPY')


def _undo(place: Place) -> None:
    """Empty the tables of the copy, but for what the migrations wrote: a new copy takes twenty times as long."""
    from django.db import connection

    _use(place.copy)
    with connection.cursor() as cursor:
        cursor.execute(UNDO)
    connection.close()


def _keep_rows() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(KEEP)
    connection.close()


def _create_database(name: str) -> None:
    with _server() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')


# --- for pytest ------------------------------------------------------------------------------------


def _place(config: pytest.Config, own: Path) -> Place:
    worker = getattr(config, "workerinput", {})
    shared = own.parent if worker else own
    if name_of_database() == "sqlite":
        return Place(shared, str(shared / "template.sqlite3"), str(own / "copy.sqlite3"))
    run = worker.get("testrunuid") or uuid4().hex
    return Place(shared, f"test_{run}", f"test_{run}_{worker.get('workerid', 'only')}")


def _migrate_once(place: Place, kept: Path) -> None:
    """Migrate the template, unless another process of this run has done so; the others wait.

    A migrated SQLite file is ``kept`` for the next run with the same tables.
    """
    done = place.shared / "migrated"
    with (place.shared / "migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if done.exists():
            return
        if name_of_database() == "postgresql":
            _create_database(place.template)
            _migrate(place.template)
            _keep_rows()
        else:
            _migrate_file(place, kept)
        done.write_text(place.template)


def _migrate_file(place: Place, kept: Path) -> None:
    if kept.exists():
        shutil.copyfile(kept, place.template)
        return
    _migrate(place.template)
    for old in kept.parent.iterdir():
        old.unlink(missing_ok=True)
    # Whoever runs tests at the same time sees a whole file or none.
    unfinished = kept.with_suffix(f".{os.getpid()}")
    shutil.copyfile(place.template, unfinished)
    unfinished.replace(kept)


def _tables() -> str:
    """A digest of all that says what the tables are: the store, each app's migrations, and the settings."""
    import django
    from django.apps import apps
    from django.conf import settings

    folders = [Path(app.path) / "migrations" for app in apps.get_app_configs()]
    files = [file for folder in (*folders, Path(apps.get_app_config("store").path)) for file in folder.rglob("*.py")]
    files.append(Path(import_module("inspectorate_app.settings").__file__ or ""))
    digest = hashlib.sha256(f"{django.VERSION} {sorted(settings.INSTALLED_APPS)}".encode())
    for file in sorted(set(files)):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:24]


def kept_with_the_tables(config: pytest.Config, ending: str) -> Path:
    """The file in which something is kept for other runs, for as long as the tables are the same."""
    return Path(config.cache.mkdir("migrated")) / f"{_tables()}.{ending}"


@pytest.hookimpl(trylast=True)  # after pytest-django has let go of the database
def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave no template on a PostgreSQL that is not ours; the last process of a run does so."""
    factory = getattr(config, "_tmp_path_factory", None)
    if hasattr(config, "workerinput") or factory is None or factory._basetemp is None:
        return
    done = factory.getbasetemp() / "migrated"
    if done.exists() and name_of_database() == "postgresql":
        _drop(done.read_text())


@pytest.fixture(scope="session")
def put_back(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Iterator[Callable[[], None]]:
    """A fresh copy of the migrated database, in use; called again, it undoes all that was written to it."""
    place = _place(request.config, tmp_path_factory.getbasetemp())
    copy, undo = (_copy_file, _copy_file) if name_of_database() == "sqlite" else (_copy_database, _undo)

    def again() -> None:
        from django.db import connections

        connections.close_all()
        undo(place)

    with django_db_blocker.unblock():
        _migrate_once(place, kept_with_the_tables(request.config, "sqlite3"))
        copy(place)
        _use(place.copy)
    yield again
    with django_db_blocker.unblock():
        from django.db import connections

        connections.close_all()
        if name_of_database() == "postgresql":
            _drop(place.copy)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, put_back: Callable[[], None]) -> Iterator[None]:
    """In the place of pytest-django's: our copies, and no flush."""
    from django.test import TransactionTestCase

    def tear_down(_test: TransactionTestCase) -> None:
        put_back()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", tear_down)
        yield


@pytest.fixture(scope="session")
def migrated_file(request: pytest.FixtureRequest, put_back: Callable[[], None]) -> Path | None:
    """A SQLite file with the tables of today, to copy for a process of its own; none before the first run with SQLite.

    With SQLite ``put_back`` has kept one.
    """
    kept = kept_with_the_tables(request.config, "sqlite3")
    return kept if kept.exists() else None


@pytest.fixture
def empty_database(django_db_blocker: Any) -> Iterator[dict[str, str]]:
    """The variables by which a process has an empty database to itself, of the kind that this run is for.

    With SQLite there are none: it has one in ``INSPECTORATE_DATA``.
    """
    if name_of_database() == "sqlite":
        yield {}
        return
    name = f"test_{uuid4().hex}"
    with django_db_blocker.unblock():
        _create_database(name)
    yield {"DATABASE_URL": f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"}
    with django_db_blocker.unblock():
        _drop(name)
