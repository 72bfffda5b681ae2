"""What every test may use: the command line, run as a person runs it; the application's settings and database."""

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from inspectorate_app import garbage
from inspectorate_app.cli import main
from tests import environment

garbage.look_seldom()
# Before any other conftest file is read: those of the application import its models.
environment.start()

pytest_plugins = [
    "tests.database",
    "tests.tally",
    "tests.write_guard",
    "tests.journeys.picture",
    "tests.journeys.browser",
]


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """``-n auto`` is one process more than cores: where one waits for a browser or a server, another works."""
    return (yield) + 1


def pytest_collection(session: pytest.Session) -> None:
    """Let each process of a run read another part of the tests first, and leave what it compiled to the others.

    Where nothing is compiled yet, as after a checkout, they would else all compile the same files at the same time.
    """
    of_xdist: dict[str, Any] | None = getattr(session.config, "workerinput", None)
    if of_xdist is None:
        return
    places = [session.config.rootpath / each.partition("::")[0] for each in session.config.args]
    files = sorted({file for place in places for file in place.rglob("test_*.py")})
    for file in files[int(of_xdist["workerid"].removeprefix("gw")) :: of_xdist["workercount"]]:
        # Whatever is wrong with it is told when it is collected.
        with suppress(Exception, pytest.skip.Exception):
            import_module(".".join(file.relative_to(session.config.rootpath).with_suffix("").parts))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Leave modules and collected tests, which stay until the end, out of the search for garbage."""
    garbage.keep_what_is_loaded()


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit status, standard output and standard error."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """``run("rating", "overall", ...)`` is ``inspectorate rating overall ...``."""

    def _run(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([os.fspath(argument) for argument in arguments])
        out, err = capsys.readouterr()
        status = left.value.code
        return Ran(status if isinstance(status, int) else 0, out, err)

    return _run


#: The command, with passwords hashed as in the settings of the tests: fifteen take seconds as in those of the product.
_LOADS = """
from inspectorate_app.cli import application, main
real = application.start
def start():
    real()
    from django.conf import settings
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
application.start = start
main()
"""


@pytest.fixture(scope="session")
def loaded_demonstration() -> Path:
    """A folder with what ``inspectorate demonstration load`` loads, and ``told.json``, what it told.

    Loaded once in a run, since it takes half a minute: whoever changes something there works on a copy.
    """
    folder = environment.of_the_run("demonstration")
    told = folder / "told.json"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            command = [sys.executable, "-c", _LOADS, "demonstration", "load", "--folder", folder, "--format", "json"]
            loaded = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
            assert loaded.returncode == 0, loaded.stderr
            told.write_text(loaded.stdout, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of the demonstration."""
    from inspectorate_app.demonstration.inspection import demonstration_files

    folder = tmp_path_factory.mktemp("demonstration")
    demonstration_files(folder).write(folder)
    return folder
