"""The editions that come with the library, and those in a folder of the user's own."""

from functools import cache
from pathlib import Path

from inspectorate.errors import BadInput, Fault
from inspectorate.framework.document import read_yaml
from inspectorate.framework.loader import load_unchecked
from inspectorate.framework.model import Edition, FrameworkFile, Translation
from inspectorate.framework.validation import faults_across

EDITIONS = Path(__file__).parent / "editions"


def edition_folders() -> dict[str, Path]:
    """The folder of each edition that comes with the library, by name."""
    return {path.parent.name: path.parent for path in sorted(EDITIONS.glob("*/framework.yaml"))}


def find_edition(name: str) -> Edition:
    """An edition by its name or the path of its folder. Raises ``BadInput`` where there is none, or it has faults."""
    folders = edition_folders()
    if name in folders:
        return product_edition(name)
    if Path(name).is_dir():
        return load_edition(Path(name))
    listed = ", ".join(folders)
    raise BadInput([Fault(name, 0, "edition", "there is no such edition", f"give one of {listed}, or a folder")])


@cache
def product_framework(name: str) -> FrameworkFile:
    """What an edition of the library is and inspects, without its standards: quick. Raises ``KeyError``."""
    document = read_yaml(edition_folders()[name] / "framework.yaml")
    return document.whole(FrameworkFile)


@cache
def product_edition(name: str) -> Edition:
    """An edition of the library, read once: the files of the library do not change. Raises ``KeyError``."""
    return load_edition(edition_folders()[name])


@cache
def product_translations() -> tuple[Translation, ...]:
    """What the product translates of any of its editions: they share many texts, and each is the key of its own."""
    paths = sorted(EDITIONS.glob("*/translations/*.yaml"))
    return tuple(read_yaml(path).whole(Translation) for path in paths)


def load_edition(folder: Path | str) -> Edition:
    """The edition in a folder, checked within each file and across files. Raises ``BadInput`` with every fault."""
    loaded = load_unchecked(Path(folder))
    faults = [*loaded.faults, *faults_across(loaded)]
    if faults:
        raise BadInput(faults)
    return loaded.edition
