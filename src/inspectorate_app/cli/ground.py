"""What must stand before the service can: the database and its tables, and the static files."""

import hashlib
from pathlib import Path

#: In the folder of collected files: of what they were collected.
_COLLECTED = ".collected"


def on_sqlite() -> bool:
    """Whether the database is a file here."""
    from django.conf import settings

    return bool(settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"))


def prepare(migrate_first: bool) -> None:
    """Make sure that the database can be used. Raises ``BadInput``, saying what to do, where it cannot."""
    from inspectorate.errors import BadInput, Fault
    from inspectorate_app.store import tables
    from inspectorate_app.store.queries import health

    make_folder()
    if migrate_first and (failure := tables.bring_up_to_date()):
        mend = "see whether it runs, and whether DATABASE_URL is right"
        raise BadInput([Fault("database", 0, "", f"it could not be brought up to date ({failure})", mend)])
    if problems := health.problems():
        mend = "run 'inspectorate migrate', or 'inspectorate serve --migrate'"
        if not any("migration" in problem for problem in problems):
            mend = "see whether it runs, and whether DATABASE_URL is right"
        raise BadInput([Fault("database", 0, "", problem, mend) for problem in problems])


def make_folder() -> None:
    """Make the folder of a database that is a file, for its owner alone."""
    from django.conf import settings

    if on_sqlite():
        Path(settings.DATABASES["default"]["NAME"]).parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def prepare_files() -> bool:
    """Collect the static files where those that are collected are of another version; whether that was so."""
    from django.conf import settings
    from django.core.management import call_command

    of, note = _fingerprint(), Path(settings.STATIC_ROOT) / _COLLECTED
    if files_are_fresh(of):
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    note.write_text(of, encoding="utf-8")
    return True


def files_are_fresh(of: str = "") -> bool:
    """Whether the static files were collected from what is installed now."""
    from django.conf import settings

    note = Path(settings.STATIC_ROOT) / _COLLECTED
    return note.is_file() and note.read_text(encoding="utf-8") == (of or _fingerprint())


def _fingerprint() -> str:
    """Of the names and the content of all static files that are installed."""
    from django.contrib.staticfiles.finders import get_finders

    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda each: each[0]):
            with storage.open(name) as file:
                found.update(f"{name}\0".encode() + hashlib.sha256(file.read()).digest())
    return found.hexdigest()
