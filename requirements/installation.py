"""Install what a file of pinned requirements names, and the product: ``python requirements/installation.py FILE``.

pip installs uv, which installs the rest: it loads and unpacks many packages at once, and needs a tenth of the processor
time. uv does not read how pip is configured, so it is told; where it finds no way, pip installs everything itself.
"""

import ast
import os
import subprocess
import sys
from pathlib import Path

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
HERE = Path(__file__).parent
#: The project, from its folder: what builds it is among the requirements.
EDITABLE = ("--no-build-isolation", "--no-deps", "--editable", HERE.parent)
#: Options of pip, from the least to the most binding place, and what uv calls them. No file here names an index.
PLACES = ("global", "user", "site", "install", ":env:")
OPTIONS = {
    "index_url": "--default-index",
    "extra_index_url": "--index",
    "find_links": "--find-links",
    "trusted_host": "--allow-insecure-host",
}


def configured(listed: str) -> dict[str, str]:
    """What ``pip config list`` tells: each option with the value that holds."""
    found: dict[str, tuple[int, str]] = {}
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        place, _, option = name.replace("-", "_").rpartition(".")
        if place in PLACES and (PLACES.index(place), "") >= found.get(option, (-1, "")):
            found[option] = PLACES.index(place), str(ast.literal_eval(value))
    return {option: value for option, (_, value) in found.items()}


def for_uv(pip: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """The same for uv: options, and variables of its environment."""
    options = [part for name, told in OPTIONS.items() for each in pip.get(name, "").split() for part in (told, each)]
    if pip.get("no_index", "").casefold() in ("1", "true", "yes", "on"):
        options.append("--no-index")
    variables = {"SSL_CERT_FILE": pip.get("cert", ""), "ALL_PROXY": pip.get("proxy", "")}
    return options, {name: value for name, value in variables.items() if value}


def _with_uv(requirements: Path) -> bool:
    """Whether uv could install everything, the project too."""
    if subprocess.run([*PIP, "--quiet", "install", "--require-hashes", "-r", HERE / "uv.txt"], check=False).returncode:
        return False
    listed = subprocess.run([*PIP, "config", "list"], check=False, capture_output=True, text=True).stdout
    options, variables = for_uv(configured(listed))
    # Any index will do, as with pip: the hashes say which file is meant.
    install = [sys.executable, "-m", "uv", "--quiet", "pip", "install", "--python", sys.executable, *options]
    install += ["--index-strategy", "unsafe-best-match"]
    environment = {**os.environ, **variables}
    return not any(
        subprocess.run([*install, *what], check=False, env=environment).returncode
        for what in (("--require-hashes", "-r", requirements), EDITABLE)
    )


def main(requirements: Path) -> None:
    """Install ``requirements`` and, so that it can be changed in place, the project of this folder."""
    if not _with_uv(requirements):
        sys.stderr.write("uv could not install the packages; pip does.\n")
        for what in (("--require-hashes", "-r", requirements), EDITABLE):
            subprocess.run([*PIP, "--quiet", "install", *what], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
