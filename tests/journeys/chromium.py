"""The system's Chromium, which the journeys drive: ``python -m tests.journeys.chromium`` installs it where it may.

It may where it is root and knows the package manager. Elsewhere it says what will be skipped, and what to type; in CI
(``CI`` is set) nothing is ever skipped, so it fails.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Package manager: its commands, the one that installs first. Liberation stands for Arial, which pages name.
INSTALLATION: dict[str, Sequence[Sequence[str]]] = {
    "apt-get": (
        ("apt-get", "install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation"),
        ("apt-get", "update"),
    ),
    "dnf": (("dnf", "install", "--assumeyes", "chromium", "liberation-fonts"),),
    "apk": (("apk", "add", "chromium", "font-liberation"),),
    "pacman": (("pacman", "--sync", "--refresh", "--noconfirm", "chromium", "ttf-liberation"),),
}


def found() -> str | None:
    """The path of the browser; ``None`` where there is none."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def in_ci() -> bool:
    """Whether this is a run that must skip nothing."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def missing() -> str:
    """What to say where there is no browser."""
    manager = next((each for each in INSTALLATION if shutil.which(each)), None)
    type_this = (
        f"as root: {' '.join(INSTALLATION[manager][0])}" if manager else "install Chromium and the Liberation fonts"
    )
    return f"no Chromium on this machine, so no journey can be made. To have them, {type_this}"


def install() -> bool:
    """Install the browser with the package manager; whether there is one now."""
    manager = next((each for each in INSTALLATION if shutil.which(each)), None)
    if manager is None or os.geteuid() != 0:
        return False
    put, *before = INSTALLATION[manager]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # The lists of packages are fetched only where the ones that are there do not do.
    for command in (put, *before, put):
        _say(f"Chromium is missing: {' '.join(command)}")
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
        if found() and done.returncode == 0:
            return True
    return found() is not None


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    """Have a browser, or say loudly that there is none."""
    if found() or install():
        return 0
    line = "!" * 100
    _say(f"{line}\nSKIPPED: every test in tests/journeys: {missing()}.\n{line}")
    return 1 if in_ci() else 0


if __name__ == "__main__":
    raise SystemExit(main())
