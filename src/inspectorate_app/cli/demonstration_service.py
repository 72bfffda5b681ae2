"""The demonstration in the application: loaded into a database of its own, served, and its sign-ins told."""

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.terminal import Format, FormatOption, Json, answer, progress, say, table

if TYPE_CHECKING:
    from inspectorate_app.demonstration.loading import Loaded

FOLDER = Path("demonstration-data")
#: In the folder: the key that signs sessions, who may sign in, and the caseload that waits to be uploaded.
KEY, SIGN_INS, CASELOAD = "secret-key", "sign-ins.json", "caseload-to-upload.csv"
#: The ports that are tried.
PORTS = range(8000, 8020)

FolderOption = Annotated[Path, typer.Option("--folder", help="Where its database is, or is put.")]


def load(folder: FolderOption = FOLDER, form: FormatOption = Format.TEXT) -> None:
    """Load it into a database of its own, for which a sign-in for each role is made and told.

    What was loaded before is taken away first.
    """
    _start(folder)
    _take_away(folder)
    told = _load(folder)
    answer(form, told, lambda: _sign_ins(told))


def serve(
    folder: FolderOption = FOLDER,
    port: Annotated[int, typer.Option("--port", help="The port; 0: the first from 8000 on that is free.")] = 0,
) -> None:
    """Load it where it is not there or not sound, serve it on localhost, and tell how to sign in."""
    chosen = port or _free_port()
    _start(folder, f"http://localhost:{chosen}")
    from inspectorate_app.cli import serve as service

    told = _read(folder)
    if told is None or not _is_sound(told):
        _take_away(folder)
        told = _load(folder)
    say(_sign_ins(told))
    say(f"\nOpen http://localhost:{chosen}/ and sign in.\n")
    # With jobs: they make the files of a publication, and publish it.
    service.serve(port=chosen, workers=1, threads=service.THREADS, with_jobs=True)


def code(
    who: Annotated[str, typer.Argument(metavar="WHO", help="The word before the @ of a sign-in, such as 'lead'.")],
    folder: FolderOption = FOLDER,
    form: FormatOption = Format.TEXT,
) -> None:
    """Tell the code that an authenticator app would show now for someone of the demonstration."""
    from inspectorate.errors import BadInput, Fault

    if _read(folder) is None:
        raise BadInput([Fault(str(folder), 0, "", "no demonstration is loaded there", "run 'demonstration load'")])
    _start(folder)
    from inspectorate_app.demonstration.sign_in import code as code_of

    found = code_of(who)
    if found is None:
        raise BadInput([Fault("", 0, "WHO", f"nobody signs in as '{who}'", "'demonstration load' names everyone")])
    answer(form, {"who": who, "code": found}, lambda: found)


def _start(folder: Path, address: str = "") -> None:
    """Start the application in the folder, whatever the environment says: nothing real is ever touched.

    ``address`` is where it is served: links that it gives out lead there.
    """
    from inspectorate_app.cli.application import start

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in [each for each in os.environ if each.startswith("INSPECTORATE_") or each == "DATABASE_URL"]:
        del os.environ[name]
    os.environ |= {
        "INSPECTORATE_DATA": str(folder.absolute()),
        "INSPECTORATE_SECRET_KEY": _key(folder / KEY),
        "INSPECTORATE_DEMONSTRATION": "true",
        "INSPECTORATE_ADDRESS": address,
        "DJANGO_SETTINGS_MODULE": "inspectorate_app.settings",
    }
    start()
    _require_apart(folder)


def _require_apart(folder: Path) -> None:
    """Raise ``BadInput`` where the application was started before, with a database that is not of the demonstration."""
    from django.conf import settings

    from inspectorate.errors import BadInput, Fault

    if not settings.DEMONSTRATION or Path(settings.DATA) != folder.absolute():
        raise BadInput([Fault("", 0, "", "the application runs on another database", "run it as a command of its own")])


def _key(path: Path) -> str:
    import secrets

    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def _read(folder: Path) -> Json | None:
    """What was told when it was loaded; None where nothing was, or it cannot be read."""
    try:
        told = json.loads((folder / SIGN_INS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def _is_sound(told: Json) -> bool:
    """Whether it was loaded by this version, its tables are those of this version, and nobody tampered with it."""
    from inspectorate_app.actions.audit import check
    from inspectorate_app.store.queries import audit, health

    if told.get("version") != _version() or health.problems():
        return False
    return not any(check(name).wrong for name in audit.chain_names())


def _version() -> str:
    """Of what the loading rests on: the tables and the demonstration itself."""
    import hashlib

    package = Path(__file__).parents[1]
    found = hashlib.sha256()
    for path in sorted([*package.glob("store/migrations/*.py"), *package.glob("demonstration/*")]):
        if path.is_file():
            found.update(path.read_bytes())
    return found.hexdigest()


def _take_away(folder: Path) -> None:
    from django.db import connections  # noqa: TID251 - its file is about to go

    connections.close_all()
    for name in (SIGN_INS, CASELOAD, *(f"inspectorate.sqlite3{end}" for end in ("", "-wal", "-shm", "-turn"))):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / "documents", ignore_errors=True)


def _load(folder: Path) -> Json:
    from inspectorate_app.cli.ground import prepare
    from inspectorate_app.demonstration.loading import load as load_all

    say(f"Loading the demonstration into {folder}, once ...")
    prepare(migrate_first=True)
    with progress(5) as doing:
        loaded = load_all(doing)
    told = _told(folder, loaded)
    (folder / CASELOAD).write_text(loaded.caseload, encoding="utf-8", newline="")
    path = folder / SIGN_INS
    path.touch(mode=0o600)
    path.write_text(json.dumps(told, indent=2), encoding="utf-8")
    return told


def _told(folder: Path, loaded: "Loaded") -> Json:
    from inspectorate_app.demonstration.sign_in import PEOPLE

    return {
        "synthetic": True,
        "password": loaded.password,
        "sign_ins": [
            {"who": each.key, "email": each.email, "role": each.role.label, "to_do": each.to_do} for each in PEOPLE
        ],
        "inspections": list(loaded.inspections),
        "caseload": str(folder / CASELOAD),
        "version": _version(),
    }


def _sign_ins(told: Json) -> str:
    columns = {"email": "Sign in as", "role": "Role", "to_do": "There is to do"}
    return "\n".join(
        [
            table(columns, told["sign_ins"]),
            "",
            f"Password of everyone: {told['password']}",
            "Code of the authenticator app, in another terminal: .venv/bin/inspectorate demonstration code lead",
            f"A caseload to upload as the operations officer: {told['caseload']}",
            "All people and cases are synthetic: none of them is real.",
        ]
    )


def _free_port() -> int:
    """The first of ``PORTS`` on which nothing listens."""
    import socket

    from inspectorate.errors import BadInput, Fault

    for port in PORTS:
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    listed = f"{PORTS.start} to {PORTS.stop - 1}"
    raise BadInput(
        [Fault("", 0, "--port", f"something listens on each port from {listed}", "give another with --port")]
    )
