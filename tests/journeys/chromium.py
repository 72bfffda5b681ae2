"""The system's Chromium, which the journeys drive: ``python -m tests.journeys.chromium`` installs it where it may.

It may where it is root and knows the package manager. Elsewhere it says what will be skipped, and what to type; in CI
(``CI`` is set) nothing is ever skipped, so it fails.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

#: Chromium without a screen needs a fifth less of the processor than Chromium that only shows none.
HEADLESS = ("chromium-headless-shell",)
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: One process where Chromium has several, and none begun for a page that may yet come. A script runs for a moment on
#: each page: it is not worth optimising, and what was compiled of it is kept for the next page.
ARGUMENTS = (
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--in-process-gpu",
    "--renderer-process-limit=1",
    "--process-per-site",
    "--disable-site-isolation-trials",
    "--js-flags=--no-opt,--no-maglev,--no-flush-bytecode",
)
#: Pages are laid out and not painted. The settings before the last are Playwright's, which these take the place of.
UNDRAWN = (
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4,"
    "acceleratedCompositingEnabled=false",
)
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

_UNASKED = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


def found(*, headed: bool = False) -> str | None:
    """The path of the browser, of one with a screen if it is to be ``headed``; ``None`` where there is none."""
    return next(filter(None, map(shutil.which, PROGRAMS if headed else (*HEADLESS, *PROGRAMS))), None)


def lighten() -> None:
    """Have the browser without a screen beside the one that is there, of the same version, where apt knows it.

    It is no matter where that cannot be: the journeys are the same with either, and only take longer.
    """
    if os.geteuid() or any(map(shutil.which, HEADLESS)) or not (shutil.which("apt-get") and shutil.which("dpkg-query")):
        return
    asked = ["dpkg-query", "--show", "--showformat=${Version}", "chromium"]
    version = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    put = ["apt-get", "install", "--yes", "--no-install-recommends", f"{HEADLESS[0]}={version}"]
    for command in (put, ["apt-get", "update"], put) if version else ():
        done = subprocess.run(command, env=_UNASKED, capture_output=True, check=False)
        if command is put and done.returncode == 0:
            return


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
    # The lists of packages are fetched only where the ones that are there do not do.
    for command in (put, *before, put):
        _say(f"Chromium is missing: {' '.join(command)}")
        done = subprocess.run(command, env=_UNASKED, stdout=subprocess.DEVNULL, check=False)
        if found() and done.returncode == 0:
            return True
    return found() is not None


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> int:
    """Have a browser, or say loudly that there is none."""
    if found() or install():
        lighten()
        return 0
    line = "!" * 100
    _say(f"{line}\nSKIPPED: every test in tests/journeys: {missing()}.\n{line}")
    return 1 if in_ci() else 0


if __name__ == "__main__":
    raise SystemExit(main())
